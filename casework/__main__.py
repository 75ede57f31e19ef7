"""``python -m casework COMMAND``."""

from __future__ import annotations

import sys
from functools import lru_cache

from flask import Flask

from casework.app import create_app, db
from casework.cli import main
from casework.cli.entrance import Entrance
from casework.jobs.worker import run_worker
from casework.services.office import Office
from casework.settings import Settings, read_settings
from casework.store.schema import ensure_schema, has_store


def entrance(settings: Settings | None = None) -> Entrance:
    """The entrance to the installation that the environment describes."""
    settings = settings or read_settings()

    @lru_cache(maxsize=1)
    def open_pages() -> Flask:
        app = create_app(settings)
        with app.app_context():
            ensure_schema(db.engine)
        return app

    def open_office() -> Office:
        office: Office = open_pages().extensions["casework"]
        return office

    return Entrance(
        settings.data, settings.workflows, settings.host, settings.port, settings.base_url,
        open_office, open_pages, run_worker, lambda: has_store(settings.database),
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main(None, entrance))
