"""The proposal across its versions: which is meant, and what differs between any two.

Only a changed parameter, or a change that is declared material, makes one proposal another.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.records.proposal_versions import PARAMETERS

KIND = "proposal_version"


@dataclass(frozen=True, slots=True)
class Difference:
    """One parameter that differs; a value is empty where a version does not have it."""

    parameter: str
    of: str
    before: str
    after: str

    def words(self) -> str:
        """The difference in words: `Beds, planned-care site: 120 beds, then 64 beds`."""
        title = PARAMETERS.get(self.parameter, self.parameter)
        return (
            f"{title}, {self.of}: {self.before or 'not in it'}, then {self.after or 'not in it'}"
        )

    @property
    def share(self) -> int | None:
        """By how many hundredths a figure changed; None where it is no figure."""
        before, after = _figure(self.before), _figure(self.after)
        if before is None or after is None or before == 0:
            return None
        return int(abs(after - before) * 100 / abs(before))


def _figure(value: str) -> Decimal | None:
    try:
        return Decimal(value.partition(" ")[0].replace(",", ""))
    except InvalidOperation:
        return None


def versions(facts: CaseFacts) -> list[RecordVersion]:
    """Every version of the proposal, by its own date."""
    return facts.current(KIND)


def version_used(facts: CaseFacts, use: str) -> RecordVersion | None:
    """The last version that was used for something: consulted on, put to the decision."""
    found = [r for r in versions(facts) if use in r.payload.used_as]
    return found[-1] if found else None


def present_version(facts: CaseFacts) -> RecordVersion | None:
    """The version that is meant now: the one put to the decision, else the last one."""
    found = versions(facts)
    return version_used(facts, "decision") or (found[-1] if found else None)


def differences(before: RecordVersion, after: RecordVersion) -> tuple[Difference, ...]:
    """What differs in the parameters of two versions, in the order of the later one."""
    earlier, later = _parameters(before), _parameters(after)
    return tuple(
        Difference(name, of, earlier.get((name, of), ""), later.get((name, of), ""))
        for name, of in dict.fromkeys((*later, *earlier))
        if earlier.get((name, of), "") != later.get((name, of), "")
    )


def _parameters(version: RecordVersion) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for row in version.payload.parameters:
        value = " ".join(part for part in (row.get("value", ""), row.get("unit", "")) if part)
        found[row["parameter"], row["of"].casefold()] = value or "yes"
    return found


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
    named = facts.find(reference.partition("@")[0]) if reference else None
    if present is None or named is None or named.kind != KIND or named.state != "stated":
        return None
    return is_same_proposal(facts, named, present)
