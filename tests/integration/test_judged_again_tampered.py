"""A past move whose stored facts were changed is not judged on them; and what the command says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casework.cli import main
from casework.cli.entrance import Entrance
from casework.domain.canonical import canonical, sha256_of
from casework.services import snapshots
from casework.services.chain_walk import digest_as_stored
from casework.services.judging_again import judge_case_again
from casework.store import verification
from tests.integration.desk import Desk
from tests.integration.past_moves import body_of_old, move_past_the_first_gates
from tests.integration.tampering import tamper

FACT = "kind = 'affected_authority' AND key = 'east'"
SIGNED = "kind = 'attestation'"
MOVE = "kind = 'stage_move' AND key = 'visit-2'"


@pytest.fixture
def moved(desk: Desk) -> Desk:
    """A case that has moved on once."""
    move_past_the_first_gates(desk)
    return desk


def refusal(desk: Desk) -> str:
    """Why the case's one past move cannot be judged again."""
    (again,) = judge_case_again(desk.office.database, desk.reference)
    assert again.differences == ()
    return again.refused


CHANGED = {
    "a fact": (f"UPDATE case_record SET structure = replace(structure, 'scrutiny', 'courtesy') "
               f"WHERE {FACT}", "affected_authority/east@1 was changed"),
    "a sign-off": (f"UPDATE case_record SET structure = replace(structure, 'LEG', 'AO') "
                   f"WHERE {SIGNED}", "was changed"),
    "who recorded": (f"UPDATE case_record SET recorded_by = 'gov' WHERE {FACT}",
                     "affected_authority/east@1 was changed"),
    "a date": (f"UPDATE case_record SET judged_on = '2025-01-01' WHERE {FACT}", "was changed"),
    "a date that is none": (f"UPDATE case_record SET recorded_at = 'then' WHERE {FACT}",
                            "was changed"),
    "its place": (f"UPDATE case_record SET position = 999 WHERE {FACT}",
                  "The record affected_authority/east@1 is gone."),
    "a fact taken away": (f"DELETE FROM case_record WHERE {FACT}",
                          "The record affected_authority/east@1 is gone."),
    "the move taken away": (f"DELETE FROM case_record WHERE {MOVE}", "move or act is gone"),
    "the move": (f"UPDATE case_record SET recorded_by = 'gov' WHERE {MOVE}",
                 "stage_move/visit-2@1 was changed"),
    "the snapshot": ("UPDATE gate_snapshot SET body = replace(body, 'unmet', 'met')",
                     "The snapshot of the move was changed"),
    "the snapshot taken away": ("DELETE FROM gate_snapshot", "The snapshot of the move is gone."),
    "the pathway": ("UPDATE pathway_definition SET canonical_text = canonical_text || ' '",
                    "The pathway that it was judged by was changed."),
    "the pathway taken away": ("DELETE FROM pathway_definition",
                               "The pathway that it was judged by is gone."),
}  # fmt: skip


@pytest.mark.parametrize(("statement", "reason"), CHANGED.values(), ids=CHANGED)
def test_a_move_is_not_judged_on(statement: str, reason: str, moved: Desk) -> None:
    tamper(moved.office.database, statement)
    assert reason in refusal(moved)


def with_digest(desk: Desk, change: str) -> None:
    """Change the fact's row, and give it the digest of what it then states."""
    database = desk.office.database
    tamper(database, f"UPDATE case_record SET {change} WHERE {FACT}")
    with database.reading() as connection:
        case_id = verification.case_id_of(connection, desk.reference)
        assert case_id is not None
        with verification.stream_records(connection, case_id, 0) as rows:
            digest = next(digest_as_stored(r) for r in rows if r.kind == "affected_authority")
    tamper(database, f"UPDATE case_record SET digest = '{digest}' WHERE {FACT}")


def test_a_fact_that_was_changed_with_its_digest_is_not_the_one_in_the_snapshot(
    moved: Desk,
) -> None:
    with_digest(moved, "structure = replace(structure, 'scrutiny', 'courtesy')")
    assert "is not as the snapshot of the move holds it" in refusal(moved)


