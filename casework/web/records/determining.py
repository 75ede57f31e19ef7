"""Determining the regime: the resolver's answer is worked out and shown before it is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.domain.dates import FactDate
from casework.domain.errors import CaseworkError, Conflict
from casework.domain.guards.regime import regime_inputs
from casework.domain.records import get_kind
from casework.domain.regime import RULE_VERSION, RegimeAnswer, RegimeInputs, resolve_regime
from casework.services.reading import CaseView
from casework.services.recording import Statement, record_fact
from casework.services.verb import AlreadyDone
from casework.web.cases.frame import frame_of
from casework.web.errors import status_of
from casework.web.numbers import version_in
from casework.web.records import blueprint
from casework.web.records.recording import address_of_written, case_to_record_on
from casework.web.records.regime_form import RegimeForm, initial_data
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]
THREE = {True: "yes", False: "no", None: "not known here: take legal advice"}


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """The resolver's answer in words, and what follows from it."""

    answer: RegimeAnswer
    title: str
    consequences: tuple[tuple[str, str], ...]


@blueprint.route("/regime/determine", methods=["GET", "POST"])
def determine_regime(reference: str) -> Page:
    """Ask what the resolver needs; show its answer; record it when the viewer says so."""
    view = case_to_record_on(reference)
    form = RegimeForm(data=initial_data(view))
    if request.method == "GET":
        return _page(view, form, None, 200)
    if not form.validate():
        return _page(view, form, None, 422)
    worked_out = work_out(resolve_regime(inputs_of(view, form)))
    if request.form.get("act") != "record":
        return _page(view, form, worked_out, 200)
    return _record(view, form, worked_out)


def _record(view: CaseView, form: Any, worked_out: WorkedOut) -> Page:
    regime = worked_out.answer.regime
    if regime is None or form.shown.data != regime.value:
        form.faults.append("Look at the answer as it is now before you record it.")
        return _page(view, form, worked_out, 409)
    statement = Statement(
        "regime", _values(view, form, worked_out), key="case",
        version=version_in(form.record_version.data),
        on=form.as_at.data, source=form.record_source.data or "",
    )  # fmt: skip
    try:
        record_fact(office(), current_viewer(), view.reference, statement,
                    once=form.one_use_key.data or "")  # fmt: skip
    except AlreadyDone:
        pass
    except Conflict as error:
        form.record_version.data = _version(case_to_record_on(view.reference))
        form.faults.append(str(error))
        return _page(view, form, worked_out, 409)
    except CaseworkError as error:
        form.take_error(error)
        return _page(view, form, worked_out, status_of(error))
    flash("The regime is determined and recorded.")
    return redirect(address_of_written(view, "regime/case", form.criterion.data or ""))


def inputs_of(view: CaseView, form: Any) -> RegimeInputs:
    """What the form and the particulars tell the resolver."""
    return RegimeInputs(
        as_at=_day(form.as_at.data),
        outside_england=regime_inputs(view.judged).outside_england,
        reg23_consult_began=form.date_of("consultation"),
        sos_report_made=form.date_of("report"),
        case_opened=form.case_opened.data,
    )


def _day(when: FactDate) -> date:
    assert when.earliest is not None  # the form takes nothing but an exact day
    return when.earliest


def _values(view: CaseView, form: Any, worked_out: WorkedOut) -> dict[str, Any]:
    own = (form.reasons.data or "").strip()
    return {
        "regime": worked_out.answer.regime.value if worked_out.answer.regime else "",
        "as_at": form.as_at.data,
        "consultation_with_council_began": form.date_of("consultation"),
        "report_to_secretary_of_state": form.date_of("report"),
        "case_opened": form.case_opened.data,
        "rule_version": RULE_VERSION,
        "reasons": f"{worked_out.answer.reason}\n\n{own}".strip(),
    }


def work_out(answer: RegimeAnswer) -> WorkedOut:
    """The answer with its name and consequences in words."""
    names = get_kind("regime").specs["regime"].choices
    title = names.get(answer.regime.value, answer.regime.value) if answer.regime else ""
    return WorkedOut(
        answer,
        title,
        (
            ("Referral by a council to the Secretary of State", THREE[answer.referral_available]),
            ("Duty to notify the Secretary of State of a substantial change",
             THREE[answer.sos_notification_duty]),
            ("Call-in by the Secretary of State is possible", answer.call_in_exposure.value),
        ),
    )  # fmt: skip


def _version(view: CaseView) -> str:
    found = view.facts.find("regime/case")
    return str(found.version) if found else "0"


def _page(view: CaseView, form: Any, worked_out: WorkedOut | None, status: int) -> tuple[str, int]:
    if worked_out is not None and worked_out.answer.regime is not None:
        form.shown.data = worked_out.answer.regime.value
    page = render_template(
        "records/regime.html", frame=frame_of(view, "records", "Determine the regime"), form=form,
        worked_out=worked_out, outside=regime_inputs(view.judged).outside_england,
        particulars=url_for(".list_records", reference=view.reference, kind="particulars"),
    )  # fmt: skip
    return page, status
