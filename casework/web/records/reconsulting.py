"""Whether people have to be asked again: eight questions, each beside what the record says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from casework.domain.errors import CaseworkError, Conflict
from casework.domain.guards.consultation import RECONSULTATION_QUESTIONS
from casework.domain.reconsultation import record_says
from casework.domain.records import get_kind
from casework.services.reading import CaseView
from casework.services.reconsulting import (
    KIND,
    REVIEWER,
    Answers,
    answer_reconsultation,
    open_review,
)
from casework.services.verb import AlreadyDone
from casework.web.cases.frame import frame_of
from casework.web.errors import status_of
from casework.web.forms import (
    AtMost,
    CaseworkForm,
    DatePartsField,
    OneUseKeyField,
    choices,
)
from casework.web.numbers import version_in
from casework.web.records import blueprint
from casework.web.records.recording import address_of_written, case_to_record_on
from casework.web.records.values import form_value
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]
THREE = [("yes", "Yes"), ("no", "No"), ("unknown", "Not known")]
KEPT = ("conclusion", "reasons")


@dataclass(frozen=True, slots=True)
class Question:
    """One question, by the names of its two fields, with what the record says to it."""

    answer: str
    words: str
    says: tuple[str, ...]


@blueprint.route("/reconsultation_test/questions", methods=["GET", "POST"])
def ask_reconsultation(reference: str) -> Page:
    """Answer the questions; any yes asks a legal adviser to review them."""
    view = case_to_record_on(reference)
    form = _form(view)
    if request.method == "GET":
        return _page(view, form, 200)
    if not form.validate():
        return _page(view, form, 422)
    answers = Answers(
        {name: form[name].data for name in get_kind(KIND).specs},
        version_in(form.record_version.data), form.reviewer.data or "", form.review_by.data,
        form.record_source.data or "",
    )  # fmt: skip
    try:
        answer_reconsultation(office(), current_viewer(), view.reference, answers,
                              once=form.one_use_key.data or "")  # fmt: skip
    except AlreadyDone:
        pass
    except Conflict as error:
        now = case_to_record_on(reference)
        form.record_version.data = _version(now)
        form.faults.append(str(error))
        return _page(now, form, 409)
    except CaseworkError as error:
        form.take_error(error)
        return _page(view, form, status_of(error))
    flash(_done(form))
    return redirect(address_of_written(view, f"{KIND}/case", form.criterion.data or ""))


def _done(form: Any) -> str:
    given = [form[name].data for name in RECONSULTATION_QUESTIONS]
    said = "Recorded: re-consultation test."
    if given.count("yes"):
        said += " An answer is yes: a legal adviser reviews it before the case goes on."
    if given.count("unknown"):
        said += f" Not known: {given.count('unknown')} of {len(given)}; the gate waits for them."
    return said


def _form(view: CaseView) -> Any:
    specs = get_kind(KIND).specs
    fields: dict[str, Any] = {}
    for name in RECONSULTATION_QUESTIONS:
        fields[name] = RadioField(
            specs[name].label, [InputRequired("Choose yes, no or not known.")],
            choices=choices(THREE),
        )  # fmt: skip
        fields[f"about_{name}"] = TextAreaField(
            f"{specs[f'about_{name}'].label}: why (optional)", [Optional(), AtMost(20_000)],
            render_kw={"rows": 3},
        )  # fmt: skip
    conclusion = [*specs["conclusion"].choices.items(), ("", "Not concluded yet")]
    fields["conclusion"] = RadioField(
        "Conclusion", [Optional()], choices=choices(conclusion), default=""
    )
    fields["reasons"] = TextAreaField(
        f"{specs['reasons'].label} (optional)", [Optional(), AtMost(20_000)], render_kw={"rows": 6}
    )
    advisers = [(p, view.names.person(p)) for p in view.judged.holders_of(REVIEWER)]
    fields["reviewer"] = SelectField(
        "If any answer is yes: which legal adviser reviews it?", [Optional()],
        choices=choices(advisers, "Choose one"),
    )  # fmt: skip
    fields["review_by"] = DatePartsField(
        "If any answer is yes: by when?", [Optional()], description="For example, 27 3 2027"
    )
    fields["record_source"] = StringField(
        "Where this is stated (optional)", [Optional(), AtMost(500)]
    )
    fields |= {"record_version": HiddenField(), "criterion": HiddenField(),
               "one_use_key": OneUseKeyField()}  # fmt: skip
    return type("ReconsultationForm", (CaseworkForm,), fields)(data=_data(view))


def _data(view: CaseView) -> dict[str, Any]:
    """What is recorded; a question that is left open there was answered as not known."""
    found = view.facts.find(f"{KIND}/case")
    data = {"record_version": _version(view), "criterion": request.args.get("criterion", "")}
    if found is None or found.payload is None:
        return data
    specs = get_kind(KIND).specs
    given = {name: form_value(spec, getattr(found.payload, name)) for name, spec in specs.items()}
    return {**data, **given, **{
        name: given[name] or "unknown" for name in RECONSULTATION_QUESTIONS
    }}  # fmt: skip


def _version(view: CaseView) -> str:
    found = view.facts.find(f"{KIND}/case")
    return str(found.version) if found else "0"


def _page(view: CaseView, form: Any, status: int) -> tuple[str, int]:
    says = record_says(view.facts)
    questions = [
        Question(name, f"about_{name}", tuple(view.names.fill(s) for s in says[name]))
        for name in RECONSULTATION_QUESTIONS
    ]  # fmt: skip
    page = render_template(
        "records/reconsultation.html", form=form, questions=questions,
        frame=frame_of(view, "records", "Do people have to be asked again?"),
        under_way=open_review(view.definition, view.judged) is not None,
    )  # fmt: skip
    return page, status
