"""Highlight reports: when each was made, and what was recorded since the one before.

A report is read from the case and never stored as text. That one was made is recorded, once a day,
so that the next tells what has changed since.
"""

from __future__ import annotations

from datetime import date

from casework.domain.dates import FactDate
from casework.domain.errors import Conflict
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.permissions import check_can_work_on
from casework.domain.records import get_kind
from casework.domain.text import commit, typed
from casework.domain.viewer import Viewer
from casework.services.office import Office
from casework.services.verb import case_verb
from casework.store.records import Draft

KIND = "highlight_report"


def record_highlight_report(
    office: Office, viewer: Viewer, reference: str, words: str = "", *, once: str = ""
) -> RecordVersion:
    """Record that the report of today was made, with what its readers should know.

    Raises NotPermitted for who does not work on the case, InvalidFields where the words are too
    long, and Conflict where one was made today already.
    """
    with case_verb(office, viewer, reference, "highlight_report_made", once=once) as verb:
        check_can_work_on(verb.facts, viewer)
        on = FactDate.on(verb.tx.today)
        if verb.facts.find(f"{KIND}/{on.text}") is not None:
            raise Conflict(
                "The highlight report of today was made already.", "Look at it, or wait a day."
            )
        payload = get_kind(KIND).payload(
            made_on=on, stage=verb.facts.stage, words=commit(typed(words))
        )
        (version,) = verb.write(Draft(KIND, on.text, payload, effective_on=on))
        verb.result = version.pin
        return version


def reports_made(facts: CaseFacts) -> list[RecordVersion]:
    """Every report made, in the order of their days."""
    return sorted(facts.current(KIND), key=lambda r: r.key)


def report_before(facts: CaseFacts, day: date) -> RecordVersion | None:
    """The last report that was made before a day, or None."""
    earlier = [r for r in reports_made(facts) if r.key < day.isoformat()]
    return earlier[-1] if earlier else None


def report_of(facts: CaseFacts, day: date) -> RecordVersion | None:
    """The report that was made on a day, or None."""
    return facts.find(f"{KIND}/{day.isoformat()}")


def open_issues(facts: CaseFacts) -> list[RecordVersion]:
    """Issues that are not settled on the date judged."""
    return [
        r for r in facts.current("issue")
        if r.payload.settled_on is None or not r.payload.settled_on.has_come_by(facts.as_at)
    ]  # fmt: skip


def recorded_since(facts: CaseFacts, report: RecordVersion | None) -> list[RecordVersion]:
    """What was recorded since a report, newest first; everything where there is none."""
    since = report.position if report is not None else 0
    found = (r for r in facts.records if r.position > since and r.kind != KIND)
    return sorted(found, key=lambda r: (r.position, r.reference), reverse=True)
