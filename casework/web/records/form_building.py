"""One form for every kind of record, built from what its fields declare."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from casework.domain.facts import RecordVersion
from casework.domain.records import Kind, get_kind
from casework.domain.records.codec import MANY, missing_sentence, range_in_words
from casework.domain.records.fields import MOST_NUMBER, FieldSpec, FieldType
from casework.domain.records.named_kinds import RECORD_KINDS
from casework.domain.records.rows import line_pattern
from casework.web.forms import CaseworkForm, FactDateField, OneUseKeyField, Options, choices
from casework.web.forms.fields import FACT_DATE_HINT
from casework.web.records.grouped import GROUPED
from casework.web.records.needed_later import needed_later
from casework.web.records.offers import Offers
from casework.web.records.values import NOT_RECORDED, form_value, shown_as_lines

MOST_RADIOS = 6
ROWS_SHOWN = 14
BOOKKEEPING = ("record_on", "record_source", "record_cites")
ONE_A_LINE = "Write one a line."
YES_NO_CHOICES = [("yes", "Yes"), ("no", "No"), ("", NOT_RECORDED)]


def form_class(kind: Kind, offers: Offers) -> type[CaseworkForm]:
    """The form of a kind on a case: its fields, then when, where from and on what evidence."""
    fields: dict[str, Any] = {
        name: build_field(offers, name, spec) for name, spec in kind.specs.items()
    }
    fields["record_on"] = FactDateField(
        "When this became true, if it is another day than those above", [Optional()]
    )
    fields["record_source"] = StringField(
        "Where this is stated", [Optional()], description="A document, a page, a conversation"
    )
    evidence = offers.evidence()
    if evidence:
        fields["record_cites"] = Options(
            "Evidence that shows it", [Optional()], choices=choices(evidence)
        )
    fields["record_version"] = HiddenField(default="0")
    fields["record_criterion"] = HiddenField(default="")
    fields["record_twice"] = HiddenField(default="")
    fields["one_use_key"] = OneUseKeyField()
    return type("RecordForm", (CaseworkForm,), fields)


def build_field(offers: Offers, name: str, spec: FieldSpec) -> Any:
    """The WTForms field that asks for one declared field."""
    required = InputRequired(missing_sentence(spec))
    options: dict[str, Any] = {"validators": [required] if spec.required else [Optional()]}
    if spec.hint:
        options["description"] = spec.hint
    built = _BUILDERS.get(spec.type, _build_text)(offers, name, spec, options)
    gates = needed_later(offers.view.definition, offers.kind.name, name)
    if gates and not spec.required:
        label = f"{spec.label} (needed later: {', '.join(gates)})"
        built.args = (label, *built.args[1:])
    return built


def _build_text(offers: Offers, name: str, spec: FieldSpec, options: dict[str, Any]) -> Any:
    return (TextAreaField if spec.long else StringField)(label_of(spec), **options)


def _build_lines(offers: Offers, name: str, spec: FieldSpec, options: dict[str, Any]) -> Any:
    if not shown_as_lines(spec):
        offered = choices(offers.choices(name, spec))
        groups = GROUPED.get((offers.kind.name, name), ())
        if not offered:
            options["description"] = none_to_choose(offers, name, spec)
        return Options(label_of(spec), choices=offered, render_kw={"groups": groups}, **options)
    options["description"] = f"{ONE_A_LINE} {spec.hint}".strip()
    return TextAreaField(label_of(spec), **options)


def _build_rows(offers: Offers, name: str, spec: FieldSpec, options: dict[str, Any]) -> Any:
    options["description"] = f"{spec.hint} One row a line: {line_pattern(spec)}".strip()
    look = {"rows": ROWS_SHOWN, "classes": "casework-rows", "spellcheck": False}
    return TextAreaField(label_of(spec), render_kw=look, **options)


def _build_date(offers: Offers, name: str, spec: FieldSpec, options: dict[str, Any]) -> Any:
    field_options = {**options}
    if spec.hint:
        field_options["description"] = f"{spec.hint}. {FACT_DATE_HINT}"
    return FactDateField(label_of(spec), **field_options)


def _build_number(offers: Offers, name: str, spec: FieldSpec, options: dict[str, Any]) -> Any:
    if spec.most != MOST_NUMBER or spec.least:
        asked = f"A whole number {range_in_words(spec)}"
        options["description"] = f"{spec.hint.rstrip('.')}. {asked}" if spec.hint else asked
    look = {"inputmode": "numeric", "width": 10}
    return StringField(label_of(spec), render_kw=look, **options)


def _build_yes_no(offers: Offers, name: str, spec: FieldSpec, options: dict[str, Any]) -> Any:
    return RadioField(spec.label, choices=choices(YES_NO_CHOICES), default="", **options)


def _build_choice(offers: Offers, name: str, spec: FieldSpec, options: dict[str, Any]) -> Any:
    offered = offers.choices(name, spec)
    if spec.type is not FieldType.CHOICE or len(offered) > MOST_RADIOS:
        first = "Choose one" if spec.required else NOT_RECORDED
        return SelectField(label_of(spec), choices=choices(offered, first), **options)
    if not spec.required:
        offered = [*offered, ("", NOT_RECORDED)]
        return RadioField(spec.label, choices=choices(offered), default="", **options)
    return RadioField(spec.label, choices=choices(offered), **options)


_Builder = Callable[[Offers, str, FieldSpec, dict[str, Any]], Any]
_BUILDERS: dict[FieldType, _Builder] = {
    FieldType.CHOICE: _build_choice,
    FieldType.YES_NO: _build_yes_no,
    FieldType.DATE: _build_date,
    FieldType.NUMBER: _build_number,
    FieldType.ORGANISATION: _build_choice,
    FieldType.PERSON: _build_choice,
    FieldType.RECORD: _build_choice,
    FieldType.ROWS: _build_rows,
    **dict.fromkeys(MANY, _build_lines),
}


def none_to_choose(offers: Offers, name: str, spec: FieldSpec) -> str:
    """What the form says where nothing is recorded that a field could name."""
    kinds = RECORD_KINDS.get((offers.kind.name, name), ())
    wanted = " or ".join(f"“{get_kind(kind).title}”" for kind in kinds[:MOST_RADIOS])
    said = "Nothing is recorded on this case that could be chosen here."
    if not wanted:
        return said
    return f"{said} Record it first under the case’s records, as {wanted}, then come back."


def label_of(spec: FieldSpec) -> str:
    """The label, saying so where the field may stay empty."""
    if spec.required or spec.type in (FieldType.YES_NO, FieldType.CHOICE):
        return spec.label
    return f"{spec.label} (optional)"


def values_of(kind: Kind, form: Any) -> dict[str, Any]:
    """What the form says of the kind's fields, as services take it."""
    return {name: form[name].data for name in kind.specs}


def data_of(kind: Kind, record: RecordVersion) -> dict[str, Any]:
    """What the form is filled in with to correct a record."""
    data = {
        name: form_value(spec, getattr(record.payload, name)) for name, spec in kind.specs.items()
    }
    return {
        **data,
        "record_on": record.effective_on,
        "record_source": str(record.source or ""),
        "record_cites": list(record.cites),
        "record_version": str(record.version),
    }


def prefilled(kind: Kind, arguments: Any) -> dict[str, Any]:
    """What an address fills in beforehand, by the fields' names; anything else in it is ignored.

    ``criterion`` in an address is a check of the pathway, never a criterion in somebody's words.
    """
    data: dict[str, Any] = {"record_criterion": arguments.get("criterion", "")}
    for name, spec in kind.specs.items():
        if name not in arguments or (name == "criterion" and spec.type is FieldType.TEXT):
            continue
        several = spec.type in MANY and not shown_as_lines(spec)
        data[name] = arguments.getlist(name) if several else arguments.get(name)
    return data
