"""The page on case files: every example is valid, and its tables are what the code says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from casework.engine.library import Library
from casework.engine.reading import parse_text_yaml
from casework.services.casefiles.acts import ACTS
from casework.services.casefiles.documentation import newest_of_each, with_tables
from casework.services.casefiles.reading import read_case_file
from casework.services.casefiles.report_schema import report_schema
from casework.services.casefiles.schema import case_file_schema

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "case-files.md"
SHIPPED = sorted((ROOT / "workflows" / "case-files").glob("*/case.yaml"))


def examples() -> list[str]:
    """The YAML of the page: first a whole file, then acts that may follow it."""
    return re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def whole_files() -> list[str]:
    """Every whole file of the page."""
    return [example for example in examples() if example.startswith("casefile:")]


def everything_in_one_file() -> str:
    """The first whole file, with all single acts of the page after its own."""
    whole = whole_files()[0]
    acts = [example for example in examples() if not example.startswith("casefile:")]
    return whole + "".join(re.sub(r"^(?=.)", "  ", act, flags=re.MULTILINE) for act in acts)


@pytest.fixture(scope="module")
def schema() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(case_file_schema())


@pytest.mark.parametrize("whole", whole_files(), ids=lambda whole: whole.split()[3])
def test_a_whole_file_on_the_page_has_no_fault(
    whole: str, tmp_path: Path, library: Library
) -> None:
    (tmp_path / "case.yaml").write_text(whole, encoding="utf-8")
    assert read_case_file(tmp_path / "case.yaml", library).acts


def test_every_example_on_the_page_has_no_fault(tmp_path: Path, library: Library) -> None:
    (tmp_path / "case.yaml").write_text(everything_in_one_file(), encoding="utf-8")
    assert read_case_file(tmp_path / "case.yaml", library).acts


def test_every_example_on_the_page_fits_the_schema(schema: Any) -> None:
    for content in (everything_in_one_file(), *whole_files()):
        assert list(schema.iter_errors(parse_text_yaml(content))) == []


def test_every_act_has_an_example() -> None:
    shown = {
        act["act"]
        for content in (everything_in_one_file(), *whole_files())
        for act in parse_text_yaml(content)["acts"]
    }
    assert shown == set(ACTS)


def test_the_tables_are_what_the_code_says(library: Library) -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert with_tables(page, newest_of_each(library)) == page, (
        "run: python -m casework casefile tables docs/case-files.md"
    )


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.parent.name)
def test_a_shipped_case_file_fits_the_schema(path: Path, schema: Any) -> None:
    assert list(schema.iter_errors(parse_text_yaml(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize("make", [case_file_schema, report_schema])
def test_a_published_schema_is_a_schema(make: Any) -> None:
    jsonschema.Draft202012Validator.check_schema(make())


@pytest.mark.parametrize(
    "act",
    [
        {"act": "note"},
        {"act": "dance", "source": "PAPER"},
        {"act": "record", "kind": "service", "values": {}, "source": "PAPER"},
        {"act": "record", "kind": "service", "values": {"name": "S"}},
        {"act": "confirm", "criterion": "GT00.owner", "assumed": True, "happened_anyway": True},
        {"act": "move", "what": "S0-S1", "source": "PAPER", "expect": "perhaps"},
    ],
)
def test_the_schema_refuses_what_reading_refuses(act: dict[str, Any], schema: Any) -> None:
    content = parse_text_yaml(examples()[0])
    content["acts"] = [act]
    assert not schema.is_valid(content)
