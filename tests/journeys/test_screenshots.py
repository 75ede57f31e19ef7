"""The pictures of the README, taken from the pages as they are.

    CASEWORK_TEST_SCREENSHOTS=docs/screenshots python -m pytest tests/journeys -k screenshots

Without the variable they are taken and thrown away, so that the pages they show stay reachable.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from casework.adapters.clock import SystemClock
from tests.journeys.conftest import OpenWindow
from tests.journeys.person import Person
from tests.journeys.serving import ROOT

MOST_BYTES = 150_000
COLOURS = 64
HEIGHT = 1400


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the pictures go."""
    named = os.environ.get("CASEWORK_TEST_SCREENSHOTS")
    found = ROOT / named if named else tmp_path
    found.mkdir(parents=True, exist_ok=True)
    return found


def first_page(open_window: OpenWindow, case: str) -> Person:
    return open_window("programme-manager").open("/")


def case_page(open_window: OpenWindow, case: str) -> Person:
    return open_window("programme-manager").open(f"/cases/{case}")


def gate(open_window: OpenWindow, case: str) -> Person:
    return open_window("chief-medical-officer").open(f"/cases/{case}/gates/GT52")


def move_refused(open_window: OpenWindow, case: str) -> Person:
    return open_window("senior-responsible-owner").open(f"/cases/{case}/move/S5-S6")


def clerks_pack(open_window: OpenWindow, case: str) -> Person:
    return open_window("east-clerk").open(f"/shared/{case}")


def case_page_on_a_phone(open_window: OpenWindow, case: str) -> Person:
    return open_window("programme-manager", narrow=True).open(f"/cases/{case}")


def dates(open_window: OpenWindow, case: str) -> Person:
    return open_window("programme-manager").open(f"/cases/{case}/dates")


def line_of_time(open_window: OpenWindow, case: str) -> Person:
    return open_window("programme-manager").open(f"/cases/{case}/timeline")


def move_a_date(open_window: OpenWindow, case: str) -> Person:
    """What would follow if the consultation closed later; nothing is recorded."""
    manager = open_window("programme-manager").open(f"/cases/{case}/dates")
    manager.follow("Move a date").follow(re.compile("Move this date ?: Consultation closes"))
    on_day(manager, "becomes", date(2027, 4, 13))
    return manager.press("See what would follow")


def going_back(open_window: OpenWindow, case: str) -> Person:
    """What is to be confirmed again once a paper is in doubt; nothing is recorded."""
    manager = open_window("programme-manager").open(f"/cases/{case}/move/S5-S4")
    manager.page.locator("[name=in_doubt]").first.check()
    return manager.press("See what must be confirmed again")


def successions(open_window: OpenWindow, case: str) -> Person:
    """A merger of two councils that waits for a second person."""
    administrator = open_window("administrator").open("/administration/organisations/add")
    administrator.fill_in("name", "Northshire Council").fill_in("kind", "local_authority")
    administrator.press("Add")
    lead = open_window("governance-lead").open("/").follow("Successions of bodies")
    lead.press("State a succession").fill_in("sort", "merger")
    lead.fill_in("predecessors", ["east-northshire", "west-northshire"])
    lead.fill_in("successors", ["northshire-council"])
    on_day(lead, "on", SystemClock().today())
    lead.fill_in("instrument", "The Northshire Order (invented)").press("State a succession")
    return lead


def cover(open_window: OpenWindow, case: str) -> Person:
    manager = open_window("programme-manager").open(f"/cases/{case}/people")
    return manager.follow("Name who covers for somebody who is away")


def highlights(open_window: OpenWindow, case: str) -> Person:
    return open_window("programme-manager").open(f"/cases/{case}/highlights")


def scheme(open_window: OpenWindow, case: str) -> Person:
    return open_window("governance-lead").open("/").follow("Scheme of delegation")


def limitation(open_window: OpenWindow, case: str) -> Person:
    """The watch over a decision that is recorded."""
    manager = open_window("programme-manager").open(f"/cases/{case}/records/decision/new")
    manager.fill_in("purpose", "shortlist").fill_in("outcome", "approved")
    manager.fill_in("decided_on", SystemClock().today().isoformat()).press("Record")
    return manager.open(f"/cases/{case}/dates").follow("Watch for legal challenge")


def on_day(person: Person, field: str, day: date) -> None:
    """Enter a day in its three parts."""
    for part in ("day", "month", "year"):
        person.fill_in(f"{field}-{part}", getattr(day, part))


# The last two record something, so that they change no picture before them.
PAGES = (
    first_page, case_page, gate, move_refused, clerks_pack, case_page_on_a_phone,
    dates, line_of_time, move_a_date, going_back, cover, highlights, scheme,
    limitation, successions,
)  # fmt: skip


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__.replace("_", "-"))
def test_screenshots_are_small_enough_for_the_readme(
    somebody: OpenWindow, live_case: str, folder: Path, page: Callable[..., Person]
) -> None:
    person = page(somebody, live_case)
    person.page.wait_for_load_state("networkidle")
    picture = folder / f"{page.__name__.replace('_', '-')}.png"
    person.page.set_viewport_size({"width": 320 if person.narrow else 1200, "height": HEIGHT})
    picture.write_bytes(few_colours(person.page.screenshot()))
    assert picture.stat().st_size < MOST_BYTES, f"{picture.name} is too large"


def few_colours(png: bytes) -> bytes:
    """The same picture with a palette: flat pages need no more."""
    out = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(
        out, "PNG", optimize=True
    )
    return out.getvalue()
