"""A body's scheme of reservation and delegation, kept once for all its cases, entry by entry.

Source: section 65Z5 of the NHS Act 2006 and each body's own scheme, as the brief cites them. What
a case is judged by are its own records (``guards.scheme``): they say of which entry, in which
version, they are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from casework.domain.canonical import sha256_of
from casework.domain.dates import FactDate, long_date
from casework.domain.errors import InvalidFields, NotPermitted
from casework.domain.facts import CaseFacts
from casework.domain.guards.scheme import stood_on
from casework.domain.records import get_kind
from casework.domain.records.codec import build_payload
from casework.domain.records.delegation import BOARD
from casework.domain.viewer import Viewer

TAKEN_OVER, POWER = "scheme_taken_over", "delegated_power"
STATED, WITHDRAWN = "stated", "withdrawn"
FIELDS = (
    "power", "held_by", "committee", "holder", "reserved", "since", "until", "limit", "conditions",
    "may_be_passed_on", "passed_on_from",
)  # fmt: skip
"""What an entry says in the words of a case's record, apart from body and paper."""
LONGEST_KEY = 70
CONDITIONS_KEPT = "The body’s own scheme sets conditions. Ask its governance which they are."
FIRST_PAPER = date(1948, 1, 1)
"""No paper of an NHS body is older."""
KEEPERS = frozenset({"governance"})
READERS = KEEPERS | {"legal"}


@dataclass(frozen=True, slots=True)
class SchemeEntry:
    """One version of one entry. ``values`` are plain, by ``FIELDS``; ``passed_on_from`` names
    another entry of the same scheme. ``dated`` is the day of the paper that it rests on."""

    body: str
    key: str
    version: int
    state: str
    values: Mapping[str, Any]
    document: str
    dated: date

    @property
    def instrument(self) -> str:
        """The paper with its date, as a case's record names it."""
        return f"{self.document}, {long_date(self.dated)}"

    @property
    def pin(self) -> str:
        """`entry@version`."""
        return f"{self.key}@{self.version}"

    def payload(self, last_day: date | None = None) -> Any:
        """The entry as the power of a case, ending with its body where that ceased before."""
        given = dict(self.values)
        if given.get("passed_on_from"):
            given["passed_on_from"] = f"{POWER}/{key_on_case(self.body, given['passed_on_from'])}"
        until = FactDate.parse(given["until"]) if given.get("until") else None
        if last_day is not None and (until is None or until.after(last_day) is True):
            given["until"] = last_day.isoformat()
        return build_payload(
            get_kind(POWER), {**given, "organisation": self.body, "instrument": self.instrument}
        )

    def without_texts(self) -> SchemeEntry:
        """The entry as a case of another body has it: power, kind of holder, dates and limits.

        Who holds it by name, and on which conditions, is for the body to tell; that there are
        conditions is said, since whether they were met is asked.
        """
        kept = {name: value for name, value in self.values.items() if name != "holder"}
        if kept.get("conditions"):
            kept["conditions"] = CONDITIONS_KEPT
        return replace(self, values=kept)

    def stands_on(self, day: date, last_day: date | None = None) -> bool | None:
        """Whether it is in force on a day; None where its dates are too rough to tell."""
        if self.state != STATED:
            return False
        return stood_on(self.payload(last_day), FactDate.on(day))


def key_on_case(body: str, entry: str) -> str:
    """The key of the record that a case has of an entry."""
    key = f"{body}:{entry}"
    return key if len(key) <= LONGEST_KEY else f"{sha256_of(body)[:16]}:{entry}"


def check_entry(entry: SchemeEntry, today: date, last_day: date | None) -> None:
    """Raise InvalidFields with every fault, by the field of the form."""
    faults: dict[str, str] = {}
    try:
        payload = entry.payload()
    except InvalidFields as error:
        faults = {("document" if name == "instrument" else name): words
                  for name, words in error.faults.items()}  # fmt: skip
        payload = None
    if not entry.document:
        faults["document"] = "Say in which paper or minute the body approved it"
    if entry.dated > today:
        faults["dated"] = "The paper must be dated today or before"
    elif entry.dated < FIRST_PAPER:
        faults["dated"] = f"Enter a day from {FIRST_PAPER.year} on"
    if payload is not None:
        faults |= _contradictions(payload, last_day)
    if faults:
        raise InvalidFields(faults)


