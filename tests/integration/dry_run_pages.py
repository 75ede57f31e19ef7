"""What a person does on the pages of dry runs, in a browser without scripts."""

from __future__ import annotations

from typing import Any

from bs4 import Tag

from casework.domain.facts import RecordVersion
from casework.services.dry_runs import KIND
from casework.services.reading import get_case
from tests.integration.case_pages import GOV, Pages
from tests.integration.dry_runs import SECRET
from tests.integration.entry_pages import browser_of
from tests.visitors import Visitor

SCREEN = {"no_time_to_consult": "no", "reasons": f"{SECRET}: no risk", "screened_on": "2026-02-02"}
NOT_STATEMENTS = ("BEGIN", "COMMIT", "ROLLBACK")


def trying(pages: Pages, person: str = "programme-manager") -> Visitor:
    """A browser on the page of trying."""
    visitor = browser_of(pages, person)
    visitor.open(f"{pages.url}/try?what=S0-S1")
    return visitor


def send(pages: Pages, visitor: Visitor, **values: Any) -> None:
    """Send the form of trying."""
    visitor.send(f"{pages.url}/try", **values)


def answer(pages: Pages, visitor: Visitor, **values: Any) -> None:
    """Send the form that asks for an assumption."""
    visitor.send(f"{pages.url}/try/assume", **values)


def begin(pages: Pages, visitor: Visitor, sort: str, chosen: str = "") -> None:
    """Ask for an assumption and say, where it is asked, which kind or record it is about."""
    send(pages, visitor, do="add", sort=sort)
    if chosen:
        answer(pages, visitor, chosen=chosen)


def assume_screen(pages: Pages, visitor: Visitor) -> None:
    """Assume that the urgency screen is recorded."""
    begin(pages, visitor, "stated", "urgency_screen")
    answer(pages, visitor, **SCREEN)


def keep(pages: Pages, visitor: Visitor, **values: Any) -> None:
    """Keep what the page shows."""
    given = {"title": f"{SECRET} title", "made_for_legal_advice": "no", **values}
    visitor.send(f"{pages.url}/try/keep", **given)


def kept(pages: Pages) -> list[RecordVersion]:
    """The dry runs that are kept on the case."""
    return get_case(pages.office, GOV, pages.reference).facts.current(KIND)


def assumptions(visitor: Visitor) -> list[str]:
    """The assumptions as the page lists them."""
    found = visitor.page.select("main ol p.casework-kept")
    return [" ".join(p.get_text(" ").split()) for p in found]


def carried(visitor: Visitor) -> str:
    """What the form carries."""
    field = visitor.page.find("input", {"name": "dry_run_carried"})
    assert isinstance(field, Tag)
    return str(field["value"])


def counted(seen: list[str]) -> list[str]:
    """The statements that count."""
    return [s for s in seen if not s.upper().startswith(NOT_STATEMENTS)]
