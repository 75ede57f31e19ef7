"""Word, Excel and PowerPoint files: a zip of XML parts with nothing in it that acts."""

from __future__ import annotations

import zipfile

from casework.documents.inspection.inner import InspectInner
from casework.documents.inspection.kinds import ACCEPTED, FileKind
from casework.documents.inspection.limits import Allowance
from casework.documents.inspection.office_parts import check_part
from casework.documents.inspection.office_relationships import check_relationships
from casework.documents.inspection.outcome import Inspection, RefusedFile, corrupt, mismatch
from casework.documents.inspection.xml_reading import read_xml
from casework.documents.inspection.zip_reading import BoundedZip, is_outside_path

CONTENT_TYPES = "[Content_Types].xml"
MAIN_PART = {
    f"{ACCEPTED[extension].media_type}.main+xml": extension
    for extension in ("docx", "xlsx", "pptx")
}


def inspect_office(
    name: str, kind: FileKind, content: bytes, allowance: Allowance, inner: InspectInner
) -> tuple[Inspection, ...]:
    """The Office files embedded in this one, inspected; raises RefusedFile."""
    package = BoundedZip(name, content, allowance.limits.zip_entries, allowance)
    infos = package.infos()
    check_layout(name, kind, infos)
    types = content_types(name, kind, package, infos)
    check_main_part(name, kind, types)
    embedded = []
    for info in infos:
        part = package.read(info)
        check_part(name, kind, info.filename, types.get(info.filename, ""), part)
        if info.filename.lower().endswith(".rels"):
            check_relationships(name, kind, part)
        if "/embeddings/" in info.filename.lower():
            embedded.append(inspect_embedded(name, info.filename, part, inner))
    return tuple(embedded)


def check_layout(name: str, kind: FileKind, infos: list[zipfile.ZipInfo]) -> None:
    """Raises RefusedFile for bytes before the zip, for two parts of one name, and for a part that
    would unpack outside the folder it is unpacked into."""
    if not infos or min(info.header_offset for info in infos) != 0:
        raise mismatch(name, f"it is named as a {kind.kind}, but something is put before it")
    if any(is_outside_path(info.filename) for info in infos):
        raise RefusedFile(
            name,
            "unsafe-path",
            "the path of a part in it points outside the file",
            "Open it in Office, save it again and upload the new copy.",
        )
    names = {info.filename.lower() for info in infos}
    if len(names) != len(infos):
        raise corrupt(name, kind.kind)


def content_types(
    name: str, kind: FileKind, package: BoundedZip, infos: list[zipfile.ZipInfo]
) -> dict[str, str]:
    """The declared content type of each part; parts without one are left out."""
    declared = next((info for info in infos if info.filename == CONTENT_TYPES), None)
    if declared is None:
        raise mismatch(name, f"it is named as a {kind.kind}, but it is some other zip file")
    by_part: dict[str, str] = {}
    by_extension: dict[str, str] = {}
    for entry in read_xml(name, kind.kind, package.read(declared)):
        media_type = entry.get("ContentType", "")
        if part := entry.get("PartName"):
            by_part[part.lstrip("/").lower()] = media_type
        else:
            by_extension[entry.get("Extension", "").lower()] = media_type
    types = {}
    for info in infos:
        part = info.filename.lower()
        types[info.filename] = by_part.get(part) or by_extension.get(part.rpartition(".")[2], "")
    return types


def check_main_part(name: str, kind: FileKind, types: dict[str, str]) -> None:
    """Raises RefusedFile unless exactly this kind's main part is in the package."""
    mains = {MAIN_PART[media_type] for media_type in types.values() if media_type in MAIN_PART}
    macros = [media_type for media_type in types.values() if "macroenabled" in media_type.lower()]
    if macros:
        raise RefusedFile(
            name,
            "active-content",
            "it is a macro-enabled Office file",
            "Save it without macros as .docx, .xlsx or .pptx, or as PDF, and upload that.",
        )
    if {ACCEPTED[main].kind for main in mains} != {kind.kind}:
        found = " and ".join(sorted(ACCEPTED[main].kind for main in mains)) or "no such document"
        raise mismatch(name, f"it is named as a {kind.kind}, but it holds {found}")


def inspect_embedded(name: str, part_name: str, part: bytes, inner: InspectInner) -> Inspection:
    try:
        return inner(part_name, part)
    except RefusedFile as refusal:
        raise refusal.inside(name, "the file embedded in it as") from refusal
