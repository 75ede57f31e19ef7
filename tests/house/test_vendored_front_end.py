"""The vendored NHS front end belongs to the installed templates, and fetches nothing."""

from __future__ import annotations

import re
from importlib.metadata import metadata, version

from tests.house.tree import ROOT

TEMPLATES = "nhsuk-frontend-jinja"
STATIC = ROOT / "casework" / "web" / "static"
ROW = re.compile(r"^\|\s*(\d+\.\d+\.\d+)\s*\|\s*(\d+\.\d+\.\d+)\s*\|\s*$", re.MULTILINE)
(FOLDER,) = STATIC.glob("nhsuk-frontend-*")


def test_the_vendored_version_is_the_one_the_templates_were_made_for() -> None:
    table = {templates: front_end for front_end, templates in ROW.findall(_description())}
    vendored = (FOLDER / "VERSION").read_text().split()[1]
    assert vendored == table[version(TEMPLATES)]


def test_the_folder_carries_the_version_it_holds() -> None:
    assert FOLDER.name == "-".join((FOLDER / "VERSION").read_text().split()[:2])


def test_the_stylesheet_fetches_only_images_that_are_beside_it() -> None:
    stylesheet = (FOLDER / "nhsuk-frontend.min.css").read_text()
    wanted = set(re.findall(r"url\(([^)]*)\)", stylesheet))
    assert {name for name in wanted if not (FOLDER / name).is_file()} == set()


def test_no_typeface_is_fetched_or_shipped() -> None:
    assert "@font-face" not in (FOLDER / "nhsuk-frontend.min.css").read_text()


def test_no_source_map_is_named() -> None:
    named = [path.name for path in FOLDER.glob("*.min.*") if "sourceMapp" in path.read_text()]
    assert named == []


def _description() -> str:
    found = metadata(TEMPLATES)
    return str(found.get_payload() or found["Description"])
