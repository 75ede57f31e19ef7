"""What a case file has named so far, while its acts are read in order."""

from __future__ import annotations

from dataclasses import dataclass, field

from casework.domain.records import find_kind
from casework.engine.definition import Definition
from casework.engine.reading import Faults, shown
from casework.services.casefiles.format import ASSUMED_KEY, ActLine, CaseFile
from casework.services.casefiles.nodes import known
from casework.services.casefiles.versions import OnTheWay


class Records(set[str]):
    """Records that the file has named so far; in a file with a base, also those that it assumes."""

    based = False

    def __contains__(self, reference: object) -> bool:
        if super().__contains__(reference):
            return True
        kind, _, key = str(reference).partition("/")
        known_kind = find_kind(kind)
        return self.based and known_kind is not None and (
            key.startswith(ASSUMED_KEY) or known_kind.single or not known_kind.stated_by_people
        )


@dataclass
class Known:
    """What the file has named so far, while its acts are read in order."""

    case: CaseFile
    faults: Faults
    organisations: set[str]
    people: set[str]
    """Who may act and be named: in a file with a base, also persons whom it assumes."""
    records: Records = field(default_factory=lambda: Records())
    holds: set[str] = field(default_factory=set)
    on_the_way: OnTheWay = field(init=False)

    def __post_init__(self) -> None:
        self.on_the_way = OnTheWay(self.case.definition, self.case.versions)

    @property
    def definition(self) -> Definition:
        """The version of the pathway that the case is on by now."""
        return self.on_the_way.definition

    def add(self, line: ActLine, key: str, what: str, expected: str) -> None:
        """Note a fault of an act."""
        self.faults.add(f"acts[{line.index}].{key}" if key else f"acts[{line.index}]", what,
                        expected)  # fmt: skip

    def refuse(self, line: ActLine, key: str, expected: str) -> None:
        """Note that a field of the act is not what it may be. Reading has noted a missing one."""
        if line.text(key):
            self.add(line, key, shown(line.text(key)), expected)

    def check(self, line: ActLine, key: str, among: set[str], expected: str) -> bool:
        """Note a fault if a field of the act names nothing that is known."""
        return known(self.faults, f"acts[{line.index}].{key}", line.text(key), among, expected)
