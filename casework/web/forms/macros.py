"""From a WTForms field to the NHS macro that shows it.

``render_kw`` of a field may hold: ``width`` (characters), ``rows``, ``autocomplete``,
``inputmode``, ``type``, ``inline``, ``small``, ``heading`` (True: the label is the page's heading),
``label_size`` (s, m, l), ``hints`` (value of a choice -> hint), ``prefix``, ``accept``,
``classes``, ``spellcheck``, ``groups`` (of checkboxes: headings, each with its values).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from flask import Flask, current_app
from markupsafe import Markup
from wtforms import (
    BooleanField,
    EmailField,
    Field,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.csrf.core import CSRFTokenField

from casework.web.forms.fields import PARTS, DatePartsField, ManyFilesField, Options

Params = dict[str, Any]


def add_form_macros(app: Flask) -> None:
    """Make ``nhs``, ``nhs_form`` and ``error_summary`` known to every template."""
    app.jinja_env.globals.update(nhs=nhs, nhs_form=nhs_form, error_summary=error_summary)


def nhs(field: Any, **options: Any) -> Markup:
    """The field as the NHS design system shows it; ``options`` go before its ``render_kw``."""
    if isinstance(field, HiddenField):
        return _hidden(field)
    kw = {**(field.render_kw or {}), **options}
    if kw.get("groups"):
        return _grouped(field, kw)
    for kind in type(field).__mro__:
        if kind in _MACROS:
            name, params = _MACROS[kind]
            return macro(name, params(field, kw))
    raise TypeError(f"{type(field).__name__} {field.name}: no NHS macro shows this kind of field")


def nhs_form(form: Any) -> Markup:
    """Every field of a form in order, hidden ones included."""
    return Markup("\n").join(nhs(field) for field in form)


def error_summary(form: Any) -> Markup:
    """What is wrong with the form, each with a link to its field; nothing if nothing is."""
    entries = [{"text": fault} for fault in getattr(form, "faults", [])]
    for field in form:
        if isinstance(field, CSRFTokenField):
            continue
        entries += [{"text": str(e), "href": "#" + anchor(field)} for e in field.errors]
    if not entries:
        return Markup("")
    return macro("errorSummary", {"titleText": "There is a problem", "errorList": entries})


def anchor(field: Any) -> str:
    """The id of the first input of a field, where a link from the summary puts the cursor."""
    if isinstance(field, DatePartsField):
        wrong = [p for p in PARTS if not field.parts[p]] if any(field.parts.values()) else []
        return f"{field.id}-{(wrong or ['day'])[0]}"
    return str(field.id)


def macro(name: str, params: Params) -> Markup:
    """Call an NHS macro, such as ``errorSummary`` of ``error-summary``."""
    folder = "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name)
    template = current_app.jinja_env.get_template(f"nhsuk/components/{folder}/macro.jinja")
    return cast(Markup, getattr(template.module, name)(params))


def _base(field: Any, kw: Params) -> Params:
    params: Params = {"id": field.id, "name": field.name}
    if field.description:
        params["hint"] = {"text": str(field.description)}
    if field.errors:
        params["errorMessage"] = {"text": " ".join(str(e) for e in field.errors)}
    kept = ("autocomplete", "inputmode", "width", "classes")
    params.update({name: kw[name] for name in kept if name in kw})
    if "accept" in kw:
        params["attributes"] = {"accept": kw["accept"]}
    return params


def _label(field: Any, kw: Params) -> Params:
    if kw.get("heading"):
        return {"text": field.label.text, "size": "l", "isPageHeading": True}
    label = {"text": field.label.text}
    return {**label, "size": kw["label_size"]} if "label_size" in kw else label


def _labelled(field: Any, kw: Params) -> Params:
    return {**_base(field, kw), "label": _label(field, kw)}


def _input(field: Any, kw: Params) -> Params:
    value = field._value()
    params = {**_labelled(field, kw), "value": value, "spellcheck": kw.get("spellcheck")}
    params["type"] = kw.get("type") or ("email" if isinstance(field, EmailField) else "text")
    return {**params, "prefix": kw["prefix"]} if "prefix" in kw else params


def _password(field: Any, kw: Params) -> Params:
    return _labelled(field, kw)  # never with a value


def _textarea(field: Any, kw: Params) -> Params:
    return {
        **_labelled(field, kw), "value": field._value(), "rows": kw.get("rows", 5),
        "spellcheck": kw.get("spellcheck"),
    }  # fmt: skip


def _select(field: Any, kw: Params) -> Params:
    items = [{"value": c.value, "text": c.label, "selected": c.value == str(field.data or "")}
             for c in _options(field)]  # fmt: skip
    return {**_labelled(field, kw), "items": items}


def _group(field: Any, kw: Params) -> Params:
    params = _base(field, kw)
    # The first input takes the prefix as its id: the group may not have the same one.
    params["idPrefix"] = params.pop("id")
    params["fieldset"] = {"legend": {"size": "s", **_label(field, kw)}}
    params.update({name: kw[name] for name in ("inline", "small") if name in kw})
    return params


def _item(choice: Any, kw: Params, checked: bool) -> Params:
    item = {"value": choice.value, "text": choice.label, "checked": checked}
    hint = kw.get("hints", {}).get(choice.value)
    return {**item, "hint": {"text": hint}} if hint else item


def _radios(field: Any, kw: Params) -> Params:
    chosen = "" if field.data is None else str(field.data)
    items = [_item(c, kw, str(c.value) == chosen) for c in _options(field)]
    return {**_group(field, kw), "items": items}


def _checkboxes(field: Any, kw: Params) -> Params:
    chosen = {str(value) for value in field.data or ()}
    items = [_item(c, kw, str(c.value) in chosen) for c in _options(field)]
    return {**_group(field, kw), "items": items}


def _grouped(field: Any, kw: Params) -> Markup:
    """Checkboxes in several groups, and how many are ticked; all of them are one field."""
    whole = _checkboxes(field, kw)
    ticked = sum(1 for item in whole["items"] if item["checked"])
    label = field.label.text.removesuffix(" (optional)")
    parts = []
    for number, (heading, values) in enumerate(kw["groups"]):
        params = {
            "name": whole["name"], "idPrefix": f"{field.id}-{number}" if number else field.id,
            "items": [item for item in whole["items"] if item["value"] in values],
            "fieldset": {"legend": {"size": "s", "text": f"{label}: {heading}"}},
        }  # fmt: skip
        if not number:
            counted = f"{ticked} of {len(whole['items'])} are ticked now." if ticked else ""
            hint = " ".join(part for part in (str(field.description), counted) if part)
            params |= {"hint": {"text": hint}} if hint else {}
            params |= {n: whole[n] for n in ("errorMessage",) if n in whole}
        parts.append(macro("checkboxes", params))
    return Markup("\n").join(parts)


def _checkbox(field: Any, kw: Params) -> Params:
    params = _base(field, kw)
    # The first input takes the prefix as its id: the group may not have the same one.
    params["idPrefix"] = params.pop("id")
    params["items"] = [{"value": "y", "text": field.label.text, "checked": bool(field.data)}]
    return params


def _options(field: Any) -> list[Any]:
    return [c for c in field.choices or () if c is not None]


def _date(field: Any, kw: Params) -> Params:
    # No namePrefix: it would name the inputs `on[day]`, which no field reads.
    items = [
        {"id": f"{field.id}-{part}", "name": f"{field.name}-{part}", "label": part.capitalize(),
         "value": field.parts[part], "width": 4 if part == "year" else 2}
        for part in PARTS
    ]  # fmt: skip
    params = _base(field, kw)
    del params["name"]
    return {**params, "items": items, "fieldset": {"legend": {"size": "s", **_label(field, kw)}}}


def _files(field: Any, kw: Params) -> Params:
    return {**_labelled(field, kw), "multiple": True}


def _hidden(field: Any) -> Markup:
    # No id: a page may hold several forms, each with its own token, and nothing points to one.
    html = Markup('<input type="hidden" name="{}" value="{}">')
    return html.format(field.name, field._value() or "")


_MACROS: dict[type[Field], tuple[str, Callable[[Any, Params], Params]]] = {
    DatePartsField: ("dateInput", _date),
    ManyFilesField: ("fileUpload", _files),
    Options: ("checkboxes", _checkboxes),
    BooleanField: ("checkboxes", _checkbox),
    RadioField: ("radios", _radios),
    SelectField: ("select", _select),
    TextAreaField: ("textarea", _textarea),
    PasswordField: ("passwordInput", _password),
    StringField: ("input", _input),
}
