"""The forms that put evidence in: one set of details for a few files, or one row for each file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from wtforms import (
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Optional, ValidationError

from casework.services.reading import CaseView
from casework.services.staging import StagedFile
from casework.web.evidence import choices as offers
from casework.web.forms import (
    CaseworkForm,
    FactDateField,
    ManyFilesField,
    OneUseKeyField,
    Options,
    choices,
)
from casework.web.forms.fields import FACT_DATE_HINT

LONGEST_ADDRESS = 2000


class EvidenceForm(CaseworkForm):
    """What every form of evidence checks."""

    def validate_address(self, field: Any) -> None:
        """A published document stands at a web address, and nowhere else."""
        if not field.data:
            return
        parts = urlsplit(field.data)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValidationError("Enter a web address that begins with https:// or http://.")
        if len(field.data) > LONGEST_ADDRESS:
            raise ValidationError("This address is too long.")


def details_form(
    view: CaseView, waiting: Sequence[StagedFile], also: tuple[str, ...] = ()
) -> type[EvidenceForm]:
    """One set of details for the waiting files; with several, each has a title of its own."""
    fields = {**_file_fields(waiting), **_details(view, also)}
    return type("DetailsForm", (EvidenceForm,), fields)


def _file_fields(waiting: Sequence[StagedFile]) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "files": ManyFilesField("Choose files", description="Several at once if you like"),
    }
    if len(waiting) < 2:
        fields["title"] = StringField("Title", [InputRequired("Enter a title.")])
    for file in waiting:
        if len(waiting) > 1:
            fields[f"title-{file.token}"] = title_field(file)
        if file.refusal and file.may_be_sealed:
            fields[f"seal-{file.token}"] = seal_field(file)
    return fields


def title_field(file: StagedFile) -> Any:
    """The title of one of several files, at first its name without ending."""
    stem = file.name.rpartition(".")[0] or file.name
    return StringField(
        f"Title of {file.name}", [InputRequired(f"Enter a title for {file.name}.")],
        default=stem.replace("_", " "),
    )  # fmt: skip


def seal_field(file: StagedFile) -> Any:
    """Why governance keeps a refused file unopened; empty means that it does not."""
    return StringField(f"Keep {file.name} sealed, because (governance only)", [Optional()])


def _details(view: CaseView, also: tuple[str, ...]) -> dict[str, Any]:
    bodies = offers.subjects(view, also)
    fields: dict[str, Any] = {
        "type": SelectField(
            "What is it?", [InputRequired("Choose what it is.")],
            choices=choices(offers.evidence_types(view), "Choose one"),
        ),
        "classification": RadioField(
            "Who may see it?", [InputRequired("Choose who may see it.")],
            choices=choices(offers.CLASSIFICATIONS),
            render_kw={"hints": offers.CLASSIFICATION_HINTS},
        ),
        "dated": FactDateField(
            "Date of the evidence (optional)", [Optional()], description=date_hint(view)
        ),
        "author": StringField(
            "Author (optional)", [Optional()], description="A role or an organisation"
        ),
        "criteria": Options(
            "Which checks is it for?", [Optional()], choices=choices(offers.criteria(view))
        ),
    }
    if bodies:
        fields["subjects"] = Options(
            "Which bodies is it about?", [Optional()], choices=choices(bodies),
            description="A check that is asked of each body needs its body here",
        )
    fields["address"] = StringField(
        "Published at (optional)", [Optional()],
        description="If it is published on the web, its address; then no file is needed",
    )
    fields["description"] = TextAreaField("What it shows (optional)", [Optional()])
    fields["record_source"] = StringField("Where it comes from (optional)", [Optional()])
    fields["criterion"] = HiddenField(default="")
    fields["record_version"] = HiddenField(default="0")
    fields["one_use_key"] = OneUseKeyField()
    return fields


def date_hint(view: CaseView) -> str:
    """How a date is written, and what it is needed for: what is good for some months only."""
    dated = [t.title for t in view.definition.evidence_types if t.shelf_life_months is not None]
    if not dated:
        return FACT_DATE_HINT
    return f"{FACT_DATE_HINT}. Needed for what is good for a limited time: {'; '.join(dated)}"


def table_form(view: CaseView, waiting: Sequence[StagedFile]) -> type[CaseworkForm]:
    """One row for each waiting file."""
    fields: dict[str, Any] = {
        "files": ManyFilesField(
            "Choose files, or a folder packed as one zip file",
            description="Files of a zip are listed one by one",
        )
    }
    types = choices(offers.evidence_types(view), "Choose one")
    checks = choices(offers.criteria(view))
    bodies = choices(offers.subjects(view))
    for file in waiting:
        fields.update(_row(file, types, checks, bodies))
    fields["one_use_key"] = OneUseKeyField()
    return type("TableForm", (CaseworkForm,), fields)


def _row(
    file: StagedFile, types: list[Any], checks: list[Any], bodies: list[Any]
) -> dict[str, Any]:
    token, name = file.token, file.name
    row: dict[str, Any] = {
        f"title-{token}": title_field(file),
        f"type-{token}": SelectField(
            f"What is {name}?", [InputRequired(f"Choose what {name} is, or remove it.")],
            choices=types,
        ),
        f"criteria-{token}": SelectMultipleField(
            f"Checks for {name}", [Optional()], choices=checks
        ),
        f"dated-{token}": FactDateField(f"Date of {name}", [Optional()]),
        f"author-{token}": StringField(f"Author of {name}", [Optional()]),
        f"classification-{token}": SelectField(
            f"Who may see {name}?", choices=choices(offers.CLASSIFICATIONS), default="restricted"
        ),
    }
    if bodies:
        row[f"subjects-{token}"] = SelectMultipleField(
            f"Bodies that {name} is about", [Optional()], choices=bodies
        )
    if file.refusal and file.may_be_sealed:
        row[f"seal-{token}"] = seal_field(file)
    return row
