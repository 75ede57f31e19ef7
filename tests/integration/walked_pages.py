"""The application with a case that a walker takes on through the services as the right people."""

from __future__ import annotations

from pathlib import Path

from casework.adapters.clock import FixedClock
from casework.app import create_app
from casework.domain.dates import london_date
from casework.domain.viewer import Viewer
from casework.services.demo.people import ICB, INSIDE, holders, seed_people
from casework.services.demo.walking import Walker
from casework.services.opening import Opening, open_case
from casework.settings import Settings
from tests.integration.case_pages import NOW, Pages
from tests.integration.story_to_the_end import story


def walked_pages(database_url: str, folder: Path) -> tuple[Pages, Walker]:
    """The application, and the walker of a case that stands at its first stage."""
    settings = Settings(data=folder, database_url=database_url, secret_key="x" * 64)
    app = create_app(settings, FixedClock(NOW))
    office = app.extensions["casework"]
    seed_people(office)
    people = holders()
    roles = tuple((key, role) for key, _, role, _ in INSIDE)
    reference = open_case(office, Viewer(people["PM"], ICB), Opening("Stroke", ICB, people=roles))
    walker = Walker(
        office, reference, ICB, people, story(london_date(NOW)), "nhs-england-region"
    )
    return Pages(app, office, reference), walker
