"""Putting evidence in: files first, then what they are; nothing that was sent is lost."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.domain.errors import CaseworkError
from casework.domain.records import get_kind
from casework.services.evidence import Submission, put_in_evidence
from casework.services.reading import CaseView
from casework.services.staging import StagedFile
from casework.services.under_way import Outcome, put_in_before, put_in_files
from casework.services.verb import AlreadyDone
from casework.web.cases.frame import frame_of
from casework.web.errors import status_of
from casework.web.evidence import blueprint
from casework.web.evidence.choices import stage_groups, subjects
from casework.web.evidence.forms import details_form
from casework.web.evidence.waiting import (
    add_not_kept,
    add_refusals,
    lines_of,
    may_seal,
    seal_reason,
    take_in,
    waiting_files,
)
from casework.web.records.recording import case_to_record_on
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]
DETAILS = ("type", "classification", "dated", "author", "criteria", "subjects", "address",
           "description")  # fmt: skip


@blueprint.route("/new", methods=["GET", "POST"])
def new(reference: str) -> Page:
    """Put in one or several files, or say where the evidence is published."""
    view = case_to_record_on(reference)
    asked = prefilled(view)
    if request.method == "GET":
        waiting = waiting_files()
        form = details_form(view, waiting, tuple(asked["subjects"]))(data=asked)
        return _page(view, form, waiting, 200)
    done = _done_before(request.form.get("one_use_key", ""))
    if done:
        return _after(view, done)
    taken = take_in()
    waiting = waiting_files()
    form = details_form(view, waiting, tuple(asked["subjects"]))(data=asked)
    add_not_kept(form, taken.not_kept)
    if request.form.get("act") != "put_in":
        return _page(view, form, waiting, 422 if form.faults else 200)
    add_refusals(form, waiting, sealing=may_seal(view))
    if taken.staged and len(waiting) > 1:
        form.validate()
        _check_kept_as(view, form)
        form.faults.append("Look at the title of each file, then put them in.")
        return _page(view, form, waiting, 422)
    if not (form.validate() and _check_kept_as(view, form)) or form.faults:
        return _page(view, form, waiting, 422)
    return _put_in(view, form, waiting)


def prefilled(view: CaseView) -> dict[str, Any]:
    """What the address fills in: a check, a body, a type."""
    criterion, subject = request.args.get("criterion", ""), request.args.get("subject", "")
    return {
        "criterion": criterion,
        "criteria": [criterion] if criterion else [],
        "subjects": [subject] if subject in view.names.organisations
        or subject in {key for key, _ in subjects(view)} else [],
        "type": request.args.get("type", ""),
        "title": request.args.get("title", ""),
        "classification": _kept_as(view, request.args.get("type", "")),
    }


def _check_kept_as(view: CaseView, form: Any) -> bool:
    """Say beside the other faults that this type of evidence is kept as another class."""
    found = view.definition.find_evidence_type(form.type.data or "")
    wanted = found.classification if found else ""
    if not wanted or form.classification.data == wanted:
        return True
    words = get_kind("evidence").specs["classification"].choices[wanted]
    sentence = f"This type of evidence is kept as “{words}”: choose that, or another type."
    form.classification.errors = [*form.classification.errors, sentence]
    return False


def _kept_as(view: CaseView, evidence_type: str) -> str:
    """How evidence of this type is classified unless somebody says otherwise."""
    found = view.definition.find_evidence_type(evidence_type)
    return (found.classification if found else "") or "restricted"


def _done_before(once: str) -> list[str]:
    """What this same form put in when its button was pressed before."""
    if not once:
        return []
    return put_in_before(office(), current_viewer(), once, request.form.getlist("waiting"))


def values_of(form: Any) -> dict[str, Any]:
    """The fields of the evidence record that the form holds."""
    return {name: form[name].data for name in DETAILS if name in form}


def _put_in(view: CaseView, form: Any, waiting: list[StagedFile]) -> Page:
    if not waiting:
        return _put_in_published(view, form)
    pairs = [(file, _submission(form, file)) for file in waiting]
    outcomes = put_in_files(
        office(), current_viewer(), view.reference, pairs, form.one_use_key.data or ""
    )
    failed = [outcome for outcome in outcomes if outcome.problem]
    if not failed:
        return _after(view, [outcome.pin for outcome in outcomes])
    return _page_after_some(view, form, outcomes)


def _submission(form: Any, file: StagedFile) -> Submission:
    own_title = f"title-{file.token}"
    title = form[own_title].data if own_title in form else form.title.data
    return Submission(
        {**values_of(form), "title": title},
        source=form.record_source.data or "",
        sealed_reason=seal_reason(form, file),
    )  # fmt: skip


def _put_in_published(view: CaseView, form: Any) -> Page:
    if not form.address.data:
        form.files.errors = ["Choose a file, or say where the evidence is published."]
        return _page(view, form, [], 422)
    submission = Submission(
        {**values_of(form), "title": form.title.data}, source=form.record_source.data or ""
    )
    try:
        version = put_in_evidence(
            office(), current_viewer(), view.reference, submission,
            once=form.one_use_key.data or "",
        )  # fmt: skip
        pin = version.pin
    except AlreadyDone as done:
        pin = done.result
    except CaseworkError as error:
        form.take_error(error)
        return _page(view, form, [], status_of(error))
    return _after(view, [pin])


def _page_after_some(view: CaseView, form: Any, outcomes: list[Outcome]) -> Page:
    """The form again for the files that were not put in; the others are said to be in."""
    form.faults += [f"{o.name} was not put in: {o.problem}" for o in outcomes if o.problem]
    done = [o.name for o in outcomes if not o.problem]
    return _page(view, form, waiting_files(), 422, done)


def _after(view: CaseView, pins: list[str]) -> Response:
    """To the evidence, or to the list where there are several."""
    flash("Put in." if len(pins) == 1 else f"Put in: {len(pins)} pieces of evidence.")
    criterion = request.form.get("criterion", "")
    values: dict[str, Any] = {"criterion": criterion} if criterion else {}
    if len(pins) == 1:
        key = pins[0].partition("@")[0].partition("/")[2]
        return redirect(url_for(".show", reference=view.reference, key=key, **values))
    return redirect(url_for(".index", reference=view.reference, **values))


def _page(
    view: CaseView, form: Any, waiting: list[StagedFile], status: int, done: list[str] | None = None
) -> tuple[str, int]:
    page = render_template(
        "evidence/new.html", frame=frame_of(view, "evidence", "Put in evidence"), form=form,
        waiting=lines_of(waiting, sealing=may_seal(view)), stages=stage_groups(view),
        done=done or [], chosen=form.criteria.data or [], next_of=None,
    )  # fmt: skip
    return page, status
