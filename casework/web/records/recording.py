"""Recording a fact, and correcting one: the next version of its record."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.domain.errors import CaseworkError, Conflict, NotFound, NotPermitted
from casework.domain.facts import ABSENT, RecordVersion
from casework.domain.records import Kind, get_kind
from casework.services.choosing import offered
from casework.services.reading import CaseView, get_case
from casework.services.recording import Statement, record_fact, stated_kind
from casework.services.under_way import done_before
from casework.services.verb import AlreadyDone
from casework.web.cases.frame import frame_of
from casework.web.errors import status_of
from casework.web.numbers import version_in
from casework.web.records import blueprint
from casework.web.records.form_building import data_of, form_class, prefilled, values_of
from casework.web.records.guidance import steps_of
from casework.web.records.offers import Offers
from casework.web.records.presenters import Change, title_in_list
from casework.web.records.values import form_value, value_lines
from casework.web.records.views import kind_of, may_record
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]
ELSEWHERE = {"regime": ".determine_regime", "reconsultation_test": ".ask_reconsultation"}


@blueprint.route("/<kind>/new", methods=["GET", "POST"])
def new(reference: str, kind: str) -> Page:
    """A form for a new record; the address may fill it in beforehand."""
    declared = recordable(kind)
    if kind == "evidence":
        names = ("criterion", "subject", "type", "title")
        asked: dict[str, Any] = {n: request.args[n] for n in names if n in request.args}
        return redirect(url_for("evidence.new", reference=reference, **asked))
    if kind in ELSEWHERE:
        return redirect(_elsewhere(kind, reference))
    view = case_to_record_on(reference)
    before = view.facts.find(f"{kind}/case") if declared.single else None
    if before is not None and before.state != ABSENT and request.method == "GET":
        return redirect(url_for(".edit", reference=reference, kind=kind, key="case"))
    form = build_form(view, declared, prefilled(declared, request.args), None)
    if request.method == "GET":
        form.record_version.data = str(before.version) if before else "0"
        return form_page(view, declared, form, "")
    return send(view, declared, form, "")


@blueprint.route("/<kind>/<key>/edit", methods=["GET", "POST"])
def edit(reference: str, kind: str, key: str) -> Page:
    """The same form, filled in with what is recorded."""
    declared = recordable(kind)
    if kind == "evidence":
        return redirect(url_for("evidence.revise", reference=reference, key=key))
    if kind in ELSEWHERE:
        return redirect(_elsewhere(kind, reference))
    view = case_to_record_on(reference)
    record = view.facts.find(f"{kind}/{key}")
    if record is None or record.payload is None:
        raise NotFound("There is no such record on this case.", "Look at the list of records.")
    form = build_form(view, declared, data_of(declared, record), record)
    if request.method == "GET":
        return form_page(view, declared, form, key)
    return send(view, declared, form, key)


def _elsewhere(kind: str, reference: str) -> str:
    """The form of its own that a kind has, told for which check it is filled in."""
    asked: dict[str, Any] = {n: request.args[n] for n in ("criterion",) if n in request.args}
    return url_for(ELSEWHERE[kind], reference=reference, **asked)


def recordable(kind: str) -> Kind:
    """The kind, if people state it by hand. Raises NotFound for an unknown one, Invalid."""
    return stated_kind(kind_of(kind).name)


def case_to_record_on(reference: str) -> CaseView:
    """The case. Raises NotPermitted for those who may only read it."""
    view = get_case(office(), current_viewer(), reference)
    if not may_record(view):
        raise NotPermitted(
            "You cannot record anything on this case: you hold no role on it that may.",
            "Ask governance to give you a role, or ask somebody on the case to record it.",
        )
    return view


def build_form(
    view: CaseView, kind: Kind, data: dict[str, Any], record: RecordVersion | None
) -> Any:
    """The form of a kind, filled in with ``data`` unless something was sent."""
    offers = Offers(view, offered(office(), current_viewer(), replayed=view.replayed), kind, record)
    return form_class(kind, offers)(data=data)


def send(view: CaseView, kind: Kind, form: Any, key: str) -> Page:
    """Record what the form says, or show it again with everything that is wrong."""
    if not form.validate():
        return form_page(view, kind, form, key, status=422)
    twice = "" if key or form.record_twice.data else same_just_now(view, kind, form)
    if twice:
        form.record_twice.data = "yes"
        form.faults.append(twice)
        return form_page(view, kind, form, key, status=409)
    try:
        version = record_fact(
            office(), current_viewer(), view.reference, statement_of(kind, form, key),
            once=form.one_use_key.data or "",
        )  # fmt: skip
        written = version.reference
    except AlreadyDone as done:
        written = done.result.partition("@")[0]
    except Conflict as error:
        return conflict_page(view, kind, form, key, error)
    except CaseworkError as error:
        form.take_error(error)
        return form_page(view, kind, form, key, status=status_of(error))
    flash(f"Recorded: {kind.title[0].lower()}{kind.title[1:]}.")
    return redirect(address_of_written(view, written, form.record_criterion.data or ""))


def same_just_now(view: CaseView, kind: Kind, form: Any) -> str:
    """What to ask where the viewer recorded the very same today; empty where they did not, or this
    very form was sent before and is only answered again."""
    recorded = reversed(view.facts.current(kind.name))
    alike = next((r for r in recorded if _is_same(view, r, form)), None)
    if alike is None or done_before(office(), current_viewer(), form.one_use_key.data or ""):
        return ""
    return (
        f"You recorded the same today: {title_in_list(view, alike)} (version {alike.version}). "
        "Nothing was recorded a second time. If there are truly two, press the button again."
    )


def _is_same(view: CaseView, record: RecordVersion, form: Any) -> bool:
    if record.payload is None or record.reference not in view.own:
        return False
    if record.version != 1 or record.judged_on != view.judged.as_at:
        return False
    specs = get_kind(record.kind).specs
    return all(
        _plain(form_value(spec, getattr(record.payload, name))) == _plain(form[name].data)
        for name, spec in specs.items()
    )


def _plain(value: Any) -> Any:
    """A value of a form, whatever the line ends and the blanks around it."""
    if isinstance(value, str):
        return "\n".join(line.strip() for line in value.strip().splitlines())
    return list(value) if isinstance(value, list | tuple) else (value or "")


def address_of_written(view: CaseView, written: str, criterion: str) -> str:
    """The page of the record just written, which leads back to the gate it was recorded for."""
    kind, _, key = written.partition("/")
    values: dict[str, Any] = {"criterion": criterion} if criterion else {}
    return url_for("records.show", reference=view.reference, kind=kind, key=key, **values)


def statement_of(kind: Kind, form: Any, key: str) -> Statement:
    """What the form states."""
    cites = form["record_cites"].data if "record_cites" in form else ()
    return Statement(
        kind.name, values_of(kind, form), key=key,
        version=version_in(form.record_version.data),
        on=form.record_on.data, cites=tuple(cites or ()), source=form.record_source.data or "",
    )  # fmt: skip


def form_page(
    view: CaseView, kind: Kind, form: Any, key: str, status: int = 200,
    changes: tuple[Change, ...] = (), newer: RecordVersion | None = None,
) -> tuple[str, int]:
    """The form as a page."""
    record = view.facts.find(f"{kind.name}/{key}") if key else None
    heading = f"Correct: {title_in_list(view, record)}" if record else f"Record: {_lower(kind)}"
    steps = steps_of(kind, tuple(field.name for field in form))
    page = render_template(
        "records/form.html", frame=frame_of(view, "records", heading), kind=kind, form=form,
        key=key, steps=steps, changes=changes, newer=newer,
        newer_by=view.recorded_by(newer) if newer else "",
    )  # fmt: skip
    return page, status


def _lower(kind: Kind) -> str:
    return kind.title[0].lower() + kind.title[1:]


def conflict_page(view: CaseView, kind: Kind, form: Any, key: str, error: Conflict) -> Page:
    """The form with what was typed, beside what somebody else has recorded meanwhile.

    The form now carries the newer version, so that sending it again is a decision.
    """
    fresh = get_case(office(), current_viewer(), view.reference)
    newer = fresh.facts.find(f"{kind.name}/{key or 'case'}")
    form.faults.append(str(error))
    if newer is None:
        return form_page(fresh, kind, form, key, 409)
    form.record_version.data = str(newer.version)
    changes = typed_differences(fresh, kind, form, newer)
    return form_page(fresh, kind, form, key, 409, changes, newer)


def typed_differences(
    view: CaseView, kind: Kind, form: Any, newer: RecordVersion
) -> tuple[Change, ...]:
    """Fields in which what was typed differs from what is recorded now."""
    found = []
    for name, spec in kind.specs.items():
        recorded = getattr(newer.payload, name, None)
        now = value_lines(view, spec, recorded) if newer.payload is not None else ()
        typed = form[name].data
        same = form_value(spec, recorded) == typed if newer.payload is not None else not typed
        if not same:
            lines = typed if isinstance(typed, list) else str(typed or "").splitlines()
            found.append(Change(spec.label, now, tuple(map(str, lines))))
    return tuple(found)


