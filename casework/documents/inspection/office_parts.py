"""The parts that an Office file may not hold."""

from __future__ import annotations

import re

from casework.documents.inspection.kinds import FileKind
from casework.documents.inspection.outcome import RefusedFile
from casework.documents.inspection.sniffing import COMPOUND_FILE, PROGRAM_STARTS
from casework.documents.inspection.xml_reading import walk_xml

SAVE_WITHOUT = "Remove it in Office, or save the file as PDF, and upload that."

ACTIVE_PARTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("macros", re.compile(r"vbaproject|vbadata|macrosheet|dialogsheet|attachedtoolbars|xlmacro")),
    ("an ActiveX control", re.compile(r"activex|vnd\.ms-office\.control")),
    ("an embedded object (OLE)", re.compile(r"oleobject|ole-object|vnd\.ms-package\.obfuscated")),
    ("an Office add-in", re.compile(r"webextension")),
)
"""What is found, by a pattern over the lower-case part name and its content type."""

DDE = re.compile(r"(?:^|\s)DDE(?:AUTO)?\s", re.I)
SCRIPT_IN_DRAWING = re.compile(rb"<script|\son[a-z]+\s*=|javascript:", re.I)


def check_part(name: str, kind: FileKind, part_name: str, media_type: str, part: bytes) -> None:
    """Raises RefusedFile where the part is active by name, by declared type or by content."""
    described = f"{part_name} {media_type}".lower()
    for what, pattern in ACTIVE_PARTS:
        if pattern.search(described):
            raise active(name, what)
    if part.startswith(COMPOUND_FILE):
        raise active(name, "an embedded object (OLE) or macros")
    if part.startswith(PROGRAM_STARTS) or (part[:2] == b"MZ" and b"\0" in part[:1024]):
        raise active(name, "a program")
    if part_name.lower().endswith(".svg") and SCRIPT_IN_DRAWING.search(part):
        raise active(name, "a drawing with a script")
    if part_name.lower().endswith((".xml", ".rels")):
        check_fields(name, kind, part_name, part)


def check_fields(name: str, kind: FileKind, part_name: str, part: bytes) -> None:
    """Raises RefusedFile for broken XML and for fields that start another program (DDE)."""
    if part_name.lower().startswith("word/"):
        reader = FieldReader()
        walk_xml(name, kind.kind, part, reader.start, reader.text)
        found = bool(DDE.search(" " + "".join(reader.instructions) + " "))
    elif part_name.lower().startswith("xl/externallinks/"):
        reader = FieldReader()
        walk_xml(name, kind.kind, part, reader.start, None)
        found = reader.dde_link
    else:
        walk_xml(name, kind.kind, part)
        found = False
    if found:
        raise active(name, "a field that starts another program (DDE)")


class FieldReader:
    """Collects the field instructions of a Word part, which may be split over runs."""

    def __init__(self) -> None:
        self.instructions: list[str] = []
        self.dde_link = False
        self._inside = False

    def start(self, element: str, attributes: dict[str, str]) -> None:
        local = element.rpartition(" ")[2]
        self._inside = local == "instrText"
        if local == "fldChar":
            self.instructions.append(" ")
        if local in ("ddeLink", "oleLink"):
            self.dde_link = True
        for attribute, value in attributes.items():
            if attribute.rpartition(" ")[2] == "instr":
                self.instructions.append(f" {value} ")

    def text(self, characters: str) -> None:
        if self._inside:
            self.instructions.append(characters)


def active(name: str, what: str) -> RefusedFile:
    return RefusedFile(name, "active-content", f"it contains {what}", SAVE_WITHOUT)
