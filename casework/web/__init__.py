"""Blueprints, forms and presenters; templates of the same name stand in ``templates/``.

A new area is one package with a ``blueprint`` and one line in ``BLUEPRINTS``.
"""

from __future__ import annotations

from importlib import import_module

from flask import Flask

from casework.web import errors, layout, security, sign_in_check
from casework.web.forms import add_form_macros
from casework.web.numbers import BoundedNumber

BLUEPRINTS = (
    "casework.web.identity",
    "casework.web.feeds",
    "casework.web.people",
    "casework.web.successions",
    "casework.web.schemes",
    "casework.web.work.home",
    "casework.web.work",
    "casework.web.listing",
    "casework.web.listing.programmes",
    "casework.web.catalogue",
    "casework.web.catalogue.glossary",
    "casework.web.trail",
    "casework.web.trail.decisions",
    "casework.web.trail.judged_again",
    "casework.web.outside",
    "casework.web.outside.shares",
    "casework.web.outside.without_account",
    "casework.web.cases",
    "casework.web.documents",
    "casework.web.gates",
    "casework.web.launch",
    "casework.web.highlights",
    "casework.web.moves",
    "casework.web.dry_runs",
    "casework.web.reading",
    "casework.web.dates",
    "casework.web.records",
    "casework.web.evidence",
    "casework.web.requests",
    "casework.web.case_people",
    "casework.web.linking",
    "casework.web.versions",
    "casework.web.versions.many",
    "casework.web.successions.on_case",
    "casework.web.schemes.on_case",
    "casework.web.opening",
)


def register_pages(app: Flask) -> None:
    """Add every page, and what stands before and after each of them."""
    security.protect(app)
    sign_in_check.deny_by_default(app)
    errors.register_error_pages(app)
    layout.add_layout(app)
    add_form_macros(app)
    app.url_map.converters["int"] = BoundedNumber
    for name in BLUEPRINTS:
        app.register_blueprint(import_module(name).blueprint)
