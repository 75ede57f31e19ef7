"""The forms by which a dry run is told what to assume: the same fields as for recording it."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Any

from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired, Optional

from casework.domain.assumptions import Assumption, Sort
from casework.domain.dates import FactDate
from casework.domain.facts import STATED
from casework.domain.records import get_kind, list_kinds
from casework.domain.text import Text
from casework.engine.judgement import subjects_of
from casework.services.assuming import KEPT_OF_EVIDENCE
from casework.services.choosing import Offered
from casework.services.reading import CaseView
from casework.web.cases.told_apart import told_apart
from casework.web.cases.words import about
from casework.web.evidence.choices import evidence_types, subjects
from casework.web.forms import CaseworkForm, FactDateField, Options, choices
from casework.web.moves.carrying import Carried
from casework.web.records.absences import fields_of_absence, key_of_absence
from casework.web.records.form_building import data_of, form_class
from casework.web.records.offers import Offers

SORTS = (
    (Sort.STATED, "Something is recorded"),
    (Sort.CHANGED, "A record of the case says something else"),
    (Sort.WITHDRAWN, "A record of the case is withdrawn"),
    (Sort.ABSENT, "Something did not happen"),
    (Sort.PAPER, "A paper is in"),
    (Sort.SIGNED, "A check is signed off by everybody who is asked"),
    (Sort.HOLD_ENDED, "A hold has ended"),
)
CHOSEN_FIRST = frozenset({Sort.STATED, Sort.CHANGED, Sort.WITHDRAWN, Sort.ABSENT})
"""For these a page first asks which kind, or which record."""
ONLY_RECORDED = {"record_source", "record_version", "criterion", "one_use_key"}
"""Fields of recording that say nothing about the fact itself."""
BETWEEN = "|"


def needs_choice(carried: Carried) -> bool:
    """True while it is not yet said which kind or record the assumption is about."""
    return carried.sort in CHOSEN_FIRST and not carried.kind


def choice_form(view: CaseView, sort: Sort) -> CaseworkForm | Any:
    """Which kind of record, or which record, is assumed."""
    if sort in (Sort.STATED, Sort.ABSENT):
        label, offered = "What kind of record?", _kinds(with_evidence=sort is Sort.ABSENT)
    else:
        label, offered = "Which record?", _records(view)
    field = SelectField(label, [InputRequired("Choose one.")],
                        choices=choices(offered, "Choose one"))  # fmt: skip
    return type("ChoiceForm", (CaseworkForm,), {"chosen": field})


def chosen(carried: Carried, value: str) -> Carried:
    """What is being added, with the kind, or the kind and key, that was chosen."""
    kind, _, key = value.partition("/")
    return replace(carried, kind=kind, key=key or secrets.token_hex(6))


def _kinds(*, with_evidence: bool) -> list[tuple[str, str]]:
    found = [
        (kind.name, kind.title) for kind in list_kinds()
        if kind.stated_by_people and (with_evidence or kind.name != "evidence")
    ]  # fmt: skip
    return sorted(found, key=lambda pair: pair[1])


def _records(view: CaseView) -> list[tuple[str, str]]:
    stated = [
        record for record in view.facts.records
        if record.state == STATED and get_kind(record.kind).stated_by_people
    ]
    return [(record.reference, words) for record, words in told_apart(view, stated)]


def details_form(view: CaseView, offered: Offered, carried: Carried) -> type[Any]:
    """The form of the assumption that is being added."""
    if carried.sort in (Sort.STATED, Sort.CHANGED):
        return _record_form(view, offered, carried)
    if carried.sort is Sort.ABSENT:
        fields = fields_of_absence(view, offered, get_kind(carried.kind))
    elif carried.sort is Sort.PAPER:
        fields = _paper_fields(view)
    elif carried.sort is Sort.SIGNED:
        fields = {"check": SelectField("Which check?", [InputRequired("Choose the check.")],
                                       choices=choices(_checks(view), "Choose one"))}  # fmt: skip
    else:
        fields = _hold_fields(view)
    return type("AssumptionForm", (CaseworkForm,), fields)


def _record_form(view: CaseView, offered: Offered, carried: Carried) -> type[Any]:
    kind = get_kind(carried.kind)
    record = view.facts.find(f"{carried.kind}/{carried.key}")
    form = form_class(kind, Offers(view, offered, kind, record))
    left_out = ONLY_RECORDED - kind.specs.keys()
    changes: dict[str, Any] = {}
    if kind.name == "evidence":
        left_out |= KEPT_OF_EVIDENCE | {"record_cites"}
        changes["subjects"] = _bodies_field(view)
    changes |= {name: None for name in left_out if hasattr(form, name)}
    return type("AssumedRecordForm", (form,), changes)


def _bodies_field(view: CaseView) -> Any:
    return Options(
        "Which bodies is it about? (optional)", [Optional()], choices=choices(subjects(view)),
        description="A check that is asked of each body needs its body here",
    )  # fmt: skip


def initial_data(view: CaseView, carried: Carried) -> dict[str, Any]:
    """What the form is filled in with: for a change, what the record says now."""
    record = view.facts.find(f"{carried.kind}/{carried.key}")
    if carried.sort is not Sort.CHANGED or record is None or record.payload is None:
        return {}
    data = data_of(get_kind(carried.kind), record)
    return data | {"subjects": list(record.payload.subjects)} if record.kind == "evidence" else data


def _paper_fields(view: CaseView) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "type": SelectField("Which paper?", [InputRequired("Choose the paper.")],
                            choices=choices(evidence_types(view), "Choose one")),
        "dated": FactDateField("Its date (optional)", [Optional()]),
    }  # fmt: skip
    if subjects(view):
        fields["subjects"] = _bodies_field(view)
    return fields


def _checks(view: CaseView) -> list[tuple[str, str]]:
    """Every check that people sign, for each body that it is asked of."""
    return [
        (f"{c.ref}{BETWEEN}{subject}" if subject else c.ref,
         f"{c.ref} {c.asks}" + (f" ({about(view, subject, c.per)})" if subject else ""))
        for gate in view.definition.gates for c in gate.criteria if not c.attesters.system
        for subject in subjects_of(c, view.judged)
    ]  # fmt: skip


def _hold_fields(view: CaseView) -> dict[str, Any]:
    holds = []
    for record in view.facts.open_holds():
        found = view.definition.find_hold(record.payload.hold)
        holds.append((record.key, found.title if found else record.payload.hold))
    return {
        "hold": RadioField("Which hold?", [InputRequired("Choose the hold.")],
                           choices=choices(holds)),
        "ended_on": FactDateField("Ended on (optional: else on the date tried)", [Optional()]),
    }  # fmt: skip


def assumption_of(carried: Carried, form: Any) -> Assumption:
    """The assumption that a valid form states."""
    if carried.sort in (Sort.STATED, Sort.CHANGED):
        return _of_record(carried, form)
    if carried.sort is Sort.ABSENT:
        return Assumption(Sort.ABSENT, carried.kind, key_of_absence(get_kind(carried.kind), form))
    if carried.sort is Sort.PAPER:
        return _of_paper(form)
    if carried.sort is Sort.SIGNED:
        ref, _, subject = form["check"].data.partition(BETWEEN)
        return Assumption(Sort.SIGNED, criterion=ref, subject=subject)
    return Assumption(
        Sort.HOLD_ENDED, "hold", form["hold"].data, on=_plain(form["ended_on"].data) or ""
    )


def _of_record(carried: Carried, form: Any) -> Assumption:
    kind = get_kind(carried.kind)
    values = {name: _plain(form[name].data) for name in kind.specs if name in form}
    cites = form["record_cites"].data if "record_cites" in form else ()
    return Assumption(
        carried.sort, kind.name, "case" if kind.single else carried.key,
        {name: value for name, value in values.items() if value not in (None, "", [])},
        _plain(form["record_on"].data) or "", tuple(cites or ()),
    )  # fmt: skip


def _of_paper(form: Any) -> Assumption:
    values: dict[str, Any] = {"type": form["type"].data}
    if form["dated"].data is not None:
        values["dated"] = _plain(form["dated"].data)
    if "subjects" in form and form["subjects"].data:
        values["subjects"] = list(form["subjects"].data)
    return Assumption(Sort.PAPER, "evidence", secrets.token_hex(6), values)


def _plain(value: Any) -> Any:
    if isinstance(value, FactDate):
        return value.text
    return str(value) if isinstance(value, Text) else value