def _contradictions(payload: Any, last_day: date | None) -> dict[str, str]:
    faults = {}
    if payload.until is not None and payload.until.before(payload.since) is True:
        faults["until"] = "The last day must not be before the first"
    if last_day is not None and payload.since.after(last_day) is True:
        faults["since"] = f"The body ceased on {long_date(last_day)}: nothing begins after that"
    if payload.reserved and payload.held_by != BOARD:
        faults["reserved"] = "What is reserved to the board is held by the board itself"
    return faults


def held_on_case(facts: CaseFacts, body: str) -> dict[str, str]:
    """The version of each entry of a body's scheme that the case holds, by the entry's key."""
    found = facts.find(f"{TAKEN_OVER}/{body}")
    return {row["entry"]: row["version"] for row in found.payload.entries} if found else {}


def from_schemes(facts: CaseFacts) -> frozenset[str]:
    """The powers of a case, as `kind/key`, that it has from the own scheme of a body."""
    return frozenset(
        row["record"] for taken in facts.current(TAKEN_OVER) for row in taken.payload.entries
    )


def bodies_with_schemes(facts: CaseFacts, organisation: str) -> frozenset[str]:
    """The bodies by whose own schemes a case is judged: whose it is, its sponsor, everyone who is
    or was responsible in it, and those of whom it holds a scheme."""
    named = {organisation}
    for kind, name in (("particulars", "sponsor"), ("responsible_body", "organisation"),
                       (TAKEN_OVER, "organisation")):  # fmt: skip
        named |= {getattr(record.payload, name) for record in facts.current(kind)}
    return frozenset(named - {""})


def is_own_of_case(facts: CaseFacts, organisation: str, body: str) -> bool:
    """Whether a case is the body's own: it is its organisation, or its sponsor on record."""
    particulars = facts.single("particulars")
    return body in {organisation, particulars.payload.sponsor if particulars else ""}


def took_over(links: Iterable[tuple[str, str, bool]], body: str) -> set[str]:
    """Who followed the body, directly or through others, by successions that were carried out.

    ``links`` are pairs of bodies, old and new, each with whether it was carried out.
    """
    following = [(old, new) for old, new, done in links if done]
    found: set[str] = set()
    waiting = [body]
    while waiting:
        before = waiting.pop()
        further = {new for old, new in following if old == before} - found
        found |= further
        waiting += sorted(further)
    return found


def can_see_a_scheme(viewer: Viewer) -> bool:
    """True of governance and legal advisers of a body: of their own, see ``can_see_scheme``."""
    return bool(viewer.roles & READERS and viewer.organisation) and not viewer.outside


def can_see_scheme(viewer: Viewer, body: str, followed_by: Collection[str] = ()) -> bool:
    """True of governance and legal advisers of the body, and of a body that took over from
    it by a succession that was carried out."""
    if viewer.has_role("system"):
        return True
    return can_see_a_scheme(viewer) and viewer.organisation in {body, *followed_by}


def check_can_see_scheme(viewer: Viewer, body: str, followed_by: Collection[str] = ()) -> None:
    """Raise NotPermitted; it does not tell whether there is such a body."""
    if not can_see_scheme(viewer, body, followed_by):
        raise NotPermitted(
            "You cannot see this scheme of delegation: it is for governance and legal advisers of "
            "the body itself.", "Ask governance of that body.",
        )  # fmt: skip


def can_keep_scheme(viewer: Viewer, body: str, followed_by: Collection[str] = ()) -> bool:
    """True of governance of the body. Of one that ceased, governance of a body that took over:
    somebody has to be able to correct what it said."""
    if viewer.has_role("system"):
        return True
    return bool(viewer.roles & KEEPERS) and can_see_scheme(viewer, body, followed_by)


def check_can_keep_scheme(viewer: Viewer, body: str, followed_by: Collection[str] = ()) -> None:
    """Raise NotPermitted."""
    if not can_keep_scheme(viewer, body, followed_by):
        raise NotPermitted(
            "You cannot change this scheme of delegation: only governance of the body keeps it.",
            "Ask governance of that body.",
        )
