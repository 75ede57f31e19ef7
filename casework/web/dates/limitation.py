"""The watch over decisions that may be challenged, and letters before claim."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import render_template

from casework.domain.dates import FactDate, long_date
from casework.domain.deadline_register import REGISTER
from casework.domain.deadlines import pre_action_response
from casework.domain.forces import CONFIDENCE
from casework.domain.limitation import (
    Arguable,
    LetterBeforeClaim,
    answered_on,
    arguable_decisions,
    letters_before_claim,
)
from casework.services.reading import CaseView
from casework.web.cases.addresses import address_of
from casework.web.cases.date_words import capital, distance, link_to_record
from casework.web.cases.frame import frame_of
from casework.web.cases.record_links import RecordLink
from casework.web.cases.views import case_on_date_asked
from casework.web.dates import blueprint

PROMPTLY = "A claim must be made promptly: do not read this day as time in hand."
PAST = (
    "This day has passed. That does not end the risk: a court may extend time, and a later "
    "decision on the same matter has a watch of its own."
)
NO_DAY = "The day of the decision is not recorded exactly, so no day can be given."
SHORTER = {
    "planning": "Recorded as a planning decision: 6 weeks are counted.",
    "procurement": "Recorded as a procurement decision: 30 days are counted.",
}


@dataclass(frozen=True, slots=True)
class WatchLine:
    """One arguable decision and the cautious end of its watch; ``ends`` is empty if not known."""

    what: str
    record: RecordLink
    decided: str
    ends: str
    distance: str
    working: str
    words: str
    shorter: str


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One letter before claim, when a reply is expected and whether one went."""

    record: RecordLink
    received: str
    due: str
    distance: str
    answered: str


def watch_words(ends: date | None, today: date) -> str:
    """What a reader must know beside the day; never that nothing can come any more."""
    if ends is None:
        return NO_DAY
    return PROMPTLY if ends >= today else PAST


def _watch_line(view: CaseView, each: Arguable) -> WatchLine:
    ends, today = each.ends, view.judged.as_at
    return WatchLine(
        what=each.what,
        record=link_to_record(view, each.record.reference),
        decided=capital(each.decided_on.plain()) if each.decided_on else "Not recorded",
        ends=long_date(ends.on) if ends else "",
        distance=distance(today, ends.on) if ends else "",
        working=capital(ends.explanation) if ends else "",
        words=watch_words(ends.on if ends else None, today),
        shorter=SHORTER.get(each.time_limit, ""),
    )


def _letter_line(view: CaseView, letter: LetterBeforeClaim) -> LetterLine:
    sent: FactDate | None = letter.dated
    day = sent.latest if sent is not None and sent.is_exact else None
    due = pre_action_response(day).on if day else None
    reply = answered_on(view.facts, letter)
    return LetterLine(
        record=link_to_record(view, letter.record.reference),
        received=capital(sent.plain()) if sent else "Day not recorded",
        due=long_date(due) if due else "not known, since its day is not recorded exactly",
        distance=distance(view.judged.as_at, due) if due else "",
        answered=reply.plain() if reply else "",
    )


@blueprint.get("/limitation")
def show_limitation(reference: str) -> str:
    """Every arguable decision of the case with the cautious end of its watch."""
    view = case_on_date_asked(reference, signing=False)
    as_of = view.as_of.isoformat() if view.as_of else ""
    rule = REGISTER["T15"]
    return render_template(
        "dates/limitation.html",
        frame=frame_of(view, "dates", "Watch for legal challenge"),
        watches=tuple(_watch_line(view, each) for each in arguable_decisions(view.facts)),
        letters=tuple(_letter_line(view, each) for each in letters_before_claim(view.facts)),
        law=address_of("catalogue.show_law", law_id="cpr-54-5"),
        sureness=f"{CONFIDENCE[rule.tag]} ({rule.tag})",
        dates=address_of("dates.show", reference=reference, as_of=as_of),
        every_case=address_of("listing.show_limitation"),
    )  # fmt: skip
