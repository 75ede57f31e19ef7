"""Payloads to canonical text and back, and from the plain values of forms and case files."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Hashable, Mapping
from functools import lru_cache
from typing import Any, cast

from casework.domain.canonical import canonical
from casework.domain.dates import FactDate, InvalidDate
from casework.domain.errors import InvalidFields
from casework.domain.records.fields import MOST_ENTRIES, MOST_NUMBER, FieldSpec, FieldType, specs_of
from casework.domain.records.registry import Kind, get_kind
from casework.domain.records.rows import parse_rows
from casework.domain.text import EMPTY, Text, can_be_kept, commit, typed

MANY = {
    FieldType.MANY_TEXTS,
    FieldType.MANY_CODES,
    FieldType.MANY_ORGANISATIONS,
    FieldType.MANY_PERSONS,
    FieldType.MANY_RECORDS,
}
YES_NO_WORDS = {"yes": True, "no": False, "true": True, "false": False, "": None, "unknown": None}


def structure_of(payload: Any) -> str:
    """Canonical text of a payload, with commitments in the place of free text.

    Raises ValueError for a choice that its field does not offer: a verb's fault, not a person's.
    """
    stated: dict[str, Any] = {}
    for field in dataclasses.fields(payload):
        value = getattr(payload, field.name)
        spec: FieldSpec = field.metadata["spec"]
        if spec.type is FieldType.CHOICE and value and value not in spec.choices:
            raise ValueError(f"{field.name}: {value!r}, expected one of {', '.join(spec.choices)}")
        stated[field.name] = _plain(value)
    return canonical(stated)


def texts_of(payload: Any) -> list[Text]:
    """Every erasable text in a payload that carries a value to keep."""
    found: list[Text] = []
    for field in dataclasses.fields(payload):
        value = getattr(payload, field.name)
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, Text) and text.value is not None and text.salt is not None:
                found.append(text)
    return found


def commitments_in(payload: Any) -> set[str]:
    """The commitments of every erasable text that a payload names."""
    found: set[str] = set()
    for name in _text_fields(cast(Hashable, type(payload))):
        value = getattr(payload, name)
        texts = value if isinstance(value, tuple) else (value,)
        found |= {text.commitment for text in texts if text}
    return found


def check_texts(payload: Any) -> None:
    """Raise InvalidFields for every text that is longer than its field takes.

    Verbs that take a reason or an answer make their payload themselves; this is what they meet
    when it is written.
    """
    faults: dict[str, str] = {}
    for field in dataclasses.fields(payload):
        value = getattr(payload, field.name)
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, Text) and text.value:
                try:
                    check_length(field.metadata["spec"], text.value)
                except ValueError as fault:
                    faults[field.name] = str(fault)
    if faults:
        raise InvalidFields(faults)


def _plain(value: Any) -> Any:
    if isinstance(value, Text):
        return value.commitment
    if isinstance(value, FactDate):
        return value.text
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return dict(value)
    return value


def read_structure(kind: str, structure: str) -> Any:
    """The payload that canonical text describes, its texts as bare commitments."""
    declared = get_kind(kind)
    stored = json.loads(structure)
    values = {
        name: _from_plain(spec, stored[name]) for name, spec in declared.specs.items()
        if name in stored
    }
    return declared.payload(**values)


def _from_plain(spec: FieldSpec, value: Any) -> Any:
    if spec.type is FieldType.TEXT:
        return Text(value) if value else EMPTY
    if spec.type is FieldType.MANY_TEXTS:
        return tuple(Text(item) for item in value)
    if spec.type is FieldType.DATE:
        return FactDate.parse(value) if value else None
    if spec.type in MANY or spec.type is FieldType.ROWS:
        return tuple(value)
    return value


def reveal(payload: Any, texts: Mapping[str, str]) -> Any:
    """The payload with its texts' values filled in from ``texts`` (by commitment).

    A commitment that ``texts`` lacks stays without a value: it was erased.
    """
    changes: dict[str, Any] = {}
    for name in _text_fields(cast(Hashable, type(payload))):
        value = getattr(payload, name)
        if isinstance(value, Text) and value.commitment:
            changes[name] = Text(value.commitment, texts.get(value.commitment))
        elif isinstance(value, tuple) and value:
            changes[name] = tuple(
                Text(item.commitment, texts.get(item.commitment)) for item in value
            )
    return dataclasses.replace(payload, **changes) if changes else payload


@lru_cache(maxsize=256)
def _text_fields(payload_class: type) -> tuple[str, ...]:
    texts = (FieldType.TEXT, FieldType.MANY_TEXTS)
    return tuple(name for name, spec in specs_of(payload_class).items() if spec.type in texts)


def build_payload(kind: Kind, values: Mapping[str, Any]) -> Any:
    """A payload from plain values, as a form or a case file gives them.

    Raises InvalidFields with a sentence for every field that is unknown, missing or malformed,
    all together.
    """
    faults = {
        name: f"{kind.title} has no field called {name!r}; it has: {', '.join(kind.specs)}."
        for name in values
        if name not in kind.specs
    }
    built: dict[str, Any] = {}
    for name, spec in kind.specs.items():
        try:
            built[name] = parse_field(spec, values.get(name))
        except ValueError as fault:
            faults[name] = str(fault)
    if faults:
        raise InvalidFields(faults)
    return kind.payload(**built)


def parse_field(spec: FieldSpec, value: Any) -> Any:
    """One field's value from its plain form. Raises ValueError with a sentence for people."""
    if value is None or value == "" or value == []:
        if spec.required:
            raise ValueError(missing_sentence(spec))
        return _nothing(spec)
    if spec.type is FieldType.ROWS:
        return parse_rows(spec, value)
    if spec.type in MANY:
        return _parse_many(spec, value)
    return _PARSERS[spec.type](spec, value)


