"""Reading records: the kinds, the records of one kind, and one record with its history."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.domain.errors import NotFound
from casework.domain.facts import STATED
from casework.domain.permissions import THEIR_WORDS, can_replace
from casework.domain.records import Kind, find_kind, get_kind
from casework.domain.schemes import POWER, from_schemes
from casework.domain.second_person import waits_for_check
from casework.domain.turn_notices import turns_of
from casework.services.holds_corrected import can_correct_hold
from casework.services.reading import CaseView, get_case
from casework.services.record_reading import RecordPage, get_record
from casework.services.second_person import can_check_record
from casework.web.cases.addresses import address_of
from casework.web.cases.frame import frame_of
from casework.web.cases.recorders import may_record
from casework.web.records import blueprint
from casework.web.records.checks import checks_of
from casework.web.records.presenters import (
    absence_words,
    heading_of,
    history_of,
    lines_of,
    sections_of,
)
from casework.web.records.values import rows_of
from casework.web.records.what_it_bars import what_it_bars
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]


@blueprint.get("")
def index(reference: str) -> str:
    """The kinds of record by section, with counts."""
    view = get_case(office(), current_viewer(), reference)
    return render_template(
        "records/index.html", frame=frame_of(view, "records"), sections=sections_of(view),
        may_record=may_record(view),
    )  # fmt: skip


@blueprint.get("/<kind>")
def list_records(reference: str, kind: str) -> Page:
    """The records of one kind; for a kind that a case has once, that record."""
    view = get_case(office(), current_viewer(), reference)
    declared = kind_of(kind)
    if declared.name == "evidence":
        return redirect(url_for("evidence.index", reference=reference))
    if declared.name == "highlight_report":
        return redirect(url_for("highlights.show", reference=reference))
    if declared.name == "dry_run":
        return redirect(url_for("dry_runs.index", reference=reference))
    only = view.facts.find(f"{kind}/case") if declared.single else None
    if only is not None:
        return redirect(url_for(".show", reference=reference, kind=kind, key=only.key))
    return render_template(
        "records/kind.html", frame=frame_of(view, "records", declared.plural), kind=declared,
        lines=lines_of(view, declared), may_record=may_record(view) and declared.stated_by_people,
        beside=beside(view, kind),
    )  # fmt: skip


@blueprint.get("/<kind>/<key>")
def show(reference: str, kind: str, key: str) -> Page:
    """One record: its values, who recorded it when, and every version before it."""
    declared = kind_of(kind)
    if kind == "evidence" and not key.startswith("no-"):
        return redirect(url_for("evidence.show", reference=reference, key=key))
    if kind == "request":
        return redirect(url_for("requests.show", reference=reference, key=key))
    if kind == "highlight_report":
        return redirect(url_for("highlights.show", reference=reference, as_of=key))
    if kind == "dry_run":
        return redirect(url_for("dry_runs.show", reference=reference, key=key))
    page = get_record(office(), current_viewer(), reference, kind, key)
    record = page.current
    return render_template(
        "records/show.html",
        frame=frame_of(page.view, "records", heading_of(page.view, record)),
        kind=declared, record=record, rows=rows_of(page.view, record),
        absence=absence_words(page.view, record) if record.payload is None else "",
        history=history_of(page.view, page.versions), checks=checks_of(page.view, record),
        bars=what_it_bars(page.view, current_viewer(), record),
        may_change=may_change(page),
        is_stated=record.state == STATED,
        beside=beside(page.view, kind) if is_of_a_scheme(page) else ("", ""),
        waits_for_check=waits_for_check(page.view.facts, record),
        may_check=can_check_record(page.view.facts, current_viewer(), record, page.view.own),
        back_to_gate=gate_to_go_back_to(page.view),
        correct_hold=address_of("moves.correct_hold", reference=reference, key=key)
        if kind == "hold" and can_correct_hold(page.view, current_viewer(), record) else "",
        notices=address_of("moves.show_notices", reference=reference)
        if kind in turns_of(page.view.facts) else "",
    )  # fmt: skip


def kind_of(name: str) -> Kind:
    """The kind. Raises NotFound."""
    kind = find_kind(name)
    if kind is None:
        raise NotFound("There is no such kind of record.")
    return kind


def may_change(page: RecordPage) -> bool:
    """Whether this viewer corrects or withdraws the record; answering counts as correcting."""
    record = page.current
    if not may_record(page.view) or not get_kind(record.kind).stated_by_people:
        return False
    if is_of_a_scheme(page):
        return False
    recorders = {version.recorded_by for version in page.versions}
    return record.kind in THEIR_WORDS or can_replace(
        page.view.judged, current_viewer(), record, recorders
    )


def is_of_a_scheme(page: RecordPage) -> bool:
    """Whether the record comes from the own scheme of a body, which alone changes it."""
    return page.current.reference in from_schemes(page.view.judged)


def beside(view: CaseView, kind: str) -> tuple[str, str]:
    """Words and address of the page that shows a kind beside what is kept for all cases; empty for
    kinds of which nothing is."""
    if kind != POWER:
        return ("", "")
    return ("Compare with the scheme that each body keeps for all its cases",
            address_of("schemes_on_case.compare", reference=view.reference))  # fmt: skip


def gate_to_go_back_to(view: CaseView) -> tuple[str, str]:
    """Reference and address of the gate from whose page the viewer came; empty if from none."""
    criterion = view.definition.find_criterion(request.args.get("criterion", ""))
    if criterion is None:
        return ("", "")
    address = address_of("gates.show", reference=view.reference, gate=criterion.gate)
    return (criterion.gate, address) if address else ("", "")
