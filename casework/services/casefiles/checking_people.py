"""What acts about people and their covers name must exist."""

from __future__ import annotations

from collections.abc import Callable

from casework.domain.roles import ROLES
from casework.engine.reading import shown
from casework.services.casefiles.format import ActLine
from casework.services.casefiles.named_so_far import Known
from casework.services.casefiles.nodes import known


def _role(so_far: Known, line: ActLine) -> None:
    so_far.check(line, "person", so_far.people, "a person of this file")
    so_far.check(line, "role", set(ROLES), f"one of {', '.join(ROLES)}")


def _end_role(so_far: Known, line: ActLine) -> None:
    _role(so_far, line)
    if line.text("takes_role"):
        so_far.check(line, "takes_role", so_far.people, "a person of this file")
    _takers(so_far, line)


def _takers(so_far: Known, line: ActLine) -> None:
    for work, taker in line.fields.get("takers", {}).items():
        known(so_far.faults, f"acts[{line.index}].takers.{work}", str(taker or ""),
              so_far.people, "a person of this file")  # fmt: skip


def _name_cover(so_far: Known, line: ActLine) -> None:
    for name in ("person", "covering"):
        so_far.check(line, name, so_far.people, "a person of this file")
    for role in sorted(set(line.texts("roles")) - set(ROLES)):
        so_far.add(line, "roles", shown(role), f"one of {', '.join(ROLES)}")


PEOPLE_CHECKS: dict[str, Callable[[Known, ActLine], object]] = {
    "give_role": _role,
    "end_role": _end_role,
    "assign_work": _takers,
    "name_cover": _name_cover,
}
