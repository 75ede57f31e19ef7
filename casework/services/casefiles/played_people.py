"""Who acts on a case and who covers for whom, as acts of a case file."""

from __future__ import annotations

from casework.domain.dates import FactDate
from casework.domain.errors import Invalid
from casework.services import (
    case_people,
    covering,
    handing_over,
)
from casework.services.casefiles.format import ActLine
from casework.services.casefiles.stand import Play, Stand, when


def _give_role(stand: Stand, line: ActLine) -> None:
    case_people.give_role(
        stand.office, stand.viewer, stand.reference, line.text("person"), line.text("role"),
        line.on, simulated_on=line.judged_on, source=line.source, assumed=line.assumed,
    )  # fmt: skip


def _end_role(stand: Stand, line: ActLine) -> None:
    if line.text("takes_role") or "takers" in line.fields:
        handing = handing_over.HandingOver(
            line.text("person"), line.text("role"), when(line), line.text("takes_role"),
            _takers(line), simulated_on=line.judged_on, source=line.source, assumed=line.assumed,
        )  # fmt: skip
        handing_over.hand_over(stand.office, stand.viewer, stand.reference, handing)
        return
    case_people.end_role(
        stand.office, stand.viewer, stand.reference, line.text("person"), line.text("role"),
        when(line), simulated_on=line.judged_on,
    )  # fmt: skip


def _assign_work(stand: Stand, line: ActLine) -> None:
    key = line.text("key")
    found = stand.facts().find(f"handover/{key}")
    handing_over.assign_work(
        stand.office, stand.viewer, stand.reference, key, found.version if found else 0,
        _takers(line), simulated_on=line.judged_on,
    )  # fmt: skip


def _takers(line: ActLine) -> dict[str, str]:
    return {work: taker or "" for work, taker in line.fields.get("takers", {}).items()}


def _name_cover(stand: Stand, line: ActLine) -> None:
    since, until = when(line).earliest, FactDate.parse(line.text("until")).latest
    if since is None or until is None:
        raise Invalid("A cover needs an exact first and last day.", "Give both as 2018-02-02.")
    named = covering.CoverNamed(
        line.text("person"), line.text("covering"), since, until, line.texts("roles"),
        line.judged_on, line.source, line.assumed,
    )  # fmt: skip
    covering.name_cover(stand.office, stand.viewer, (stand.reference,), named)


def _end_cover(stand: Stand, line: ActLine) -> None:
    covering.end_cover(
        stand.office, stand.viewer, stand.reference, line.text("key"), simulated_on=line.judged_on
    )


PLAYS: dict[str, Play] = {
    "give_role": _give_role,
    "end_role": _end_role,
    "assign_work": _assign_work,
    "name_cover": _name_cover,
    "end_cover": _end_cover,
}
