"""Keeping a dry run, and saying whether it was made for legal advice.

A dry run is stored only when its author asks for it. No gate, guard or document reads it.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from casework.domain.assumptions import check_room
from casework.domain.dates import FactDate
from casework.domain.errors import Conflict, Invalid, NotFound
from casework.domain.facts import RecordVersion
from casework.domain.legal_advice import check_can_mark_for_legal_advice, check_can_unmark
from casework.domain.permissions import can_read_record
from casework.domain.records import get_kind
from casework.domain.text import Text, commit, typed
from casework.domain.viewer import Viewer
from casework.services.dry_running import (
    Trial,
    TriedStep,
    holds_in_the_way,
    left_open_in_the_way,
    try_step,
)
from casework.services.office import Office
from casework.services.recording import check_version
from casework.services.verb import Verb, case_verb
from casework.store.records import Draft

KIND = "dry_run"
LONGEST_WORDS = 19_000


@dataclass(frozen=True, slots=True)
class Keeping:
    """A dry run about to be kept.

    ``words`` say each assumption, and ``reasons`` why each check, hold and condition of the trial
    would stand in the way, in the order of ``lines_barred``. ``mark`` is that of the trial which
    the page showed.
    """

    step: TriedStep
    title: str
    made_for_legal_advice: bool
    words: tuple[str, ...]
    reasons: tuple[str, ...]
    mark: str


def lines_barred(trial: Trial) -> tuple[dict[str, str], ...]:
    """What would bar a step or be left to be answered: checks, then holds, then conditions,
    then what successions left open."""
    checks = [
        {"ref": r.criterion.ref, "subject": r.subject, "state": r.state.value}
        for r in trial.waiting
    ]
    moves = [judgement.move for judgement in trial.whole for _ in judgement.conditions]
    return (
        *checks,
        *({"ref": f.record, "subject": "", "state": "hold"} for f in holds_in_the_way(trial)),
        *({"ref": move, "subject": "", "state": "condition"} for move in moves),
        *({"ref": each.reference, "subject": "", "state": "left open"}
          for each in left_open_in_the_way(trial)),
    )


def keep_dry_run(
    office: Office, viewer: Viewer, reference: str, keeping: Keeping, *, once: str = ""
) -> RecordVersion:
    """Keep a dry run as its author saw it, judged again on what is recorded now.

    Raises Invalid without a title, with too many assumptions or with one that cannot be made,
    Conflict if the outcome is no longer the one that the page showed.
    """
    if not typed(keeping.title):
        raise Invalid("A dry run that is kept needs a title.", "Enter a title.", "title")
    check_room(keeping.step.assumptions)
    with case_verb(office, viewer, reference, "dry_run_kept", once=once) as verb:
        trial = _tried_again(verb, keeping)
        payload = _payload(viewer, keeping, trial)
        (version,) = verb.write(Draft(KIND, secrets.token_hex(6), payload))
        verb.result = version.pin
        return version


def _tried_again(verb: Verb, keeping: Keeping) -> Trial:
    try:
        trial = try_step(
            verb.definition, verb.facts, keeping.step, verb.viewer.person, verb.tx.now
        )
    except KeyError:
        raise Invalid("The pathway has no such move or act.", "Choose one from the list.",
                      "what") from None  # fmt: skip
    if not trial.assumed.is_sound:
        raise Invalid("Something that is assumed can no longer be so.",
                      "Remove what is marked, and try it again.")  # fmt: skip
    if trial.mark != keeping.mark or len(lines_barred(trial)) != len(keeping.reasons):
        raise Conflict(
            "The case has changed since you tried this, and so has the answer.",
            "Look at the new answer, then keep it if you still want to.",
        )
    return trial


def _payload(viewer: Viewer, keeping: Keeping, trial: Trial) -> Any:
    step = keeping.step
    return get_kind(KIND).payload(
        title=commit(typed(keeping.title)), step=step.what, subject=step.subject,
        judged_on=FactDate.on(step.day), author=viewer.person, allowed=trial.is_ready,
        assumptions=_texts(keeping.words),
        structure=_texts([assumption.text() for assumption in step.assumptions]),
        barred=lines_barred(trial), reasons=_texts(keeping.reasons),
        made_for_legal_advice=keeping.made_for_legal_advice,
        marked_by=viewer.person if keeping.made_for_legal_advice else "",
    )  # fmt: skip


def _texts(words: Sequence[str]) -> tuple[Text, ...]:
    return tuple(commit(text[:LONGEST_WORDS] or "Not said") for text in words)


def mark_for_legal_advice(
    office: Office, viewer: Viewer, reference: str, key: str, version: int
) -> RecordVersion:
    """Say that a kept dry run was made for legal advice: its earlier versions are protected too.

    Raises NotFound if there is none that the viewer may see, NotPermitted if it is not for them,
    Conflict if it has changed.
    """
    with case_verb(office, viewer, reference, "dry_run_marked") as verb:
        found = _found(verb, key, version)
        check_can_mark_for_legal_advice(verb.facts, viewer, found)
        payload = replace(
            found.payload, made_for_legal_advice=True, marked_by=viewer.person, unmarked_by=""
        )
        (written,) = verb.write(Draft(KIND, key, payload))
        return written


def unmark_for_legal_advice(
    office: Office, viewer: Viewer, reference: str, key: str, version: int, reason: str
) -> RecordVersion:
    """A legal adviser says that a dry run was not made for legal advice; others see it then.

    Raises Invalid without a reason or if it is not marked, NotPermitted, NotFound, Conflict.
    """
    if not typed(reason):
        raise Invalid("To take the mark off, say why.", "Enter the reason.", "reason")
    with case_verb(office, viewer, reference, "dry_run_unmarked") as verb:
        found = _found(verb, key, version)
        check_can_unmark(verb.facts, viewer)
        if not found.payload.made_for_legal_advice:
            raise Invalid("This dry run is not marked as made for legal advice.")
        payload = replace(
            found.payload, made_for_legal_advice=False, unmarked_by=viewer.person,
            unmarked_because=commit(typed(reason)),
        )  # fmt: skip
        (written,) = verb.write(Draft(KIND, key, payload))
        return written


def _found(verb: Verb, key: str, version: int) -> RecordVersion:
    found = verb.facts.find(f"{KIND}/{key}")
    if found is None or not can_read_record(verb.facts, verb.viewer, found):
        raise NotFound("There is no such dry run on this case.")
    check_version(verb, get_kind(KIND), key, version)
    return found