def test_so_is_a_fact_that_an_old_snapshot_holds(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "snapshot_body", body_of_old)
    move_past_the_first_gates(desk)
    with_digest(desk, "structure = replace(structure, 'scrutiny', 'courtesy')")
    assert "is not as the snapshot of the move holds it" in refusal(desk)


@pytest.mark.parametrize("change", ["recorded_by = 'gov'", "effective_on = '2025-01-01'"])
def test_who_recorded_a_fact_and_when_is_sealed_by_the_snapshot(change: str, moved: Desk) -> None:
    with_digest(moved, change)
    assert refusal(moved).startswith("Who recorded the facts, or when, is not what")


def test_a_fact_slipped_in_before_the_move_is_not_in_its_snapshot(moved: Desk) -> None:
    moved.record("service", key="later", name="Rehabilitation")
    database = moved.office.database
    tamper(database, "UPDATE case_record SET position = 1 WHERE key = 'later'")
    with database.reading() as connection:
        case_id = verification.case_id_of(connection, moved.reference)
        assert case_id is not None
        with verification.stream_records(connection, case_id, 0) as rows:
            digest = next(digest_as_stored(r) for r in rows if r.key == "later")
    tamper(database, f"UPDATE case_record SET digest = '{digest}' WHERE key = 'later'")
    assert "does not hold the record service/later@1" in refusal(moved)


def test_a_snapshot_exchanged_with_its_hash_is_not_the_one_that_the_move_names(
    moved: Desk,
) -> None:
    body = canonical({"move": "S0-S1", "results": []})
    tamper(moved.office.database,
           f"UPDATE gate_snapshot SET body = '{body}', hash = '{sha256_of(body)}'")  # fmt: skip
    assert refusal(moved) == "The record of the move or act names another snapshot."


def command(desk: Desk, *words: str) -> int:
    """Run ``audit rejudge`` on the desk's office."""
    def unused(*ignored: Any) -> Any:
        raise AssertionError("this command opens nothing else")

    entrance = Entrance(Path(), Path(), "", 0, "", lambda: desk.office, unused, unused)
    return main(("audit", "rejudge", *words), lambda: entrance)


Said = pytest.CaptureFixture[str]


@pytest.mark.parametrize("words", [lambda desk: (), lambda desk: ("--case", desk.reference)],
                         ids=["all cases", "one case"])  # fmt: skip
def test_the_command_exits_0_where_all_answers_are_the_same(
    words: Callable[[Desk], tuple[str, ...]], moved: Desk, capsys: Said
) -> None:
    code = command(moved, *words(moved))
    assert (code, capsys.readouterr().out) == (0, "The same answer: 1 move or act in 1 case.\n")


def test_the_command_exits_1_and_names_what_is_not_as_kept(moved: Desk, capsys: Said) -> None:
    tamper(moved.office.database, CHANGED["a fact"][0])
    code = command(moved)
    (first, last) = capsys.readouterr().out.splitlines()
    assert code == 1 and first.startswith(f"NOT AS KEPT: {moved.reference} at entry ")
    assert "affected_authority/east@1" in first and last.startswith("1 of 1 move or act in 1 case")


def test_the_command_exits_1_and_names_each_point_that_differs(
    moved: Desk, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    from casework.domain.answers import not_known
    from casework.engine import judgement

    monkeypatch.setattr(
        judgement, "find_guard", lambda name: lambda facts, subject: not_known("not known")
    )
    assert command(moved, "--case", moved.reference) == 1
    said = capsys.readouterr().out
    assert said.startswith(f"DIFFERENT: {moved.reference} at entry ")
    assert 'how it stands: was "met", is "not recorded"' in said


def test_the_command_exits_2_for_a_case_that_does_not_exist(moved: Desk) -> None:
    assert command(moved, "--case", "CASE-9") == 2
