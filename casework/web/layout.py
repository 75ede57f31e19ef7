"""What every page shows around its content: who is signed in, where one can go, what store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, request, url_for

from casework.adapters.clock import LONDON
from casework.domain.administration import can_administer
from casework.store.marks import is_demo
from casework.web.viewer import current_session, current_viewer, office


@dataclass(frozen=True, slots=True)
class Destination:
    """A link of the navigation; ``here`` when the page belongs to it."""

    text: str
    address: str
    here: bool


# Text, endpoint, for whom ("" for everybody signed in). An area whose blueprint is not part of
# this application is left out.
NAVIGATION = (
    ("Home", "home.show_home", ""),
    ("My work", "work.show_my_work", ""),
    ("Shared with you", "outside.list_shared", "outside"),
    ("Cases", "listing.list_cases", "inside"),
    ("Programmes", "programmes.list_programmes", "inside"),
    ("Catalogue", "catalogue.list_gates", ""),
    ("Glossary", "glossary.show_glossary", ""),
    ("Administration", "people.list_organisations", "administrator"),
)


def add_layout(app: Flask) -> None:
    """Give every template what the layout needs, asked for only when it is used."""
    app.jinja_env.globals.update(
        navigation=navigation, signed_in=current_session, store_is_demo=store_is_demo,
        show_nhs_logo=app.config["CASEWORK_SHOW_NHS_LOGO"],
    )  # fmt: skip
    app.add_template_filter(day_and_time)


def navigation() -> list[Destination]:
    """Where this person can go from every page."""
    if current_session() is None:
        return []
    return [
        Destination(text, url_for(endpoint), _is_here(url_for(endpoint)))
        for text, endpoint, who in NAVIGATION
        if endpoint in current_app.view_functions and _may_go(who)
    ]


def front_page() -> str:
    """The address of the page that this person sees first."""
    places = navigation()
    return places[0].address if places else url_for("identity.show_account")


def store_is_demo() -> bool:
    """True in a demo store. Once marked, a store stays marked, so that yes is not asked twice."""
    session = current_session()
    if session is not None:
        return session.demo
    known: dict[str, bool] = current_app.extensions.setdefault("casework_marks", {})
    if not known.get("demo"):
        with office().database.reading() as connection:
            known["demo"] = is_demo(connection)
    return known["demo"]


def _is_here(address: str) -> bool:
    """True if the page's address begins as the destination's does: /cases/… belongs to Cases."""
    return request.path.split("/")[1] == address.split("/")[1]


def _may_go(who: str) -> bool:
    viewer = current_viewer()
    if who == "administrator":
        return can_administer(viewer)
    if who == "outside":
        return viewer.outside
    return not (who == "inside" and viewer.outside)


def day_and_time(instant: Any) -> str:
    """An instant as London shows it: 5 December 2026, 2:05pm."""
    local = instant.astimezone(LONDON)
    hour = local.hour % 12 or 12
    half = "am" if local.hour < 12 else "pm"
    return f"{local.day} {local:%B %Y}, {hour}:{local:%M}{half}"
