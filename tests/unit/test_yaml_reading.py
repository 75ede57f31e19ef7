"""Reading YAML: how much a document may unpack to, and how a wrong value is shown."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from casework.engine.reading import Faults, parse_yaml, read_yaml, shown, values_in


def test_a_list_used_twice_counts_twice() -> None:
    assert values_in(parse_yaml("a: &a [1, 2]\nb: *a\n")) == 7


def test_a_list_that_holds_itself_is_refused() -> None:
    with pytest.raises(yaml.YAMLError):
        parse_yaml("a: &a [*a]\n")


def test_pairs_are_counted_as_well() -> None:
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} !!pairs [{', '.join([f'k: *a{n - 1}'] * 10)}]"
                               for n in range(1, 8)]  # fmt: skip
    with pytest.raises(yaml.YAMLError, match="too many values"):
        parse_yaml("\n".join(lines))


def test_a_document_that_unpacks_to_too_many_values_is_a_fault(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]"
                               for n in range(1, 12)]  # fmt: skip
    path = tmp_path / "definition.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")
    faults = Faults("definition.yaml")
    assert read_yaml(path, faults) is None
    assert "too many values" in faults.found[0]


def test_no_more_of_a_value_is_written_out_than_is_shown() -> None:
    value: list[object] = ["x"]
    for _ in range(40):
        value = [value] * 10
    assert len(shown(value)) <= 60