def missing_sentence(spec: FieldSpec) -> str:
    """What is said to people where a required field is empty: "Choose in which capacity."

    A label reads as the name of a thing ("the council"), as a question of its own ("what was
    done"), or else is one of ``_ASKED_FOR``.
    """
    verb = "Choose" if spec.type in _CHOSEN else "Enter"
    label = _lower(spec.label)
    if spec.label in _ASKED_FOR:
        return f"{verb} {_ASKED_FOR[spec.label]}."
    if label.partition(" ")[0] in ("what", "where", "which", "who", "when", "how"):
        return f"{verb} {label}."
    if label.rpartition(" ")[2] in ("as", "at", "by", "of", "on", "to", "with"):
        return f"{verb}: {label}."
    return f"{verb} {label}." if label.startswith("the ") else f"{verb} the {label}."


_CHOSEN = frozenset(
    {FieldType.CHOICE, FieldType.ORGANISATION, FieldType.PERSON, FieldType.RECORD,
     FieldType.MANY_CODES, FieldType.MANY_ORGANISATIONS, FieldType.MANY_PERSONS,
     FieldType.MANY_RECORDS}
)  # fmt: skip
_ASKED_FOR = {
    "Capacity": "in which capacity",
    "Decided on": "the day on which it was decided",
    "For": "what it is for",
    "Held on": "the day on which it was held",
    "Judged as at": "the date as at which it is judged",
    "Requested by (body or role)": "which body or role requested it",
    "To (or from) which organisation": "to or from which organisation",
    "Which": "which one it is",
}


def _lower(label: str) -> str:
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _nothing(spec: FieldSpec) -> Any:
    if spec.type is FieldType.TEXT:
        return EMPTY
    if spec.type in MANY or spec.type is FieldType.ROWS:
        return ()
    if spec.type in (FieldType.YES_NO, FieldType.DATE, FieldType.NUMBER):
        return None
    return ""


def _parse_many(spec: FieldSpec, value: Any) -> tuple[Any, ...]:
    if isinstance(value, str):
        value = [line.strip() for line in value.splitlines() if line.strip()]
    if not isinstance(value, list | tuple):
        raise ValueError(f"{spec.label}: give a list.")
    if spec.type is FieldType.MANY_TEXTS and len(value) > MOST_ENTRIES:
        raise ValueError(
            f"{spec.label} has {len(value)} entries: there is room for {MOST_ENTRIES}."
        )
    if spec.type is FieldType.MANY_TEXTS:
        return tuple(_parse_text(spec, item) for item in value)
    items = tuple(_parse_code(spec, item) for item in value)
    strangers = [item for item in items if spec.choices and item not in spec.choices]
    if strangers:
        raise ValueError(f"{spec.label}: {strangers[0]!r} is not one of {', '.join(spec.choices)}.")
    return items


def _parse_text(spec: FieldSpec, value: Any) -> Text:
    if isinstance(value, Text):
        return value if value.salt or not value.value else commit(value.value)
    if not isinstance(value, str):
        raise ValueError(f"{spec.label}: write it as text.")
    if not can_be_kept(value):
        raise ValueError(f"{spec.label} contains a character that cannot be kept.")
    text = typed(value)
    if spec.required and not text:
        raise ValueError(missing_sentence(spec))
    check_length(spec, text)
    return commit(text)


def check_length(spec: FieldSpec, text: str) -> None:
    """Raise ValueError, naming the field and its limit, for a text longer than the field takes."""
    if len(text) > spec.longest:
        raise ValueError(
            f"{spec.label} has {len(text):,} characters: shorten it to {spec.longest:,} at most."
        )


def _parse_code(spec: FieldSpec, value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{spec.label}: {value!r} is not text.")
    return value.strip()


def _parse_choice(spec: FieldSpec, value: Any) -> str:
    if not isinstance(value, str) or value not in spec.choices:
        raise ValueError(f"{spec.label}: {value!r} is not one of {', '.join(spec.choices)}.")
    return value


def _parse_yes_no(spec: FieldSpec, value: Any) -> bool | None:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in YES_NO_WORDS:
        return YES_NO_WORDS[value.lower()]
    raise ValueError(f"{spec.label}: answer yes, no or unknown.")


def _parse_date(spec: FieldSpec, value: Any) -> FactDate:
    if isinstance(value, FactDate):
        return value
    try:
        return FactDate.parse(str(value))
    except InvalidDate as fault:
        raise ValueError(f"{spec.label}: {fault}") from None


def _parse_number(spec: FieldSpec, value: Any) -> int:
    try:
        if isinstance(value, bool | float):
            raise ValueError
        number = int(value)
    except (TypeError, ValueError):
        raise ValueError(f"{spec.label}: {value!r} is not a whole number.") from None
    if not spec.least <= number <= spec.most:
        raise ValueError(f"{spec.label}: enter a whole number {range_in_words(spec)}.")
    return number


def range_in_words(spec: FieldSpec) -> str:
    """Which numbers a field takes: "from 0 to 100", or "of 1 or more"."""
    if spec.most == MOST_NUMBER:
        return f"of {spec.least} or more, of 9 figures at most"
    return f"from {spec.least} to {spec.most}"


_PARSERS = {
    FieldType.TEXT: _parse_text,
    FieldType.CODE: _parse_code,
    FieldType.CHOICE: _parse_choice,
    FieldType.YES_NO: _parse_yes_no,
    FieldType.DATE: _parse_date,
    FieldType.NUMBER: _parse_number,
    FieldType.ORGANISATION: _parse_code,
    FieldType.PERSON: _parse_code,
    FieldType.RECORD: _parse_code,
}
