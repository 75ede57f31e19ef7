"""The register of law, and the checks of its citations."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response
from wtforms import RadioField, TextAreaField

from casework.domain.deadline_register import LAW, REGISTER
from casework.domain.errors import CaseworkError
from casework.services.citations import FINDINGS, citation_checks, record_citation_check
from casework.web.catalogue import blueprint
from casework.web.catalogue.words import law_words
from casework.web.errors import status_of
from casework.web.forms import AtMost, CaseworkForm, choices
from casework.web.viewer import current_viewer, office


class CitationCheckForm(CaseworkForm):
    """A legal user's check of one citation."""

    against = TextAreaField(
        "What did you check it against?", [AtMost(2000)],
        description="The source and its date, for example the text as published on the day you "
        "read it",
    )  # fmt: skip
    finding = RadioField("What did you find?", choices=choices(FINDINGS),
                         validate_choice=False)  # fmt: skip


@blueprint.get("/law")
def list_law() -> str:
    """Every entry of the register, with who checked it last."""
    checks = citation_checks(office())
    entries = [law_words(e, checks.get(e.id)) for e in office().pathways.law.values()]
    return render_template("catalogue/law.html", entries=entries)


@blueprint.route("/law/<law_id>", methods=["GET", "POST"])
def show_law(law_id: str) -> Response | str | tuple[str, int]:
    """One entry; a legal user records here that they checked it."""
    form = CitationCheckForm()
    if request.method == "GET":
        return _page(law_id, form)
    if not form.validate():
        return _page(law_id, form), 422
    try:
        record_citation_check(
            office(), current_viewer(), law_id, form.against.data or "", form.finding.data or ""
        )
    except CaseworkError as error:
        form.take_error(error)
        return _page(law_id, form), status_of(error)
    flash("Your check of this citation is recorded.")
    return redirect(url_for(".show_law", law_id=law_id))


def _page(law_id: str, form: CitationCheckForm) -> str:
    entry = office().pathways.law.get(law_id)
    if entry is None:
        abort(404)
    check = citation_checks(office()).get(law_id)
    words = law_words(entry, check, office().pathways.sources)
    cited_by = [
        (definition, gate)
        for definition in office().pathways.definitions.values()
        for gate in definition.gates
        if any(law_id in c.law for c in gate.criteria)
    ]
    return render_template(
        "catalogue/law_entry.html", entry=words, form=form, cited_by=cited_by,
        deadlines=tuple(REGISTER[rule] for rule, ids in LAW.items() if law_id in ids),
        may_check=current_viewer().has_role("legal"),
    )  # fmt: skip
