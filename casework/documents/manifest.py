"""Manifests of `document_templates/`: what each document is and which facts it prints.

A manifest is read strictly: unknown or missing keys are faults, and all faults of a file are
reported together. The fields of `every-document.yaml` belong to every document; those under
`closing` are printed by `every-document.docx`, the part with which every document ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any

import yaml

from casework.domain.errors import CaseworkError, NotFound
from casework.domain.turn_notices import TURNS

FOLDER = Path(__file__).resolve().parents[2] / "document_templates"
EVERY_DOCUMENT = "every-document.yaml"
CLOSING_PART = "every-document.docx"
TEMPLATE = "template.docx"
PER = (
    "case", "affected_authority", "healthwatch", "council_or_healthwatch", "responsible_body",
    "told_of_turns",
)  # fmt: skip
KINDS = ("letter", "report", "form", "paper", "notice")
# The same loader in C where PyYAML has it: manifests are read anew for every document.
_SAFE_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
CLASSIFICATIONS = {
    "public": "Public",
    "restricted": "Restricted",
    "legally_privileged": "Legally privileged",
}


class TemplateFaults(CaseworkError):
    """Files of `document_templates/` are wrong; `faults` lists each as `file: what`."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults), "Correct the document templates.")
        self.faults = faults


@dataclass(frozen=True, slots=True, kw_only=True)
class RowField:
    """A column of a list: an attribute of each of its rows."""

    name: str
    label: str
    required: bool = False
    remedy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A value that a template prints. `source` is a dotted path in the document context.

    A required value that is missing is a marked gap that blocks approval and `remedy` says what to
    record; with `required_if`, only where the field so named has a value. A list has `rows`.
    """

    name: str
    label: str
    source: str
    required: bool = False
    required_if: str | None = None
    remedy: str = ""
    rows: tuple[RowField, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """One document: what it is for, to whom it goes, its fields and those of its closing part.

    ``turn`` names the turn of a case (pause, withdrawal, restart) of which alone it is made.
    """

    id: str
    title: str
    version: str
    kind: str
    audience: tuple[str, ...]
    stages: tuple[str, ...]
    per: str
    classification: str
    fields: tuple[Field, ...]
    closing: tuple[Field, ...]
    folder: Path
    purpose: str = ""
    turn: str = ""

    @property
    def template_path(self) -> Path:
        """Where the Word template is."""
        return self.folder / TEMPLATE

    @property
    def closing_path(self) -> Path:
        """Where the closing part of every document is."""
        return self.folder.parent / CLOSING_PART

    @property
    def every_field(self) -> tuple[Field, ...]:
        """What the document prints, its closing part included."""
        return self.fields + self.closing

    def field(self, name: str) -> Field | None:
        """The field of that name, or None."""
        return next((field for field in self.fields if field.name == name), None)


def list_manifests(folder: Path = FOLDER) -> tuple[Manifest, ...]:
    """Every document, ordered by reference. Raises TemplateFaults with all faults of all files."""
    faults: list[str] = []
    shared = _read_shared_fields(folder, faults)
    manifests = [_read(path, shared, faults) for path in sorted(folder.glob("*/manifest.yaml"))]
    references = [manifest.id for manifest in manifests if manifest]
    faults += [f"{folder.name}: {r} is used twice" for r in sorted(_doubled(references))]
    if faults:
        raise TemplateFaults(faults)
    return tuple(manifest for manifest in manifests if manifest)


def get_manifest(document_id: str, folder: Path = FOLDER) -> Manifest:
    """The manifest of that document. Raises NotFound, or TemplateFaults if its files are wrong."""
    for path in sorted(folder.glob(f"{document_id}-*/manifest.yaml")):
        faults: list[str] = []
        manifest = _read(path, _read_shared_fields(folder, faults), faults)
        if faults or manifest is None:
            raise TemplateFaults(faults)
        return manifest
    raise NotFound(f"There is no document {document_id}.", "Choose one from the list of documents.")


@dataclass(frozen=True, slots=True)
class _Shared:
    """The fields of every document, and those of its closing part."""

    fields: tuple[Field, ...]
    closing: tuple[Field, ...]


def _read_shared_fields(folder: Path, faults: list[str]) -> _Shared:
    content = _load_yaml(folder / EVERY_DOCUMENT, EVERY_DOCUMENT, faults)
    return _Shared(
        _read_fields(content.get("fields"), EVERY_DOCUMENT, faults),
        _read_fields(content.get("closing"), f"{EVERY_DOCUMENT}: closing", faults),
    )


def _read(path: Path, shared: _Shared, faults: list[str]) -> Manifest | None:
    where = f"{path.parent.name}/{path.name}"
    content = _load_yaml(path, where, faults)
    before = len(faults)
    own = _read_fields(content.pop("fields", None), where, faults)
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in content.items()
    }
    values |= {
        "fields": shared.fields + own, "closing": shared.closing, "folder": path.parent,
    }  # fmt: skip
    _check_keys(Manifest, values, where, faults)
    _check_choices(values, where, faults)
    names = [field.name for field in (*shared.fields, *shared.closing, *own)]
    faults += [f"{where}: field {name} is declared twice" for name in sorted(_doubled(names))]
    faults += [
        f"{where}: field {field.name}: required_if names no field: {field.required_if}"
        for field in own
        if field.required_if and field.required_if not in names
    ]
    return Manifest(**values) if len(faults) == before else None


def _check_choices(values: Mapping[str, Any], where: str, faults: list[str]) -> None:
    choices = {"per": PER, "kind": KINDS, "classification": tuple(CLASSIFICATIONS),
               "turn": tuple(TURNS)}  # fmt: skip
    for key, allowed in choices.items():
        if key in values and values[key] not in allowed:
            faults.append(f"{where}: {key}: {values[key]!r}, expected one of {', '.join(allowed)}")
    for key in ("id", "title", "version"):
        if key in values and not isinstance(values[key], str):
            faults.append(f"{where}: {key}: {values[key]!r}, expected text (in quotation marks)")
    if "id" in values and not where.startswith(f"{values['id']}-"):
        faults.append(f"{where}: the folder's name should start with {values['id']}-")


def _read_fields(given: object, where: str, faults: list[str]) -> tuple[Field, ...]:
    if not isinstance(given, list):
        faults.append(f"{where}: fields: expected a list")
        return ()
    read = (_read_one(Field, value, f"{where}: fields", faults) for value in given)
    return tuple(field for field in read if field is not None)


def _read_one(kind: type, given: object, where: str, faults: list[str]) -> Any:
    if not isinstance(given, dict):
        faults.append(f"{where}: {given!r}, expected a mapping")
        return None
    where = f"{where}: {given.get('name', '?')}"
    before = len(faults)
    _check_keys(kind, given, where, faults)
    if (given.get("required") or given.get("required_if")) and not given.get("remedy"):
        faults.append(f"{where}: a required field needs a remedy: what to record to fill it")
    values = dict(given)
    if "rows" in values:
        rows = (_read_one(RowField, row, where, faults) for row in values["rows"])
        values["rows"] = tuple(row for row in rows if row is not None)
    return kind(**values) if len(faults) == before else None


def _check_keys(kind: type, given: Mapping[str, Any], where: str, faults: list[str]) -> None:
    known = {field.name: field for field in fields(kind)}
    faults.extend(f"{where}: unknown key {key!r}" for key in sorted(set(given) - set(known)))
    needed = {name for name, field in known.items() if field.default is MISSING}
    faults.extend(f"{where}: {key} is missing" for key in sorted(needed - set(given)))


def _load_yaml(path: Path, where: str, faults: list[str]) -> dict[str, Any]:
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_SAFE_LOADER)  # noqa: S506
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        faults.append(f"{where}: cannot be read: {error}")
        return {}
    if not isinstance(content, dict):
        faults.append(f"{where}: expected a mapping of keys")
        return {}
    return content


def _doubled(names: list[str]) -> set[str]:
    return {name for name in names if names.count(name) > 1}
