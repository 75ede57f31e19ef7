"""A folder of files at once: one table, one button, and a result for each file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.services.evidence import Submission
from casework.services.reading import CaseView
from casework.services.staging import StagedFile
from casework.services.under_way import NotKept, Outcome, put_in_before, put_in_files
from casework.web.cases.frame import frame_of
from casework.web.evidence import blueprint
from casework.web.evidence.choices import stage_groups
from casework.web.evidence.forms import date_hint, table_form
from casework.web.evidence.waiting import (
    WaitingFile,
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
ROWS = 25
IN_A_ROW = ("type", "criteria", "subjects", "dated", "author", "classification", "title")


@dataclass(frozen=True, slots=True)
class TableRow:
    """A waiting file with the fields that say what it is."""

    file: WaitingFile
    fields: dict[str, Any]


@blueprint.route("/folder", methods=["GET", "POST"])
def put_in_folder(reference: str) -> Page:
    """Send files or a zip, say in a table what each is, and put all in by one button."""
    view = case_to_record_on(reference)
    if request.method == "GET":
        waiting = waiting_files()
        return _page(view, table_form(view, waiting[:ROWS])(), waiting, 200)
    once = request.form.get("one_use_key", "")
    done = put_in_before(office(), current_viewer(), once, request.form.getlist("waiting"))
    taken = take_in(unpack=True)
    waiting = waiting_files()
    form = table_form(view, waiting[:ROWS])()
    if request.form.get("act") == "put_in" and taken.staged:
        form.faults.append("Say what the new files are, then put them in.")
    if request.form.get("act") != "put_in" or taken.staged:
        return _page(view, form, waiting, 200, taken.not_kept)
    if not waiting[:ROWS]:
        return _nothing_waits(view, form, done, taken.not_kept)
    add_refusals(form, waiting[:ROWS], sealing=may_seal(view))
    if not form.validate() or form.faults:
        return _page(view, form, waiting, 422, taken.not_kept)
    return _put_in(view, form, waiting[:ROWS], taken.not_kept)


def _nothing_waits(
    view: CaseView, form: Any, done: list[str], not_kept: tuple[NotKept, ...]
) -> Page:
    if done:
        flash(f"Put in: {len(done)}.")
        return redirect(url_for(".index", reference=view.reference))
    form.faults.append("No file waits here. Choose files first.")
    return _page(view, form, [], 422, not_kept)


def _put_in(
    view: CaseView, form: Any, waiting: list[StagedFile], not_kept: tuple[NotKept, ...]
) -> Page:
    outcomes = put_in_files(
        office(), current_viewer(), view.reference,
        [(file, _submission(form, file)) for file in waiting], form.one_use_key.data or "",
    )  # fmt: skip
    left = waiting_files()
    failed = any(outcome.problem for outcome in outcomes)
    fresh = table_form(view, left[:ROWS])(formdata=request.form if failed else None)
    return _page(view, fresh, left, 422 if failed else 200, not_kept, outcomes)


def _submission(form: Any, file: StagedFile) -> Submission:
    values = {
        name: form[f"{name}-{file.token}"].data
        for name in IN_A_ROW if f"{name}-{file.token}" in form
    }  # fmt: skip
    return Submission(values, sealed_reason=seal_reason(form, file))


def _page(
    view: CaseView, form: Any, waiting: list[StagedFile], status: int,
    not_kept: tuple[NotKept, ...] = (), outcomes: list[Outcome] | None = None,
) -> tuple[str, int]:
    rows = [
        TableRow(line, _fields_of(form, line.token))
        for line in lines_of(waiting[:ROWS], sealing=may_seal(view))
    ]
    page = render_template(
        "evidence/folder.html", frame=frame_of(view, "evidence", "Put in many files"), form=form,
        rows=rows, more=len(waiting) - len(rows), not_kept=not_kept, outcomes=outcomes or [],
        stages=stage_groups(view), date_hint=date_hint(view),
    )  # fmt: skip
    return page, status


def _fields_of(form: Any, token: str) -> dict[str, Any]:
    suffix = f"-{token}"
    return {f.name.removesuffix(suffix): f for f in form if f.name.endswith(suffix)}
