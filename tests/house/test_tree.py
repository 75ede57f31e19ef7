"""The habits of the house that can be read off the files."""

from __future__ import annotations

import os
import re
import stat

from tests.house.tree import ROOT, functions_in, paths_in_the_tree, python_files, source_lines
from tests.house.tree import text_of as text

NOT_ROOMS = {"utils", "util", "helpers", "helper", "common", "core", "manager", "managers", "misc"}
LONGEST_FILE = 400
LONGEST_FUNCTION = 60
# Put together here, so that this file does not find itself.
MACHINE_PATHS = [
    re.compile(rf"(?<![\w.<>}}/-])/{folder}\b")
    for folder in ("work/(main|shared)", r"work/\.library", r"(root|home|Users|tmp)/\w")
]
REGISTRY_HOSTS = re.compile(
    "|".join(
        re.escape(host)
        for host in ("pypi" + ".org", "pythonhosted" + ".org", "registry.npmjs" + ".org")
    )
)


def test_no_file_or_folder_is_named_for_no_room() -> None:
    offenders = [
        str(path)
        for path in paths_in_the_tree()
        if NOT_ROOMS & {part.split(".")[0].lower() for part in path.parts}
    ]
    assert offenders == [], "name these for what they hold"


def test_no_file_names_a_path_of_one_machine() -> None:
    offenders = _lines_matching(*MACHINE_PATHS)
    assert offenders == [], "these paths exist on one machine only"


def test_no_file_names_the_host_of_a_package_registry() -> None:
    offenders = _lines_matching(REGISTRY_HOSTS)
    assert offenders == [], "where packages come from is the business of the machine"


def test_no_python_file_is_too_long() -> None:
    lengths = {path: len((text(path) or "").splitlines()) for path in python_files()}
    offenders = [f"{path}: {n} lines" for path, n in lengths.items() if n >= LONGEST_FILE]
    assert offenders == [], f"a file has fewer than {LONGEST_FILE} lines"


def test_no_function_is_too_long() -> None:
    offenders = [
        f"{path}:{function.lineno} {function.name}: {source_lines(function)} lines"
        for path in python_files()
        for function in functions_in(path)
        if source_lines(function) >= LONGEST_FUNCTION
    ]
    assert offenders == [], f"a function has fewer than {LONGEST_FUNCTION} lines"


def test_nothing_is_left_for_later() -> None:
    words = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X")) + r")\b")
    unfinished = re.compile(r"\braise NotImplemented" + "Error")
    offenders = _lines_matching(words, unfinished, only_python=True)
    assert offenders == [], "do it, or write it down where work is planned"


def test_the_checks_can_be_run() -> None:
    offenders = [
        name
        for name in (".ci/run", "requirements/make_venv")
        if not os.stat(ROOT / name).st_mode & stat.S_IXUSR
    ]
    assert offenders == [], "these are programs: chmod +x"


def _lines_matching(*patterns: re.Pattern[str], only_python: bool = False) -> list[str]:
    paths = python_files() if only_python else paths_in_the_tree()
    return [
        f"{path}:{number}: {line.strip()[:80]}"
        for path in paths
        for number, line in enumerate((text(path) or "").splitlines(), start=1)
        if any(pattern.search(line) for pattern in patterns)
    ]
