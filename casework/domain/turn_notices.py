"""Pause, withdrawal and restart: what of them is to be told, to whom, and what went out.

Source: domain brief 7.3 and row D33 of 9.1: the public, scrutiny committees, Healthwatch and the
Department of Health and Social Care are told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casework.domain.dates import FactDate
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.hold_standing import PAUSED

PAUSE, WITHDRAWAL, RESTART = "pause", "withdrawal", "restart"
TURNS = {
    PAUSE: "Pause of the work",
    WITHDRAWAL: "Withdrawal of the proposal",
    RESTART: "Restart of the proposal",
}
LETTER_OF = {PAUSE: "pause_notice", WITHDRAWAL: "withdrawal_notice", RESTART: "restart_notice"}
"""The purpose of the letter that tells of each."""
ENDED_SO = "WITHDRAWN"
"""The stage of a case that was withdrawn."""
RESTARTS = "restarts"
TO_THE_DEPARTMENT = (
    "secretary_of_state_notification", "secretary_of_state_update", *LETTER_OF.values(),
)  # fmt: skip
"""Purposes of letters from which it is known to which address of the Department a case writes."""
TOLD = (
    ("notice_on", "public notice of the {}"),
    ("scrutiny_told_on", "day on which the scrutiny committees were told of the {}"),
    ("healthwatch_told_on", "day on which Healthwatch was told of the {}"),
    ("department_told_on", "day on which the Department was told of the {}"),
)


@dataclass(frozen=True, slots=True)
class NotTold:
    """A notice that is not on record: of which turn, what is missing, and where it is recorded."""

    turn: str
    what: str
    kind: str
    key: str


def turns_of(facts: CaseFacts) -> tuple[str, ...]:
    """The turns that a case has taken, or is about to, as far as the record says."""
    found = {PAUSE: latest_pause(facts), WITHDRAWAL: is_withdrawing(facts),
             RESTART: begun_again_from(facts)}  # fmt: skip
    return tuple(turn for turn, standing in found.items() if standing)


def latest_pause(facts: CaseFacts) -> RecordVersion | None:
    """The pause that is open, else the one that was recorded last, or None."""
    pauses = [r for r in facts.current("hold") if r.payload.hold == PAUSED]
    still_open = [r for r in pauses if r.payload.ended_on is None]
    found = still_open or pauses
    return found[-1] if found else None


def terms_of(facts: CaseFacts, pause: RecordVersion) -> RecordVersion | None:
    """The terms of a pause that were recorded last, or None."""
    found = [r for r in facts.current("pause")
             if r.payload.hold.partition("@")[0] == pause.reference]  # fmt: skip
    return found[-1] if found else None


def is_withdrawing(facts: CaseFacts) -> bool:
    """Whether the case is withdrawn, or the decision to withdraw it is on record."""
    return (
        facts.stage == ENDED_SO or facts.single("withdrawal") is not None
        or bool(facts.current("decision", purpose="withdraw"))
    )  # fmt: skip


def begun_again_from(facts: CaseFacts) -> str:
    """The reference of the case that this one begins again, or empty."""
    found = [r.payload.case for r in facts.current("linked_case")
             if r.payload.relation == RESTARTS]  # fmt: skip
    return found[-1] if found else ""


def record_of(facts: CaseFacts, turn: str) -> RecordVersion | None:
    """The record that says who was told of a turn, or None."""
    if turn == PAUSE:
        pause = latest_pause(facts)
        return terms_of(facts, pause) if pause is not None else None
    return facts.single(turn)


def told_by_letter(facts: CaseFacts) -> list[str]:
    """To whom a letter goes that tells of a turn: each council, each Healthwatch, and the body to
    which the case writes as the Department, as far as one is on record."""
    bodies = [*facts.scrutiny_authorities(), *facts.parties("healthwatch")]
    for purpose in TO_THE_DEPARTMENT:
        bodies += [r.payload.organisation for r in facts.current("letter", purpose=purpose)]
    return list(dict.fromkeys(body for body in bodies if body))


def letters_about(facts: CaseFacts, turn: str, body: str) -> list[RecordVersion]:
    """The letters to a body that tell of a turn; of a pause only those of the latest one."""
    found = [r for r in facts.about("letter", body, purpose=LETTER_OF[turn])
             if r.payload.direction == "sent"]  # fmt: skip
    pause = latest_pause(facts) if turn == PAUSE else None
    since: FactDate | None = pause.payload.started_on if pause is not None else None
    if since is None:
        return found
    return [
        r for r in found
        if r.payload.sent_on is None or r.payload.sent_on.before(since) is not True
    ]


def not_told(facts: CaseFacts) -> Iterator[NotTold]:
    """Each notice of a withdrawal or restart that is not on record. What a pause still owes is
    asked by its hold (`hold_standing`)."""
    for turn in turns_of(facts):
        if turn == PAUSE or (turn == WITHDRAWAL and not _is_decided(facts)):
            continue
        record = record_of(facts, turn)
        for name, what in TOLD:
            if record is None or getattr(record.payload, name) is None:
                yield NotTold(turn, what.format(turn), turn, "case" if record else "")


def _is_decided(facts: CaseFacts) -> bool:
    """Before the case ends its gate asks who was told, where the pathway has that gate; here it is
    asked once the case is withdrawn."""
    return facts.stage == ENDED_SO
