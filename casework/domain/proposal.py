"""The proposal across its versions: which is meant, and what differs between any two.

Only a changed parameter, or a change that is declared material, makes one proposal another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.records import get_kind
from casework.domain.records.named_kinds import records_named
from casework.domain.records.proposal_versions import PARAMETERS

KIND = "proposal_version"
_DIGIT = re.compile("[0-9]")
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?\Z")
_BEFORE_MAGNITUDE = re.compile(r"\A(£?-?[0-9][0-9,.]*)(k|m|bn)\b", re.IGNORECASE)
MAGNITUDES = {
    "k": 10**3, "thousand": 10**3, "m": 10**6, "million": 10**6, "bn": 10**9, "billion": 10**9,
}  # fmt: skip
"""Words and letters after a figure that multiply it: `£1.2m`, `9 million`."""
DECIDED_ON = frozenset({"decision", "full_business_case"})
"""Uses of a version on which somebody decides."""


@dataclass(frozen=True, slots=True)
class Value:
    """What a version says of one parameter; ``figure`` where it is one number with its unit."""

    words: str
    figure: Decimal | None = None
    unit: str = ""

    def same_as(self, other: Value) -> bool:
        """True for the same words or figure: `1,000 beds` is `1000 Beds`.

        A unit that one of the two leaves out makes no difference.
        """
        if self.figure is not None and other.figure is not None:
            return self.figure == other.figure and self.comparable(other)
        return self.words.casefold() == other.words.casefold()

    def comparable(self, other: Value) -> bool:
        """True unless the two have different units."""
        return not (self.unit and other.unit) or self.unit == other.unit


NOT_IN_IT = Value("")


@dataclass(frozen=True, slots=True)
class Difference:
    """One parameter that differs; a value without words is not in that version."""

    parameter: str
    of: str
    before: Value
    after: Value

    def words(self) -> str:
        """The difference in words: `Beds, planned-care site: 120 beds, then 64 beds`."""
        title = PARAMETERS.get(self.parameter, self.parameter)
        before, after = (v.words or "not in it" for v in (self.before, self.after))
        return f"{title}, {self.of}: {before}, then {after}"

    @property
    def share(self) -> Decimal | None:
        """By how many hundredths a figure changed, all of it where one version has none.

        None where it is no figure.
        """
        before, after = self.before.figure, self.after.figure
        if before and after is not None and self.before.comparable(self.after):
            return abs(after - before) * 100 / abs(before)
        is_figure = all(v.figure is not None for v in (self.before, self.after) if v.words)
        return Decimal(100) if is_figure else None


def _value(row: dict[str, str]) -> Value:
    words = " ".join(f"{row.get('value', '')} {row.get('unit', '')}".split())
    number, _, unit = _BEFORE_MAGNITUDE.sub(r"\1 \2", words).partition(" ")
    figure = None if _DIGIT.search(unit) else _figure(number)
    magnitude, _, rest = unit.partition(" ")
    if figure is not None and magnitude.casefold() in MAGNITUDES:
        figure, unit = figure * MAGNITUDES[magnitude.casefold()], rest
    return Value(words or "yes", figure, unit.casefold() if figure is not None else "")


def _figure(number: str) -> Decimal | None:
    plain = number.removeprefix("£").replace(",", "")
    return Decimal(plain) if _NUMBER.match(plain) else None


def versions(facts: CaseFacts) -> list[RecordVersion]:
    """Every version of the proposal, by its own date."""
    return facts.current(KIND)


def version_used(facts: CaseFacts, use: str) -> RecordVersion | None:
    """The last version that was used for something: consulted on, put to the decision."""
    found = [r for r in versions(facts) if use in r.payload.used_as]
    return found[-1] if found else None


def present_version(facts: CaseFacts) -> RecordVersion | None:
    """The version that is meant now: the last one put to the decision, else the last one."""
    found = versions(facts)
    return version_to_decide(facts) or (found[-1] if found else None)


def version_to_decide(facts: CaseFacts) -> RecordVersion | None:
    """The last version put to the public decision or into the full business case."""
    found = [r for r in versions(facts) if DECIDED_ON & set(r.payload.used_as)]
    return found[-1] if found else None


def names_same_proposal(facts: CaseFacts, reference: str, version: RecordVersion) -> bool | None:
    """Whether a record that names a version names the same proposal as this one."""
    named = facts.find(reference.partition("@")[0]) if reference else None
    if named is None or named.kind != KIND or named.state != STATED:
        return None
    return is_same_proposal(facts, named, version)


def differences(before: RecordVersion, after: RecordVersion) -> tuple[Difference, ...]:
    """What differs in the parameters of two versions, in the order of the later one."""
    earlier, later = _parameters(before), _parameters(after)
    return tuple(
        Difference(name, of, earlier.get((name, of), NOT_IN_IT), later.get((name, of), NOT_IN_IT))
        for name, of in dict.fromkeys((*later, *earlier))
        if not earlier.get((name, of), NOT_IN_IT).same_as(later.get((name, of), NOT_IN_IT))
    )


def _parameters(version: RecordVersion) -> dict[tuple[str, str], Value]:
    """The value of each parameter; one that is stated twice has both values."""
    found: dict[tuple[str, str], Value] = {}
    for row in version.payload.parameters:
        key, value = (row["parameter"], " ".join(row["of"].casefold().split())), _value(row)
        known = found.get(key)
        both = known is not None and not known.same_as(value)
        found[key] = Value(f"{known.words} and {value.words}") if known and both else value
    return found


def is_relied_on(facts: CaseFacts, version: RecordVersion) -> bool:
    """Whether a version was used for something, or another record names it."""
    return bool(version.payload.used_as) or any(
        version.reference == named.partition("@")[0]
        for record in facts.records if record.state == STATED and record.kind != KIND
        for named in records_named(get_kind(record.kind), record.payload)
    )


def is_same_proposal(facts: CaseFacts, one: RecordVersion, other: RecordVersion) -> bool | None:
    """Whether two versions are the same proposal; None where parameters are not recorded."""
    if one.reference == other.reference:
        return True
    found = versions(facts)
    places = sorted(found.index(r) for r in (one, other) if r in found)
    if len(places) < 2:
        return None
    if any(r.payload.material_change for r in found[places[0] + 1 : places[1] + 1]):
        return False
    if not (one.payload.parameters and other.payload.parameters):
        return None
    return not differences(one, other)


def is_about_present_proposal(facts: CaseFacts, reference: str) -> bool | None:
    """Whether a record that names a version is about the proposal as it is meant now.

    None where no version is recorded, where it names none, or where that cannot be told.
    """
    present = present_version(facts)
    return None if present is None else names_same_proposal(facts, reference, present)
