"""XML from strangers: no document types, and so no entities."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element, ParseError
from xml.parsers import expat

import defusedxml.ElementTree
from defusedxml import DefusedXmlException

from casework.documents.inspection.outcome import RefusedFile, corrupt

StartElement = Callable[[str, dict[str, str]], None]


class DocumentTypeDeclared(Exception):
    """The XML has a document type, in which entities could be declared."""


def read_xml(name: str, kind: str, content: bytes) -> Element:
    """The root element; raises RefusedFile for broken XML and for any document type."""
    try:
        return defusedxml.ElementTree.fromstring(content, forbid_dtd=True)
    except DefusedXmlException as fault:
        raise document_type(name) from fault
    except (ParseError, ValueError, LookupError) as fault:
        raise corrupt(name, kind) from fault


def walk_xml(
    name: str,
    kind: str,
    content: bytes,
    on_start: StartElement | None = None,
    on_text: Callable[[str], None] | None = None,
) -> None:
    """Streams the XML past the callbacks; raises RefusedFile as ``read_xml`` does.

    This is expat as defusedxml sets it up, without its calls into Python for every element:
    a spreadsheet has millions. Names of elements and attributes are "namespace local-name".
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = refuse_document_type
    parser.StartElementHandler = on_start
    parser.CharacterDataHandler = on_text
    try:
        parser.Parse(content, True)
    except DocumentTypeDeclared as fault:
        raise document_type(name) from fault
    except (expat.ExpatError, ValueError, LookupError) as fault:
        raise corrupt(name, kind) from fault


def refuse_document_type(*_: object) -> None:
    raise DocumentTypeDeclared


def document_type(name: str) -> RefusedFile:
    return RefusedFile(
        name,
        "active-content",
        "its XML declares a document type, which Office never writes and attackers do",
        "Open it in Office, save it as a new file and upload that.",
    )
