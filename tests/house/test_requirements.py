"""The exact versions that are installed fit what pyproject.toml asks for, and name no place."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.house.tree import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
RUNTIME = PROJECT["project"]["dependencies"]
POSTGRES = PROJECT["project"]["optional-dependencies"]["postgres"]
DEVELOPMENT = PROJECT["dependency-groups"]["development"]
LOCKING = PROJECT["dependency-groups"]["locking"]
ASKED_FOR = {
    "runtime.txt": RUNTIME,
    "postgres.txt": RUNTIME + POSTGRES,
    "development.txt": RUNTIME + POSTGRES + DEVELOPMENT,
    "locking.txt": LOCKING,
}
LOCK_FILES = sorted((ROOT / "requirements").glob("*.txt"))
# A pin is one line, then its hashes, each on a line of its own.
PIN = re.compile(
    r"^(?P<requirement>[A-Za-z0-9][^\\\n]*?) ?\\\n(?P<hashes>(?: +--hash=\S+[^\n]*\n)*)", re.M
)


def pins_in(lock_file: Path) -> list[Requirement]:
    return [Requirement(found["requirement"]) for found in PIN.finditer(lock_file.read_text())]


def pinned_here(lock_file: Path) -> dict[str, Version]:
    """The version of each package that this Python would get."""
    environment = {**default_environment(), "extra": ""}
    return {
        canonicalize_name(pin.name): Version(next(iter(pin.specifier)).version)
        for pin in pins_in(lock_file)
        if pin.marker is None or pin.marker.evaluate(environment)
    }


def test_every_lock_file_is_known() -> None:
    assert {path.name for path in LOCK_FILES} == set(ASKED_FOR)


@pytest.mark.parametrize("lock_file", LOCK_FILES, ids=lambda path: path.name)
def test_a_lock_file_names_no_address(lock_file: Path) -> None:
    offenders = [line for line in lock_file.read_text().splitlines() if "://" in line]
    assert offenders == [], "run make lock, which leaves addresses out"


@pytest.mark.parametrize("lock_file", LOCK_FILES, ids=lambda path: path.name)
def test_every_pin_is_exact_and_has_a_hash(lock_file: Path) -> None:
    text = lock_file.read_text()
    names = [line for line in text.splitlines() if re.match(r"[A-Za-z0-9]", line)]
    held = [
        found["requirement"]
        for found in PIN.finditer(text)
        if "==" in found["requirement"] and "sha256:" in found["hashes"]
    ]
    assert len(held) == len(names), sorted(set(names) - {f"{name} \\" for name in held})


@pytest.mark.parametrize("name", ASKED_FOR)
def test_the_pins_fit_the_ranges_of_the_project(name: str) -> None:
    pinned = pinned_here(ROOT / "requirements" / name)
    asked = [Requirement(line) for line in ASKED_FOR[name]]
    offenders = [
        f"{wanted}: pinned {pinned.get(canonicalize_name(wanted.name))}"
        for wanted in asked
        if not wanted.specifier.contains(pinned.get(canonicalize_name(wanted.name), Version("0")))
    ]
    assert offenders == [], "run make lock"


def test_development_pins_what_is_shipped() -> None:
    shipped = pinned_here(ROOT / "requirements" / "postgres.txt")
    development = pinned_here(ROOT / "requirements" / "development.txt")
    assert {name: development.get(name) for name in shipped} == shipped
