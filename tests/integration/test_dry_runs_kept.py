"""A dry run is stored only when its author asks, and read by no gate, guard or document."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from casework.domain.errors import Conflict, Invalid, NotFound, NotPermitted
from casework.domain.facts import RecordVersion
from casework.domain.viewer import SYSTEM, Viewer
from casework.engine.agenda import changes_on
from casework.services.case_documents.context import read_for_printing
from casework.services.casefiles.export import export_case
from casework.services.dry_running import TriedStep
from casework.services.dry_runs import (
    Keeping,
    keep_dry_run,
    mark_for_legal_advice,
    unmark_for_legal_advice,
)
from casework.services.reading import get_history
from casework.services.record_reading import get_record
from casework.services.snapshots import snapshot_body
from casework.services.trail import audit_trail, export_trail
from casework.store.records import structure_of
from casework.store.trail import TrailFilter
from tests.house.tree import ROOT, python_files
from tests.integration.desk import Desk
from tests.integration.dry_runs import SECRET, keep, row_counts, stated, told, trial_of

AUTHOR, READERS, OTHERS = "CFO", ("LEG", "GOV", "AO", "SRO"), ("PM", "ENG", "CMO")
SERVICE = stated("service", name=f"{SECRET} service")


@pytest.fixture
def secret(desk: Desk) -> RecordVersion:
    """A dry run made for legal advice."""
    return keep(desk, AUTHOR, for_advice=True, assumptions=(SERVICE,))


def seen(desk: Desk, record: RecordVersion, by: str) -> bool:
    """Whether a person finds it on the case."""
    return desk.view(by).facts.find(record.reference) is not None


def positions(desk: Desk, by: str) -> list[int]:
    """Positions of the entries of the trail that a person is shown."""
    page = audit_trail(desk.office, desk.viewer(by), desk.reference, TrailFilter())
    return [entry.position for entry in page.entries]


def unmark(desk: Desk, record: RecordVersion, by: str = "LEG", reason: str = "Not advice") -> Any:
    return unmark_for_legal_advice(
        desk.office, desk.viewer(by), desk.reference, record.key, record.version, reason
    )


def mark(desk: Desk, record: RecordVersion, by: str) -> RecordVersion:
    return mark_for_legal_advice(
        desk.office, desk.viewer(by), desk.reference, record.key, record.version
    )


def test_keeping_writes_one_record_its_texts_and_one_audit_entry(desk: Desk) -> None:
    before = row_counts(desk.office.database)
    kept = keep(desk, assumptions=(SERVICE,))
    after = row_counts(desk.office.database)
    grown = {name: after[name] - n for name, n in before.items() if after[name] != n}
    texts = 1 + 2 + len(kept.payload.reasons)
    assert grown == {
        "case_record": 1, "case_record_head": 1, "erasable_text": texts, "audit_entry": 1
    }  # fmt: skip


def test_what_is_kept_says_what_was_assumed_and_what_it_came_to(desk: Desk) -> None:
    trial = trial_of(desk, SERVICE)
    payload = keep(desk, assumptions=(SERVICE,)).payload
    assert [str(text) for text in payload.structure] == [SERVICE.text()]
    assert (payload.allowed, [row["ref"] for row in payload.barred]) == (
        trial.is_ready, [r.criterion.ref for r in trial.waiting]
    )  # fmt: skip


def test_no_word_of_it_is_in_the_chain_or_in_the_structure(
    desk: Desk, secret: RecordVersion
) -> None:
    page = export_trail(desk.office, desk.viewer("GOV"), desk.reference, TrailFilter())
    whole = "".join(entry.body for entry in page.entries) + structure_of(secret.payload)
    assert SECRET not in whole


def test_a_dry_run_without_a_title_is_not_kept(desk: Desk) -> None:
    with pytest.raises(Invalid, match="title"):
        keep(desk, title=" ")


def test_an_answer_that_has_changed_is_not_kept_as_it_was_shown(desk: Desk) -> None:
    trial = trial_of(desk)
    keeping = Keeping(trial.step, "Too late", False, (), (), "another mark")
    with pytest.raises(Conflict, match="changed since you tried"):
        keep_dry_run(desk.office, desk.viewer("PM"), desk.reference, keeping)


def test_a_step_that_there_is_not_is_not_kept(desk: Desk) -> None:
    step = replace(trial_of(desk).step, what="nothing")
    with pytest.raises(Invalid, match="no such move"):
        keep_dry_run(
            desk.office, desk.viewer("PM"), desk.reference, Keeping(step, "A", False, (), (), "")
        )


def test_what_cannot_be_so_is_not_kept(desk: Desk) -> None:
    with pytest.raises(Invalid, match="can no longer be so"):
        keep(desk, assumptions=(stated("service"),))


def test_who_does_not_work_on_the_case_keeps_nothing_on_it(desk: Desk) -> None:
    keeping = Keeping(TriedStep("S0-S1", "", desk.office.clock.today()), "A", False, (), (), "")
    with pytest.raises(NotFound):
        keep_dry_run(desk.office, Viewer("stranger", "icb"), desk.reference, keeping)


def test_what_was_kept_changes_no_judgement(desk: Desk) -> None:
    d = desk.view().definition
    before = [told(desk.view().judge(edge.id)) for edge in d.edges]
    keep(desk, assumptions=(SERVICE,))
    assert [told(desk.view().judge(edge.id)) for edge in d.edges] == before


def test_what_was_kept_is_in_no_snapshot_of_a_decision(desk: Desk) -> None:
    kept = keep(desk)
    view = desk.view()
    assert kept.pin not in snapshot_body(view.judged, "", view.judge("S0-S1"))["facts"]


def test_the_day_of_a_kept_dry_run_is_no_day_on_which_answers_change(desk: Desk) -> None:
    keep(desk, day=date(2030, 1, 15))
    view = desk.view()
    assert changes_on(view.definition, view.judged.at(date(2029, 12, 1))) is None


def test_no_document_reads_it(desk: Desk) -> None:
    kept = keep(desk)
    printed = read_for_printing(desk.office, desk.reference).facts
    assert printed.find(kept.reference) is None


def test_no_rule_or_document_names_kept_dry_runs() -> None:
    rooms = ("domain/guards", "domain/conditions", "engine", "documents",
             "services/case_documents")  # fmt: skip
    files = [
        path for path in python_files("casework")
        if any(path.is_relative_to(f"casework/{room}") for room in rooms)
    ]  # fmt: skip
    assert len(files) > len(rooms)
    assert [str(p) for p in files if "dry_run" in (ROOT / p).read_text()] == []


def test_no_record_cites_it(desk: Desk) -> None:
    kept = keep(desk)
    with pytest.raises(Invalid, match="not on the case"):
        desk.record("option", title="One", status="long_list", evidence=[kept.reference])


@pytest.mark.parametrize("by", [AUTHOR, *READERS])
def test_its_author_and_readers_of_privileged_papers_see_it(
    desk: Desk, secret: RecordVersion, by: str
) -> None:
    page = get_record(desk.office, desk.viewer(by), desk.reference, "dry_run", secret.key)
    assert (seen(desk, secret, by), str(page.current.payload.title)) == (True, f"{SECRET} title")


@pytest.mark.parametrize("by", OTHERS)
def test_others_do_not_learn_that_it_is_there(
    desk: Desk, secret: RecordVersion, by: str
) -> None:
    assert not seen(desk, secret, by)
    for read in (get_record, get_history):
        with pytest.raises(NotFound):
            read(desk.office, desk.viewer(by), desk.reference, "dry_run", secret.key)


def test_a_clerk_does_not_learn_that_it_is_there(desk: Desk, secret: RecordVersion) -> None:
    with pytest.raises(NotFound):
        get_record(desk.office, desk.viewer("east-clerk"), desk.reference, "dry_run", secret.key)


@pytest.mark.parametrize("by", OTHERS)
def test_others_find_no_entry_of_it_in_the_trail(
    desk: Desk, secret: RecordVersion, by: str
) -> None:
    viewer = desk.viewer(by)
    page = audit_trail(desk.office, viewer, desk.reference, TrailFilter())
    exported = export_trail(desk.office, viewer, desk.reference, TrailFilter())
    shown = {e.position for e in (*page.entries, *exported.entries)}
    assert secret.position not in shown
    assert "dry_run_kept" not in page.kinds
    assert AUTHOR.lower() not in page.actors.persons


def test_its_readers_find_its_entry_in_the_trail(desk: Desk, secret: RecordVersion) -> None:
    assert all(secret.position in positions(desk, by) for by in (AUTHOR, *READERS))


def test_everybody_finds_the_entry_of_one_that_is_not_marked(desk: Desk) -> None:
    kept = keep(desk, AUTHOR)
    assert kept.position in positions(desk, "PM")


def test_it_is_in_no_export_and_not_counted(
    desk: Desk, secret: RecordVersion, tmp_path: Path
) -> None:
    found = export_case(desk.office, desk.viewer("GOV"), desk.reference, tmp_path / "out")
    text = found.path.read_text()
    assert ("dry_run" in found.left_out, SECRET in text, "dry run" in text) == (False,) * 3


def test_one_that_is_not_marked_is_left_out_of_an_export_and_counted(
    desk: Desk, tmp_path: Path
) -> None:
    keep(desk, AUTHOR)
    found = export_case(desk.office, SYSTEM, desk.reference, tmp_path / "out")
    assert (found.left_out["dry_run"], SECRET in found.path.read_text()) == (1, False)


def test_who_only_kept_a_dry_run_is_nobody_in_an_export(
    desk: Desk, secret: RecordVersion, tmp_path: Path
) -> None:
    found = export_case(desk.office, SYSTEM, desk.reference, tmp_path / "out")
    acts = yaml.safe_load(found.path.read_text())["acts"]
    assert AUTHOR.lower() not in {act["by"] for act in acts}


def test_marking_it_later_protects_its_earlier_version_and_entry(desk: Desk) -> None:
    kept = keep(desk, AUTHOR)
    mark(desk, kept, "LEG")
    assert not seen(desk, kept, "PM")
    assert kept.position not in positions(desk, "PM")


def test_its_author_marks_it(desk: Desk) -> None:
    assert mark(desk, keep(desk, AUTHOR), AUTHOR).payload.made_for_legal_advice is True


@pytest.mark.parametrize("by", ["PM", "GOV", "AO"])
def test_others_do_not_mark_it(desk: Desk, by: str) -> None:
    with pytest.raises(NotPermitted):
        mark(desk, keep(desk, AUTHOR), by)


@pytest.mark.parametrize("by", [AUTHOR, "GOV", "AO"])
def test_nobody_but_a_legal_adviser_takes_the_mark_off(
    desk: Desk, secret: RecordVersion, by: str
) -> None:
    with pytest.raises(NotPermitted):
        unmark(desk, secret, by)


def test_who_may_not_see_it_is_told_that_there_is_none(
    desk: Desk, secret: RecordVersion
) -> None:
    with pytest.raises(NotFound):
        unmark(desk, secret, "PM")


def test_the_mark_is_not_taken_off_without_a_reason(desk: Desk, secret: RecordVersion) -> None:
    with pytest.raises(Invalid, match="say why"):
        unmark(desk, secret, reason=" ")


def test_a_mark_that_is_not_there_is_not_taken_off(desk: Desk) -> None:
    with pytest.raises(Invalid, match="not marked"):
        unmark(desk, keep(desk, AUTHOR))


def test_without_its_mark_everybody_on_the_case_reads_it(
    desk: Desk, secret: RecordVersion
) -> None:
    unmark(desk, secret)
    found = get_record(desk.office, desk.viewer("PM"), desk.reference, "dry_run", secret.key)
    assert [str(v.payload.title) for v in found.versions] == [f"{SECRET} title"]
    assert str(found.current.payload.unmarked_because) == "Not advice"


def test_what_a_legal_adviser_unmarked_its_author_does_not_mark_again(
    desk: Desk, secret: RecordVersion
) -> None:
    with pytest.raises(NotPermitted):
        mark(desk, unmark(desk, secret), AUTHOR)


def test_a_mark_is_not_set_on_a_version_that_has_gone(desk: Desk) -> None:
    kept = keep(desk, AUTHOR)
    mark(desk, kept, AUTHOR)
    with pytest.raises(Conflict):
        unmark(desk, kept)
