"""Forms: WTForms fields shown by the NHS macros, with their errors and what was typed.

In a template: ``{{ error_summary(form) }}`` and ``{{ nhs(form.title) }}``. Options of the look
stand in ``render_kw`` of the field (see ``macros``).
"""

from __future__ import annotations

from casework.web.forms.base import CaseworkForm
from casework.web.forms.fields import (
    AtMost,
    DatePartsField,
    FactDateField,
    ManyFilesField,
    OneUseKeyField,
    Options,
    choices,
)
from casework.web.forms.macros import add_form_macros

__all__ = [
    "AtMost",
    "CaseworkForm",
    "DatePartsField",
    "FactDateField",
    "ManyFilesField",
    "OneUseKeyField",
    "Options",
    "add_form_macros",
    "choices",
]
