"""The first page: each role is offered its own job."""

from __future__ import annotations

from flask import Blueprint, render_template

from casework.domain.administration import can_administer
from casework.domain.schemes import can_see_a_scheme
from casework.domain.successions import can_see_successions
from casework.domain.viewer import Viewer
from casework.services.outside_reading import shared_with
from casework.services.work import read_first_page, read_work
from casework.web.viewer import current_session, current_viewer, office
from casework.web.work.presenters import Offer, cover_lines, launch_offers, line_of, urgent_lines
from casework.web.work.successions import succession_lines

blueprint = Blueprint("home", __name__)
MOST_LAUNCHES = 5
MOST_URGENT = 5


@blueprint.get("/home")
def show_home() -> str:
    """What this person comes here to do."""
    viewer = current_viewer()
    session = current_session()
    name = session.name if session else ""
    if viewer.outside:
        return _outside(viewer, name)
    page = read_first_page(office(), viewer)
    today = office().clock.today()
    return render_template(
        "work/home.html",
        name=name,
        launches=launch_offers(page)[:MOST_LAUNCHES],
        more_cases=len(page.cases) > MOST_LAUNCHES,
        covers=cover_lines(page.work),
        successions=succession_lines(),
        urgent=urgent_lines(page.work, viewer, today)[:MOST_URGENT],
        decisions=page.decisions,
        offers=_offers(viewer),
        administers=can_administer(viewer),
        has_cases=bool(page.cases),
    )


def _outside(viewer: Viewer, name: str) -> str:
    shared = shared_with(office(), viewer)
    work = read_work(office(), viewer)
    today = office().clock.today()
    asked = [line_of(c, t, viewer, today) for c in work.asked for t in c.todos]
    return render_template(
        "work/home_outside.html", name=name, cases=shared.cases, asked=asked,
        organisation=shared.organisation,
    )  # fmt: skip


def _offers(viewer: Viewer) -> tuple[Offer, ...]:
    found = []
    if viewer.has_role("legal"):
        found.append(
            Offer("Check the register of law", "catalogue.list_law", "Record that a citation was "
                  "checked, and against what.")
        )  # fmt: skip
    if can_see_successions(viewer):
        found.append(
            Offer("Successions of bodies", "succession_plans.list_successions",
                  "Mergers, splits, abolitions and new names, over all cases.")
        )  # fmt: skip
    if can_see_a_scheme(viewer):
        found.append(
            Offer("Scheme of delegation", "schemes.show_own", "Who may decide and sign what, from "
                  "when to when, for every case of your organisation.")
        )  # fmt: skip
    if can_administer(viewer):
        found += [
            Offer("Organisations", "people.list_organisations", "Codes, validity, successors."),
            Offer("People and accounts", "people.list_persons", "Invite people; end accounts."),
        ]
    return tuple(offer for offer in found if offer.address)
