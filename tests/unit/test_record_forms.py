"""The tables behind the record forms leave out no field and name none that is not there."""

from __future__ import annotations

import sys
from pathlib import Path
from subprocess import run

import pytest
import yaml

from casework.domain.records import get_kind, list_kinds
from casework.domain.records.fields import FieldType
from casework.domain.records.named_kinds import RECORD_KINDS
from casework.web.cases.guard_forms import FORMS, PURPOSES
from casework.web.named_records import IN_THE_VERSION, ORGANISATION_KINDS
from casework.web.records.grouped import GROUPED
from casework.web.records.guidance import STEPS

WORKFLOWS = Path(__file__).parents[2] / "workflows"
OF_RECORDS = (FieldType.RECORD, FieldType.MANY_RECORDS)
OF_ORGANISATIONS = (FieldType.ORGANISATION, FieldType.MANY_ORGANISATIONS)


def fields_of(*types: FieldType) -> set[tuple[str, str]]:
    """Kind and name of every field of these types that people fill in."""
    return {
        (kind.name, name) for kind in list_kinds() if kind.stated_by_people
        for name, spec in kind.specs.items() if spec.type in types
    }  # fmt: skip


def test_every_field_that_names_records_says_which_kinds_it_offers() -> None:
    assert fields_of(*OF_RECORDS) == set(RECORD_KINDS)


def test_every_field_that_names_bodies_says_which_kinds_it_offers() -> None:
    assert fields_of(*OF_ORGANISATIONS) == set(ORGANISATION_KINDS)


def named_in_case_files() -> set[tuple[str, str, str]]:
    """Kind, field and the kind of record named, wherever a shipped case file names one."""
    found = set()
    for path in sorted(WORKFLOWS.glob("case-files/*/case.yaml")):
        for act in yaml.safe_load(path.read_text(encoding="utf-8"))["acts"]:
            kind, values = act.get("kind", ""), act.get("values") or act.get("changes") or {}
            for name, value in values.items():
                if (kind, name) in RECORD_KINDS:
                    given = value if isinstance(value, list) else [value]
                    found |= {(kind, name, str(g).partition("/")[0]) for g in given if g}
    return found


def test_whatever_a_case_file_names_can_be_chosen_in_the_form() -> None:
    named = named_in_case_files()
    assert len(named) > 5
    assert [n for n in sorted(named) if n[2] not in RECORD_KINDS[n[:2]]] == []


def test_every_kind_of_record_that_is_offered_exists() -> None:
    named = {kind for kinds in RECORD_KINDS.values() for kind in kinds}
    assert named - {kind.name for kind in list_kinds()} == set()


def test_fields_of_exact_versions_are_fields_of_records() -> None:
    assert set(RECORD_KINDS) >= IN_THE_VERSION


def test_the_steps_of_a_form_ask_for_every_field_once() -> None:
    wrong = [
        name for name, steps in STEPS.items()
        if sorted(f for s in steps for f in s.fields) != sorted(get_kind(name).specs)
    ]  # fmt: skip
    assert wrong == []


def test_groups_of_choices_hold_every_choice_once() -> None:
    for (kind, field), groups in GROUPED.items():
        held = sorted(value for _, values in groups for value in values)
        assert held == sorted(get_kind(kind).specs[field].choices)


def test_guards_lead_to_kinds_that_people_state() -> None:
    named = {kind for kinds in FORMS.values() for kind in kinds}
    assert [kind for kind in sorted(named) if not get_kind(kind).stated_by_people] == []


def test_purposes_filled_in_beforehand_are_choices_of_their_kind() -> None:
    wrong = [
        pair for pair, purpose in PURPOSES.items()
        if purpose not in get_kind(pair[1]).specs[get_kind(pair[1]).purpose].choices
    ]  # fmt: skip
    assert wrong == []


@pytest.mark.parametrize("area", ["moves", "records"])
def test_the_pages_of_an_area_can_be_loaded_first(area: str) -> None:
    loaded = run([sys.executable, "-c", f"import casework.web.{area}"], check=False)
    assert loaded.returncode == 0


def test_no_field_of_a_kind_is_shadowed_by_a_field_that_every_form_has() -> None:
    ours = ("record_on", "record_source", "record_cites", "record_version", "record_criterion",
            "one_use_key", "csrf_token")  # fmt: skip
    assert [(k.name, n) for k in list_kinds() for n in k.specs if n in ours] == []
