"""Cases that stand just short of a move with every gate met, each in a store that can be copied.

Making one takes seconds, so it is made once and every example works on a copy.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from sqlalchemy import create_engine

from benchmarks.offices import walked_case
from casework.engine.library import Library
from casework.services.casefiles.filling import Filler
from casework.services.casefiles.reading import read_case_file
from casework.services.casefiles.replay import replay
from casework.services.demo.people import ICB, holders, seed_people
from casework.services.demo.story import facts_of
from casework.services.demo.walking import Walker
from casework.services.office import Office
from casework.store.database import Database
from tests.databases import Databases
from tests.integration.offices import office_with
from tests.integration.test_compliant_base import HEADER

LIVE = "live"
DAY = date(2026, 6, 1)


@dataclass
class StandingCase:
    """One case in an office of its own. ``walker`` goes on with a live one, and ``filler`` with
    one from a compliant base."""

    office: Office
    reference: str
    walker: Walker | None = None
    filler: Filler | None = None


@dataclass
class StandingCases:
    """Makes the case that starts from a stage, or the live one, once; gives out copies."""

    databases: Databases
    pathways: Library
    folder: Path
    stack: ExitStack
    made: dict[str, str] = field(default_factory=dict)

    @contextmanager
    def copy(self, start: str) -> Iterator[StandingCase]:
        """A case that stands before the move forward from a stage."""
        if start not in self.made:
            self.made[start] = self.stack.enter_context(self.databases.migrated())
            with self._office(self.made[start]) as office:
                self._begin(office, start)
        with self.databases.copy_of(self.made[start]) as url, self._office(url) as office:
            yield self._found(office, start)

    @contextmanager
    def _office(self, url: str) -> Iterator[Office]:
        engine = create_engine(url)
        yield replace(office_with(Database(engine), self.folder), pathways=self.pathways)
        engine.dispose()

    def _begin(self, office: Office, start: str) -> None:
        if start == LIVE:
            seed_people(office)
            walked_case(office, "S0-S1", "CASE-1")
            return
        version = self.pathways.newest("major-service-change").version
        path = self.folder / f"{start}.yaml"
        path.write_text(
            HEADER.format(stage=start, version=version, on=DAY) + _NO_MORE, encoding="utf-8"
        )
        replay(office, read_case_file(path, self.pathways))

    def _found(self, office: Office, start: str) -> StandingCase:
        if start == LIVE:
            walker = Walker(office, "CASE-1", ICB, holders(), facts_of, "nhs-england-region")
            return StandingCase(office, "CASE-1", walker=walker)
        d = self.pathways.newest("major-service-change")
        filler = Filler(office, d, "BASE-1", "base-icb", decides=True)
        return StandingCase(office, "BASE-1", filler=filler)


_NO_MORE = (
    "- {act: record, kind: service, key: another, values: {name: Another}, source: PAPER}\n"
)
