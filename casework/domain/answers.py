"""Yes, no or not known: the three answers that a condition or a guard may give.

Unknown is never false. An answer carries its reason in words, because a blocker that cannot say
why it blocks is of no use to the person in front of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """The three values of an answer."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Answer:
    """A verdict with its reason, and the fact that is missing when the verdict is not known."""

    verdict: Verdict
    reason: str = ""
    missing: str = ""

    @property
    def is_yes(self) -> bool:
        return self.verdict is Verdict.YES

    @property
    def is_no(self) -> bool:
        return self.verdict is Verdict.NO

    @property
    def is_not_known(self) -> bool:
        return self.verdict is Verdict.NOT_KNOWN


def yes(reason: str = "") -> Answer:
    """The statement is true on what is recorded."""
    return Answer(Verdict.YES, reason)


def no(reason: str) -> Answer:
    """What is recorded says that the statement is not true."""
    return Answer(Verdict.NO, reason)


def not_known(missing: str) -> Answer:
    """Nothing that is recorded settles the statement; ``missing`` names what would."""
    return Answer(Verdict.NOT_KNOWN, missing, missing)


def from_bool(value: bool | None, if_yes: str, if_no: str, if_not_known: str) -> Answer:
    """Turn a recorded yes, no or nothing (None) into an answer with its reason."""
    if value is None:
        return not_known(if_not_known)
    return yes(if_yes) if value else no(if_no)
