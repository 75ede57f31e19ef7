"""Nothing is imported that pyproject.toml does not ask for, and nothing is asked for in vain."""

from __future__ import annotations

import ast
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.test_requirements import POSTGRES, RUNTIME
from tests.house.tree import ROOT, python_files

OURS = {"casework", "migrations", "tests", "benchmarks"}
REQUIRED = {canonicalize_name(Requirement(line).name) for line in RUNTIME + POSTGRES}
# Needed though no line imports them: by name, or as data.
USED_WITHOUT_AN_IMPORT = {
    "nhsuk-frontend-jinja": "its templates are loaded by the name of the package",
    "psycopg": "named in a database's URL",
    "tzdata": "the time zones of zoneinfo where the machine has none",
}


def imported_in(path: Path) -> set[str]:
    """The top-level packages that a file imports, the standard library's and ours left out."""
    names: set[str] = set()
    for node in ast.walk(ast.parse((ROOT / path).read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add((node.module or "").split(".")[0])
    return names - set(sys.stdlib_module_names) - OURS


def distributions_of(name: str) -> set[str]:
    return {canonicalize_name(found) for found in packages_distributions().get(name, [name])}


def used_distributions() -> set[str]:
    files = python_files("casework", "migrations")
    imported = {name for path in files for name in imported_in(path)}
    return {found for name in imported for found in distributions_of(name)}


def test_every_package_that_casework_imports_is_asked_for() -> None:
    offenders = [
        f"{path}: {name}"
        for path in python_files("casework", "migrations")
        for name in sorted(imported_in(path))
        if not distributions_of(name) & REQUIRED
    ]
    assert offenders == [], "add it to pyproject.toml and run make lock"


def test_every_package_that_is_asked_for_is_used() -> None:
    assert sorted(REQUIRED - used_distributions() - set(USED_WITHOUT_AN_IMPORT)) == [], (
        "ask for less"
    )
