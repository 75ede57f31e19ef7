"""What every document states about itself, printed and in the file's custom properties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml

from casework.documents.context import DocumentContext
from casework.documents.manifest import CLASSIFICATIONS, Manifest
from casework.documents.values import on_one_line
from casework.domain.dates import london_date

REPLAY_NOTICE = "Reconstructed from published records; simulated dates."
# Stands in every document until somebody approves it: in its table, in a letter's last line.
NOT_APPROVED = "Not approved"
# The style of that last line.
LINE_OF_LETTER = "DocumentLine"
STATES = {"draft": "Draft, not approved for issue", "approved": "Approved"}

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_PROPERTY_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_NAMESPACES = (
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Which document this is, made from which template and which version of the case."""

    id: str
    title: str
    template_version: str
    case_reference: str
    case_version: int
    state: str
    is_draft: bool
    made_on: date
    classification: str
    made_for: str | None = None
    approved_by: str | None = None
    replay_notice: str | None = None

    def properties(self) -> Mapping[str, str]:
        """The custom properties by which an uploaded copy is matched to its draft."""
        values = {
            "CaseworkDocument": self.id,
            "CaseworkTemplateVersion": self.template_version,
            "CaseworkCase": self.case_reference,
            "CaseworkCaseVersion": str(self.case_version),
            "CaseworkState": "draft" if self.is_draft else "approved",
        }
        return values | ({"CaseworkMadeFor": self.made_for} if self.made_for else {})


def stamp_of(
    manifest: Manifest, context: DocumentContext, state: str, approved_by: str | None = None
) -> Stamp:
    """The stamp of a document made now. `state` is draft or approved, else ValueError."""
    if state not in STATES:
        raise ValueError(f"stamp_of: state {state!r}, expected one of {', '.join(STATES)}")
    made_for = context.made_for or (context.addressee.key if context.addressee else None)
    return Stamp(
        id=manifest.id,
        title=manifest.title,
        template_version=manifest.version,
        case_reference=context.case.reference,
        case_version=context.case.version,
        state=STATES[state],
        is_draft=state == "draft",
        made_on=london_date(context.made_at),
        classification=CLASSIFICATIONS[manifest.classification],
        made_for=made_for,
        approved_by=approved_by,
        replay_notice=REPLAY_NOTICE if context.case.replayed else None,
    )


def write_properties(document: Document, properties: Mapping[str, str]) -> None:
    """Put the custom properties into the file; a template's own ones are replaced."""
    package = document.part.package
    for key, relationship in list(package.rels.items()):
        if relationship.reltype == RELATIONSHIP_TYPE.CUSTOM_PROPERTIES:
            del package.rels[key]
    rows = "".join(
        f'<property fmtid="{_PROPERTY_SET}" pid="{number}" name="{escape(name)}">'
        f"<vt:lpwstr>{escape(on_one_line(value))}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(sorted(properties.items()), start=2)
    )
    xml = f'<?xml version="1.0" encoding="UTF-8"?><Properties {_NAMESPACES}>{rows}</Properties>'
    part = Part(PackURI("/docProps/custom.xml"), _CONTENT_TYPE, xml.encode(), package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def read_properties(document: Document) -> dict[str, str]:
    """The custom properties of a file, by name; empty where it has none or they are not text."""
    for relationship in document.part.package.rels.values():
        if relationship.is_external:
            continue
        if relationship.reltype == RELATIONSHIP_TYPE.CUSTOM_PROPERTIES:
            root = parse_xml(relationship.target_part.blob)
            return {row.get("name", ""): "".join(row.itertext()).strip() for row in root}
    return {}
