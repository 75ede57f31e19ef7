"""The compliant base of a case file: a case walked to a stage by assumption, day by day.

Every check of every stage is filled by the same filler as ``--assume-unrecorded``, and everything
is marked as assumed. The days lie apart as they might in a real programme, so that involvement
comes before decisions and the consultation has run and closed before it is analysed.
"""

from __future__ import annotations

from datetime import date, timedelta

from casework.domain.dates import FactDate
from casework.domain.errors import CaseworkError, RefusedMove
from casework.domain.viewer import Viewer
from casework.services import moving
from casework.services.casefiles.filling import Filler
from casework.services.casefiles.format import CaseFile
from casework.services.casefiles.parties import viewer_of
from casework.services.casefiles.report import BaseReport, Filled
from casework.services.casefiles.seeing import facts_of, see
from casework.services.casefiles.walk_days import (
    CLOSES,
    CONSULTATION_DAYS,
    DAYS_IN_STAGE,
    OPENS,
    walk_begins_on,
)
from casework.services.office import Office


def build_base(office: Office, case: CaseFile, filler: Filler) -> BaseReport:
    """Walk the case, which stands in S0, to the stage that the file names, and fill what the
    acts and moves of that stage ask. Raises CaseworkError where something cannot be filled."""
    assert case.base is not None
    day = walk_begins_on(case.definition, case.base.stage, case.base.on)
    began, filled = day, []
    walker = _BaseWalker(office, case, filler)
    while (stage := walker.stage()) != case.base.stage:
        filled += walker.acts(day)
        day += timedelta(days=DAYS_IN_STAGE[stage])
        filled += walker.move_on(day)
    filled += walker.fill_stage(case.base.on)
    return BaseReport(
        case.base.stage, began.isoformat(), case.base.on.isoformat(),
        tuple(dict.fromkeys(f.gate for f in filled)),
    )  # fmt: skip


class _BaseWalker:
    """Fills and moves one case as the system."""

    def __init__(self, office: Office, case: CaseFile, filler: Filler) -> None:
        self.office, self.case, self.filler = office, case, filler

    def stage(self) -> str:
        return facts_of(self.office, self.case.reference).stage

    def acts(self, day: date) -> list[Filled]:
        """Open and close the consultation, where the stage has these acts."""
        filled: list[Filled] = []
        days = {OPENS: 0, CLOSES: CONSULTATION_DAYS}
        for act in self.case.definition.acts:
            if act.id in days and self.stage() in act.stages:
                on = day + timedelta(days=days[act.id])
                filled += self._step(act.id, on)
        return filled

    def move_on(self, day: date) -> list[Filled]:
        """Make the one move forward."""
        return list(self._step(self._forward(), day))

    def fill_stage(self, day: date) -> list[Filled]:
        """What the acts and the move forward of the stage ask; nothing is done.

        A consultation opened so long before that the day is its last."""
        stage = self.stage()
        filled: list[Filled] = []
        for act in self.case.definition.acts:
            if act.per == "case" and stage in act.stages:
                on = day - timedelta(days=CONSULTATION_DAYS) if act.id == OPENS else day
                filled += self.filler.fill_before(act.id, on)
        return [*filled, *self.filler.fill_before(self._forward(), day)]

    def _forward(self) -> str:
        edges = self.case.definition.edges_from(self.stage())
        return next(edge.id for edge in edges if edge.kind == "forward")

    def _step(self, what: str, day: date) -> tuple[Filled, ...]:
        filled = self.filler.fill_before(what, day)
        facts = facts_of(self.office, self.case.reference)
        step = moving.Step(
            what, facts.visit, on=FactDate.on(day), simulated_on=day, assumed=True
        )
        verb = moving.do_act if self.case.definition.find_act(what) else moving.move_case
        try:
            verb(self.office, self._who(what, day), self.case.reference, step)
        except CaseworkError as error:
            raise CaseworkError(
                f"The compliant base cannot be built: on {day}, {self._why(error)}",
                "Name an earlier stage or another day.",
            ) from error
        return filled

    def _who(self, what: str, day: date) -> Viewer:
        """A person of the file who may do it, else an assumed one."""
        d = self.case.definition
        act = d.find_act(what)
        roles = act.by if act is not None else d.edge(what).by
        holders = self.case.holders_of(*roles)
        return viewer_of(self.case, holders[0]) if holders else self.filler.hands.person(
            roles[0], day
        )

    def _why(self, error: CaseworkError) -> str:
        """What was refused, with each check that bars it."""
        judgements = error.blockers if isinstance(error, RefusedMove) else ()
        fill = see(self.office, self.case.reference).names.fill
        barred = [f"{r.criterion.ref}: {fill(r.reason)}" for j in judgements for r in j.blockers]
        return " ".join([error.message, *barred])
