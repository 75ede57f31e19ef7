"""The commands on case files: what they print, and the exit code of each end."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import jsonschema
import pytest

from casework.cli import main
from casework.cli.entrance import Entrance
from casework.domain.viewer import Viewer
from casework.engine.library import Library
from casework.services.opening import Opening, open_case
from tests.databases import Databases
from tests.integration.conftest import WORKFLOWS
from tests.integration.replays import new_office
from tests.unit.casefile_samples import COUNCIL, TO_S1, write_case


@pytest.fixture
def entrance(
    databases: Databases, pathways: Library, tmp_path: Path
) -> Iterator[Callable[[], Entrance]]:
    """An installation over an empty store."""
    with ExitStack() as stack:
        office = new_office(databases, pathways, tmp_path / "data", stack)
        made = Entrance(
            tmp_path, WORKFLOWS, "127.0.0.1", 5000, "http://127.0.0.1:5000", lambda: office,
            lambda: None, lambda office, stop: None,
        )  # fmt: skip
        yield lambda: made


def test_a_replay_prints_a_table(
    entrance: Callable[[], Entrance], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["replay", str(write_case(tmp_path / "case", COUNCIL + TO_S1))], entrance)
    assert code == 0 and "Replay of SAMPLE-1" in capsys.readouterr().out


def test_a_replay_prints_json_in_the_shape_of_the_published_schema(
    entrance: Callable[[], Entrance], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["replay", str(write_case(tmp_path / "case", COUNCIL + TO_S1)), "--json"], entrance)
    report = json.loads(capsys.readouterr().out)
    main(["casefile", "schema", "--report"], entrance)
    jsonschema.validate(report, json.loads(capsys.readouterr().out))
    assert report["acts"][1]["blockers"][0]["ref"] == "GT00"


@pytest.mark.parametrize(
    ("acts", "code"),
    [
        (COUNCIL, 0),
        (TO_S1.replace("source: PAPER", "source: PAPER, expect: accepted"), 1),
        ("- {act: dance}\n", 2),
        (TO_S1.replace("on: 2025-02", "on: 2025-02, judged_on: 2025-01-31"), 2),
        (TO_S1.replace(", happened_anyway: true", ""), 3),
    ],
)
def test_every_end_has_its_exit_code(
    acts: str, code: int, entrance: Callable[[], Entrance], tmp_path: Path
) -> None:
    assert main(["replay", str(write_case(tmp_path / "case", acts))], entrance) == code


def test_a_live_store_is_refused_with_exit_code_2(
    entrance: Callable[[], Entrance], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    open_case(entrance().open_office(), Viewer("pm", "icb"), Opening("A live case", "icb"))
    code = main(["replay", str(write_case(tmp_path / "case", COUNCIL))], entrance)
    assert code == 2 and "CASEWORK_DATA" in capsys.readouterr().err


def test_a_check_names_every_fault_and_writes_nothing(
    entrance: Callable[[], Entrance], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_case(tmp_path / "case", "- {act: dance}\n- {act: note}\n")
    code = main(["casefile", "check", str(path)], entrance)
    said = capsys.readouterr().err
    assert code == 2 and "acts[1].act" in said and "acts[2].text" in said


def aliased(levels: int) -> str:
    """Lines that each hold the one before ten times: ten to the power of ``levels`` values."""
    lines = ["title0: &x0 [a]"]
    lines += [f"title{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 10)}]" for n in range(1, levels)]
    return "\n".join([*lines, f"title: *x{levels - 1}"])


def test_a_few_lines_that_unpack_to_billions_of_values_are_refused_unread(
    entrance: Callable[[], Entrance], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(aliased(12), encoding="utf-8")
    # Whoever unpacked the million million values of this file would never come back.
    code = main(["casefile", "check", str(path)], entrance)
    assert code == 2 and "too many values" in capsys.readouterr().err


def test_a_case_is_exported_and_checks_out(
    entrance: Callable[[], Entrance], tmp_path: Path
) -> None:
    main(["replay", str(write_case(tmp_path / "case", COUNCIL + TO_S1))], entrance)
    out = tmp_path / "out"
    assert main(["export-case", "SAMPLE-1", "--output", str(out)], entrance) == 0
    assert main(["casefile", "check", str(out)], entrance) == 0


def test_exporting_a_case_that_is_not_there_fails_in_words(
    entrance: Callable[[], Entrance], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["export-case", "NO-CASE", "--output", str(tmp_path / "out")], entrance)
    assert code == 1 and "NO-CASE" in capsys.readouterr().err
