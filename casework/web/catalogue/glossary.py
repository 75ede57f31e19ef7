"""The glossary."""

from __future__ import annotations

from flask import Blueprint, render_template

from casework.web.catalogue.glossary_terms import TERMS

blueprint = Blueprint("glossary", __name__)


@blueprint.get("/glossary")
def show_glossary() -> str:
    """The words of the field, in order of the alphabet."""
    terms = sorted(TERMS, key=lambda term: term.word.lower())
    return render_template("catalogue/glossary.html", terms=terms)
