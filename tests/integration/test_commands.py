"""Commands: exit codes, and refusals in words."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from flask import Flask

from casework.cli import main
from casework.cli.entrance import Entrance
from casework.cli.serve import how_to_sign_in
from casework.domain.viewer import SYSTEM
from casework.engine.library import LOCK_FILE
from casework.services.identity import accounts
from casework.services.identity.demo import PASSWORD, DemoPerson, create_demo_accounts
from casework.services.office import Office
from casework.store.marks import mark_as_demo
from casework.store.transaction import system_transaction
from tests.visitors import Visitor

WORKFLOWS = Path(__file__).parents[2] / "workflows"
CASE = "case-files/kent-and-medway-stroke/case.yaml"
ADMINISTRATOR = ["users", "create-administrator", "--name", "Administrator",
                 "--email", "admin@icb.example"]  # fmt: skip


@pytest.fixture
def entrance(app: Flask, app_office: Office, tmp_path: Path) -> Callable[[], Entrance]:
    made = Entrance(
        tmp_path, tmp_path, "127.0.0.1", 5000, "http://127.0.0.1:5000", lambda: app_office,
        lambda: app, lambda office, stop: None,
    )  # fmt: skip
    return lambda: made


def test_the_first_administrator_gets_in_by_the_printed_link(
    entrance: Callable[[], Entrance], capsys: pytest.CaptureFixture[str], visitor: Visitor
) -> None:
    code = main(ADMINISTRATOR, entrance)
    link = capsys.readouterr().out.split()[-1]
    visitor.open(link.removeprefix("http://127.0.0.1:5000"))
    visitor.send(password="three unlikely words", password_again="three unlikely words")
    assert (code, visitor.heading) == (0, "Set up your second factor")


def test_asking_twice_gives_one_person_a_new_link(
    entrance: Callable[[], Entrance], app_office: Office
) -> None:
    codes = [main(ADMINISTRATOR, entrance) for _ in range(2)]
    assert codes == [0, 0] and len(accounts.list_accounts(app_office, SYSTEM)) == 1


def test_a_refusal_is_said_on_standard_error_without_a_traceback(
    entrance: Callable[[], Entrance], capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["users", "invite", "--name", "Clerk", "--email", "no address"], entrance)
    said = capsys.readouterr()
    assert code == 1 and "is not an email address" in said.err
    assert "Traceback" not in said.err and said.out == ""


def test_an_unknown_command_is_a_fault_of_usage(entrance: Callable[[], Entrance]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["no-such-command"], entrance)
    assert ended.value.code == 2


@pytest.fixture
def workflows(tmp_path: Path) -> Path:
    """A copy of the shipped folder, with one of its case files, to spoil."""
    folder = tmp_path / "workflows"
    for name in (
        "law.yaml",
        LOCK_FILE,
        "major-service-change/v1.yaml",
        "major-service-change/v2.yaml",
        "major-service-change/v3.yaml",
        "minor-change/v1.yaml",
        "urgent-temporary-change/v1.yaml",
        "urgent-temporary-change/v2.yaml",
        CASE,
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(WORKFLOWS / name, folder / name)
    return folder


def test_a_check_of_the_workflows_says_what_it_read(
    entrance: Callable[[], Entrance], capsys: pytest.CaptureFixture[str], workflows: Path
) -> None:
    code = main(["workflows", "check", "--folder", str(workflows)], entrance)
    said = capsys.readouterr().out
    acts = len(yaml.safe_load((workflows / CASE).read_text(encoding="utf-8"))["acts"])
    assert (code, f"KENT-STROKE: {acts} acts" in said) == (0, True)


def test_a_check_of_the_workflows_reads_case_files(
    entrance: Callable[[], Entrance], capsys: pytest.CaptureFixture[str], workflows: Path
) -> None:
    case = workflows / CASE
    case.write_text(case.read_text().replace("reference: KENT-STROKE", "reference: kent"))
    code = main(["workflows", "check", "--folder", str(workflows)], entrance)
    (fault, count) = capsys.readouterr().out.splitlines()
    assert (code, count) == (1, "1 fault")
    assert fault.startswith(f"{CASE}: reference: 'kent', expected ")


def test_a_folder_of_a_case_without_its_file_is_a_fault(
    entrance: Callable[[], Entrance], capsys: pytest.CaptureFixture[str], workflows: Path
) -> None:
    (workflows / CASE).rename(workflows / "case-files" / "kent.txt")
    main(["workflows", "check", "--folder", str(workflows)], entrance)
    assert f"{CASE}: (file): no such file, expected a YAML file" in capsys.readouterr().out


def test_a_fault_of_a_pathway_is_reported_beside_that_of_a_case_file(
    entrance: Callable[[], Entrance], capsys: pytest.CaptureFixture[str], workflows: Path
) -> None:
    case, version = workflows / CASE, workflows / "major-service-change" / "v1.yaml"
    case.write_text(case.read_text().replace("reference: KENT-STROKE", "reference: kent"))
    version.write_text(version.read_text().replace("clock: T08", "clock: T99"))
    main(["workflows", "check", "--folder", str(workflows)], entrance)
    said = capsys.readouterr().out
    assert "'T99'" in said and "'kent'" in said


def test_a_check_without_any_workflows_says_that_there_is_no_register(
    entrance: Callable[[], Entrance], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code = main(["workflows", "check", "--folder", str(tmp_path / "nowhere")], entrance)
    said = capsys.readouterr().out
    assert (code, said) == (1, "law.yaml: (file): no such file, expected a YAML file\n1 fault\n")


def test_a_demo_store_says_how_to_sign_in_in_each_role(app_office: Office) -> None:
    with system_transaction(app_office.database, SYSTEM, app_office.clock.now()) as tx:
        mark_as_demo(tx)
    create_demo_accounts(app_office, [DemoPerson("programme-manager", "Programme manager", "")])
    said = how_to_sign_in(app_office)
    assert PASSWORD in said and "Programme manager" in said


def test_any_other_store_says_how_the_first_account_is_made(app_office: Office) -> None:
    assert "users create-administrator" in how_to_sign_in(app_office)
