"""Recording that something did not happen, with where that is stated."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response
from wtforms import RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Optional

from casework.domain.errors import CaseworkError, Conflict
from casework.domain.facts import STATED
from casework.domain.records import Kind
from casework.domain.records.fields import FieldType
from casework.engine.supply import absence_key
from casework.services.choosing import Offered, offered
from casework.services.reading import CaseView
from casework.services.recording import Statement, record_absence
from casework.web.cases.frame import frame_of
from casework.web.errors import status_of
from casework.web.forms import CaseworkForm, FactDateField, choices
from casework.web.records import blueprint
from casework.web.records.form_building import MOST_RADIOS
from casework.web.records.offers import Offers
from casework.web.records.recording import case_to_record_on, recordable
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]
CASE_AS_A_WHOLE = "The case as a whole"
EACH_BODY = "A check that is asked of each body needs the body here."


class AbsenceForm(CaseworkForm):
    """Since when it is known, and where it is stated."""

    source = StringField(
        "Where is that stated?",
        [InputRequired("Give the source: an absence that nobody saw stated is not known.")],
        description="A document, a page, a person's role and the date",
    )
    record_on = FactDateField("As at (optional)", [Optional()])


@blueprint.route("/<kind>/did-not-happen", methods=["GET", "POST"])
def record_none(reference: str, kind: str) -> Page:
    """State that there was none of this kind, perhaps for one purpose or body."""
    declared = recordable(kind)
    view = case_to_record_on(reference)
    form = _form_class(view, declared)(data=request.args.to_dict())
    if request.method == "GET":
        return _page(view, declared, form, 200)
    if not form.validate():
        return _page(view, declared, form, 422)
    statement = Statement(
        declared.name, key=key_of_absence(declared, form), on=form.record_on.data,
        source=form.source.data or "",
    )  # fmt: skip
    try:
        _check_not_stated(view, declared, statement)
        version = record_absence(office(), current_viewer(), reference, statement)
    except CaseworkError as error:
        form.take_error(error)
        return _page(view, declared, form, status_of(error))
    flash("Recorded that this did not happen.")
    return redirect(url_for(".show", reference=reference, kind=kind, key=version.key))


def _check_not_stated(view: CaseView, kind: Kind, statement: Statement) -> None:
    found = view.facts.find(f"{kind.name}/{statement.key}")
    if found is not None and found.state == STATED:
        raise Conflict(
            f"{kind.title}: it is recorded that this happened.",
            "If that was an error, withdraw that record first.",
        )


def _form_class(view: CaseView, kind: Kind) -> type[CaseworkForm]:
    everything = offered(office(), current_viewer(), replayed=view.replayed)
    return type("KindAbsenceForm", (AbsenceForm,), fields_of_absence(view, everything, kind))


def fields_of_absence(view: CaseView, everything: Offered, kind: Kind) -> dict[str, Any]:
    """The fields that say what did not happen, and about whom."""
    offers = Offers(view, everything, kind)
    fields: dict[str, Any] = {}
    if kind.name == "evidence":
        types = [(t.id, t.title) for t in view.definition.evidence_types]
        fields["what"] = SelectField(
            "What was never made or received?", [InputRequired("Choose what it is.")],
            choices=choices(types, "Choose one"),
        )  # fmt: skip
        fields["subject"] = SelectField(
            "About which body (optional)", [Optional()], description=EACH_BODY,
            choices=choices([(o.key, o.name) for o in offers.everything.organisations],
                            CASE_AS_A_WHOLE),
        )  # fmt: skip
    else:
        fields.update(_fields_of(offers, kind))
    return fields


def _fields_of(offers: Offers, kind: Kind) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if kind.purpose:
        spec = kind.specs[kind.purpose]
        field_class = RadioField if len(spec.choices) <= MOST_RADIOS else SelectField
        first = "" if field_class is RadioField else "Choose one"
        fields["what"] = field_class(
            f"Which was not there? ({spec.label.lower()})", [InputRequired("Choose which.")],
            choices=choices(spec.choices, first),
        )  # fmt: skip
    if kind.subject and kind.specs[kind.subject].type is FieldType.ORGANISATION:
        spec = kind.specs[kind.subject]
        fields["subject"] = SelectField(
            f"{spec.label} (optional)", [Optional()], description=EACH_BODY,
            choices=choices(offers.choices(kind.subject, spec), CASE_AS_A_WHOLE),
        )  # fmt: skip
    return fields


def key_of_absence(kind: Kind, form: Any) -> str:
    """The key under which what the form says is recorded."""
    if kind.single:
        return "case"
    what = form["what"].data if "what" in form else kind.name
    return absence_key(what, (form["subject"].data or "") if "subject" in form else "")


def _page(view: CaseView, kind: Kind, form: Any, status: int) -> tuple[str, int]:
    heading = f"Record that this did not happen: {kind.title[0].lower()}{kind.title[1:]}"
    page = render_template(
        "records/absence.html", kind=kind, form=form, frame=frame_of(view, "records", heading)
    )
    return page, status
