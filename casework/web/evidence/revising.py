"""The next version of evidence that is in: another file, or other details of the same file."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.domain.errors import CaseworkError, Conflict, NotFound, NotPermitted
from casework.domain.facts import RecordVersion
from casework.domain.records import get_kind
from casework.services.evidence import Submission, download_evidence, put_in_evidence
from casework.services.reading import CaseView
from casework.services.record_reading import get_record
from casework.services.staging import StagedFile
from casework.services.verb import AlreadyDone
from casework.web.cases.frame import frame_of
from casework.web.cases.recorders import may_record
from casework.web.errors import status_of
from casework.web.evidence import blueprint
from casework.web.evidence.choices import stage_groups, subjects
from casework.web.evidence.forms import details_form
from casework.web.evidence.putting_in import DETAILS, values_of
from casework.web.evidence.waiting import (
    add_not_kept,
    add_refusals,
    lines_of,
    may_seal,
    seal_reason,
    take_in,
    waiting_files,
)
from casework.web.numbers import version_in
from casework.web.records.values import form_value
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]


@blueprint.route("/<key>/next", methods=["GET", "POST"])
def revise(reference: str, key: str) -> Page:
    """Put in the next version. Without a new file the same file is kept."""
    view, record = _record(reference, key)
    data = _data(view, record)
    bodies = tuple(data["subjects"])
    if request.method == "GET":
        waiting = waiting_files()[-1:]
        form = details_form(view, waiting, bodies)(data=data)
        return _page(view, record, form, waiting, 200)
    taken = take_in()
    waiting = waiting_files()[-1:]
    form = details_form(view, waiting, bodies)(data=data)
    add_not_kept(form, taken.not_kept)
    if request.form.get("act") != "put_in":
        return _page(view, record, form, waiting, 422 if form.faults else 200)
    add_refusals(form, waiting, sealing=may_seal(view))
    if not form.validate() or form.faults:
        return _page(view, record, form, waiting, 422)
    return _put_in(view, record, form, waiting)


def _record(reference: str, key: str) -> tuple[CaseView, RecordVersion]:
    page = get_record(office(), current_viewer(), reference, "evidence", key)
    if page.current.payload is None:
        raise NotFound("There is no such evidence on this case.")
    if not may_record(page.view):
        raise NotPermitted("You cannot put evidence in on this case.")
    return page.view, page.current


def _data(view: CaseView, record: RecordVersion) -> dict[str, Any]:
    specs = get_kind("evidence").specs
    data = {n: form_value(specs[n], getattr(record.payload, n)) for n in (*DETAILS, "title")}
    data["criteria"] = [*record.payload.criteria, *_check_to_add(view, record)]
    data["subjects"] = [*record.payload.subjects, *_body_to_add(view, record)]
    data["criterion"] = request.args.get("criterion", "")
    return {**data, "record_version": str(record.version), "record_source": str(record.source)}


def _check_to_add(view: CaseView, record: RecordVersion) -> list[str]:
    """The check that the address asks for, where the evidence names only others of its gate.

    Evidence that names no check of a gate serves all of them; naming one would end that.
    """
    wanted = view.definition.find_criterion(request.args.get("criterion", ""))
    named = record.payload.criteria
    if wanted is None or wanted.ref in named:
        return []
    return [wanted.ref] if any(ref.startswith(f"{wanted.gate}.") for ref in named) else []


def _body_to_add(view: CaseView, record: RecordVersion) -> list[str]:
    """The body or step that the address asks for, if it is one of this case."""
    wanted = request.args.get("subject", "")
    offered = {key for key, _ in subjects(view)}
    return [wanted] if wanted in offered and wanted not in record.payload.subjects else []


def _put_in(
    view: CaseView, record: RecordVersion, form: Any, waiting: list[StagedFile]
) -> Page:
    try:
        put_in_evidence(
            office(), current_viewer(), view.reference,
            _submission(view, record, form, waiting), once=form.one_use_key.data or "",
        )  # fmt: skip
    except AlreadyDone:
        pass
    except Conflict as error:
        _, newer = _record(view.reference, record.key)
        form.record_version.data = str(newer.version)
        form.faults.append(str(error))
        return _page(view, newer, form, waiting, 409)
    except CaseworkError as error:
        form.take_error(error)
        return _page(view, record, form, waiting, status_of(error))
    flash("The next version is put in. The earlier ones stay.")
    criterion = form.criterion.data or None
    return redirect(
        url_for(".show", reference=view.reference, key=record.key, criterion=criterion)
    )


def _submission(
    view: CaseView, record: RecordVersion, form: Any, waiting: list[StagedFile]
) -> Submission:
    common: dict[str, Any] = {
        "values": {**values_of(form), "title": form.title.data}, "key": record.key,
        "version": version_in(form.record_version.data),
        "source": form.record_source.data or "",
    }  # fmt: skip
    if waiting:
        reason = seal_reason(form, waiting[0])
        return Submission(token=waiting[0].token, sealed_reason=reason, **common)
    if not record.payload.sha256:
        return Submission(**common)
    same = download_evidence(
        office(), current_viewer(), view.reference, record.key, record.version
    )
    reason = str(record.payload.sealed_reason) if record.payload.sealed else ""
    return Submission(
        content=same.content, file_name=same.name, sealed_reason=reason, **common
    )


def _page(
    view: CaseView, record: RecordVersion, form: Any, waiting: list[StagedFile], status: int
) -> tuple[str, int]:
    page = render_template(
        "evidence/new.html", form=form, waiting=lines_of(waiting, sealing=may_seal(view)),
        frame=frame_of(view, "evidence", f"Next version of: {record.payload.title}"),
        stages=stage_groups(view), done=[], chosen=form.criteria.data or [], next_of=record,
    )  # fmt: skip
    return page, status
