"""A form says which gates ask later for what it leaves open, by the pathway of the case."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework.domain.guards import list_guards
from casework.domain.records import get_kind
from casework.engine.library import Library
from casework.web.records.needed_later import READ_BY, needed_later

WORKFLOWS = Path(__file__).parents[2] / "workflows"


@pytest.fixture(scope="module")
def urgent():
    return Library.load(WORKFLOWS).version("urgent-temporary-change", 2)


def test_the_figures_of_a_review_name_the_gates_that_ask_for_them(urgent):
    assert "GT-U8" in needed_later(urgent, "temporary_change_review", "harm")


def test_a_field_that_no_guard_reads_names_no_gate(urgent):
    assert needed_later(urgent, "temporary_change_review", "involvement") == ()


def test_a_gate_of_another_pathway_is_not_named(urgent):
    assert needed_later(urgent, "withdrawal", "notice_on") == ()


@pytest.mark.parametrize(("kind", "field"), READ_BY)
def test_every_field_and_guard_that_is_named_is_one(kind, field):
    assert not get_kind(kind).specs[field].required
    assert set(READ_BY[kind, field]) <= set(list_guards())
