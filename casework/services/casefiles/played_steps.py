"""Moves, links, versions and successions of a case, as acts of a case file."""

from __future__ import annotations

from typing import Any

from casework.domain.dates import FactDate
from casework.services import (
    linking,
    moving,
    relating,
    returning,
    succession_of_one_case,
    version_changes,
)
from casework.services.casefiles.format import ActLine
from casework.services.casefiles.seeing import facts_of
from casework.services.casefiles.stand import Play, Stand
from casework.services.copied import PARTS
from casework.services.verb import case_verb


def step(stand: Stand, line: ActLine, happened_anyway: bool) -> moving.Moved:
    """Play a move or a named act, and how it was judged."""
    verb = moving.move_case if line.act == "move" else moving.do_act
    taken = moving.Step(
        line.text("what"), visit=facts_of(stand.office, stand.reference).visit,
        reason=line.text("reason"),
        subject=line.text("subject"), on=line.on, simulated_on=line.judged_on,
        happened_anyway=happened_anyway, source=line.source, assumed=line.assumed,
        going_back=_going_back(line),
    )  # fmt: skip
    return verb(stand.office, stand.viewer, stand.reference, taken)


def _going_back(line: ActLine) -> returning.GoingBack:
    on = line.text("authorised_on")
    return returning.GoingBack(
        line.text("authorised_by"), FactDate.parse(on) if on else None, line.text("authority"),
        line.texts("in_doubt"),
    )  # fmt: skip


def _open_linked(stand: Stand, line: ActLine) -> None:
    linking.open_linked_case(
        stand.office, stand.viewer, stand.reference,
        linking.Linking(
            line.text("relation"), line.text("title"), line.text("reason"),
            line.text("reference"), line.judged_on, source=line.source, assumed=line.assumed,
            parts=line.texts("parts") or tuple(PARTS),
        ),
    )  # fmt: skip


def _relate(stand: Stand, line: ActLine) -> None:
    stated: dict[str, Any] = {
        "simulated_on": line.judged_on, "source": line.source, "assumed": line.assumed,
    }  # fmt: skip
    if line.text("pathway"):
        told = relating.LinkTold(
            line.text("reference"), line.text("relation") or relating.RELATED,
            line.text("pathway"), line.text("stage"), line.text("reason"),
        )  # fmt: skip
        relating.record_link(stand.office, stand.viewer, stand.reference, told, **stated)
        return
    relating.relate_cases(
        stand.office, stand.viewer, stand.reference, line.text("reference"), line.text("reason"),
        **stated,
    )


def _change_version(stand: Stand, line: ActLine) -> None:
    version_changes.change_version(
        stand.office, stand.viewer, stand.reference, line.fields["version"], line.text("reason"),
        stated=_stated(line),
    )  # fmt: skip


def _undo_version(stand: Stand, line: ActLine) -> None:
    version_changes.undo_change(
        stand.office, stand.viewer, stand.reference, line.text("reason"), stated=_stated(line)
    )


def _stated(line: ActLine) -> version_changes.Stated:
    return version_changes.Stated(line.judged_on, line.on, line.source, line.assumed)


def _succeed(stand: Stand, line: ActLine) -> None:
    passes = line.fields.get("passes", {})
    stated = succession_of_one_case.SuccessionStated(
        line.text("key"), line.text("sort"), tuple(line.texts("bodies")), tuple(line.texts("to")),
        line.on.latest if line.on is not None and line.on.is_exact else None,
        line.text("instrument"), line.text("confirmed_by"),
        {what: tuple(to) for what, to in passes.items()}, dict(line.fields.get("persons", {})),
        frozenset(p.key for p in stand.case.persons if p.oversight),
    )  # fmt: skip
    succession_of_one_case.succeed_on_case(
        stand.office, stand.viewer, stand.reference, stated, simulated_on=line.judged_on
    )


def _note(stand: Stand, line: ActLine) -> None:
    """The remark itself stays in the file; the case only learns that the day has come."""
    with case_verb(
        stand.office, stand.viewer, stand.reference, "simulated_day_came",
        simulated_on=line.judged_on,
    ):  # fmt: skip
        pass


PLAYS: dict[str, Play] = {
    "open_linked": _open_linked,
    "relate": _relate,
    "change_version": _change_version,
    "undo_version": _undo_version,
    "succeed": _succeed,
    "note": _note,
}
