"""A version by which a check asks something else: what was signed for it is asked for again; a
version that is not published moves nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from casework.domain.errors import RefusedMove
from casework.engine.definition import Criterion, Definition
from casework.engine.library import Library
from casework.engine.results import State
from casework.engine.version_change import try_version
from casework.services.office import Office
from casework.services.version_changes import change_version, tried_by, undo_change
from tests.conftest import ROOT
from tests.integration.desk import Desk, open_desk

CHECK, ROLE, PAPER = "GT10.plan", "ENG", "involvement_plan"
PATHWAY = "major-service-change"


def other_version(d: Definition, version: int, **differs: object) -> Definition:
    """The same pathway, in which one check is asked with something different."""

    def altered(c: Criterion) -> Criterion:
        return replace(c, **differs) if c.ref == CHECK else c  # type: ignore[arg-type]

    gates = tuple(replace(g, criteria=tuple(altered(c) for c in g.criteria)) for g in d.gates)
    return replace(d, version=version, hash=f"{version:064d}", gates=gates)


@pytest.fixture
def signed(office: Office) -> Desk:
    """A signed check, in an office whose pathways are its own."""
    known = office.pathways
    own = Library(known.law, known.sources, dict(known.definitions))
    desk = open_desk(replace(office, pathways=own))
    desk.evidence(PAPER)
    desk.sign(CHECK, ROLE)
    return desk


def offer(desk: Desk, **differs: object) -> Definition:
    """A next version of the pathway of the case, known to the office."""
    before = desk.view().definition
    after = other_version(before, before.version + 1, **differs)
    desk.office.pathways.add(after)
    return after


def to(desk: Desk, after: Definition) -> None:
    change_version(desk.office, desk.viewer("GOV"), desk.reference, after.version, "It is newer")


@pytest.mark.parametrize(
    ("differs", "state"),
    [({"asks": "Something else is asked"}, State.RECONFIRM), ({"law": ()}, State.RECONFIRM),
     ({"confidence": "A"}, State.MET), ({"how": "In other words"}, State.MET)],
)  # fmt: skip
def test_a_sign_off_stands_only_for_what_it_was_asked(
    signed: Desk, differs: dict[str, object], state: State
) -> None:
    after = offer(signed, **differs)
    view = signed.view()
    tried = try_version(view.definition, after, view.judged)
    said = [r.payload.criterion for r in tried.signed_anew]
    assert said == [CHECK] * (state is State.RECONFIRM)
    to(signed, after)
    assert signed.result(CHECK).state is state


def test_signing_again_settles_it_also_over_a_further_change(signed: Desk) -> None:
    to(signed, offer(signed, asks="Something else is asked"))
    signed.sign(CHECK, ROLE)
    assert signed.result(CHECK).state is State.MET
    to(signed, offer(signed, how="In other words"))
    assert signed.result(CHECK).state is State.MET


def test_what_nobody_signed_again_is_asked_also_after_a_further_change(signed: Desk) -> None:
    to(signed, offer(signed, asks="Something else is asked"))
    to(signed, offer(signed, how="In other words"))
    assert signed.result(CHECK).state is State.RECONFIRM


def test_undoing_the_change_lets_the_sign_off_stand_again(signed: Desk) -> None:
    to(signed, offer(signed, asks="Something else is asked"))
    undo_change(signed.office, signed.viewer("GOV"), signed.reference, "Too early")
    assert signed.result(CHECK).state is State.MET


def test_a_version_that_is_not_published_is_tried_and_moves_nothing(signed: Desk) -> None:
    after = offer(signed, asks="Something else is asked")
    signed.office.pathways.drafts.add(after.hash)
    view = signed.view()
    tried = tried_by(signed.office, view.definition, after, view.judged)
    assert not tried.allowed and tried.signed_anew
    with pytest.raises(RefusedMove, match="is not published"):
        to(signed, after)


@pytest.fixture
def copied(tmp_path: Path) -> Callable[[], Library]:
    """The shipped pathways in a folder of their own, with a next version of one."""
    shutil.copytree(ROOT / "workflows", tmp_path / "workflows")
    folder = tmp_path / "workflows"
    newest = Library.load(folder).newest(PATHWAY).version
    text = (folder / PATHWAY / f"v{newest}.yaml").read_text(encoding="utf-8")
    draft = text.replace(f"version: {newest}\n", f"version: {newest + 1}\n", 1)
    (folder / PATHWAY / f"v{newest + 1}.yaml").write_text(draft, encoding="utf-8")
    return lambda: Library.load(folder)


def test_no_case_begins_on_a_version_that_the_lock_does_not_list(
    copied: Callable[[], Library]
) -> None:
    library = copied()
    newest = library.newest(PATHWAY)
    draft = library.version(PATHWAY, newest.version + 1)
    assert library.is_published(newest) and not library.is_published(draft)
    assert draft in library.versions_of(PATHWAY) and PATHWAY in library.names()
