"""Real files for the inspection tests, made by the programs' own libraries, then tampered with."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from email.message import EmailMessage

import docx
import openpyxl
import pikepdf
from PIL import Image

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00" + b"\x00" * 200
OFFICE_RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MINIMAL_SLIDES = (
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
)


def word() -> bytes:
    document = docx.Document()
    document.add_heading("Pre-consultation business case", 1)
    document.add_paragraph("The case for change.")
    return saved(document.save)


def excel() -> bytes:
    workbook = openpyxl.Workbook()
    workbook.active.append(["Option", "Cost"])  # type: ignore[union-attr]
    return saved(workbook.save)


def powerpoint() -> bytes:
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/ppt/presentation.xml" ContentType="{MINIMAL_SLIDES}"/></Types>'
    )
    return zipped(
        {
            "[Content_Types].xml": types.encode(),
            "_rels/.rels": relationships("officeDocument", "ppt/presentation.xml"),
            "ppt/presentation.xml": b"<presentation/>",
        }
    )


def picture(form: str, size: tuple[int, int] = (20, 10)) -> bytes:
    return saved(lambda stream: Image.new("RGB", size, "teal").save(stream, form))


def pdf(tamper: Callable[[pikepdf.Pdf], object] = lambda pdf: None, **how: object) -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    tamper(document)
    return saved(lambda stream: document.save(stream, **how))


def pdf_holding(name: str, content: bytes) -> bytes:
    def attach(document: pikepdf.Pdf) -> None:
        document.attachments[name] = pikepdf.AttachedFileSpec(document, content, filename=name)

    return pdf(attach)


def pdf_with_open_action(**action: object) -> bytes:
    return pdf_with_root("/OpenAction", **action)


def pdf_with_root(key: str, **entries: object) -> bytes:
    """A PDF whose catalogue holds a dictionary of these entries under the key."""

    def add(document: pikepdf.Pdf) -> None:
        document.Root[key] = pikepdf.Dictionary(**entries)

    return pdf(add)


def mail(*attached: tuple[str, bytes], html: bool = False) -> bytes:
    message = EmailMessage()
    message["From"] = "clerk@council.example.org"
    message["To"] = "programme@board.example.org"
    message["Date"] = "Wed, 01 Jul 2026 10:00:00 +0100"
    message["Subject"] = "The committee’s comments"
    message.set_content("Please find the comments attached.\n")
    if html:
        message.add_alternative("<html><body><p>Attached.</p></body></html>", subtype="html")
    for name, content in attached:
        message.add_attachment(
            content, maintype="application", subtype="octet-stream", filename=name
        )
    return bytes(message)


def tampered(package: bytes, parts: dict[str, bytes]) -> bytes:
    """The zip with these parts added or replaced."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        present = {info.filename: archive.read(info) for info in archive.infolist()}
    return zipped(present | parts)


def word_part(package: bytes, part: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read(part)


def word_with_type(extension: str, media_type: str, parts: dict[str, bytes]) -> bytes:
    """A Word document with more parts whose content type is declared by extension."""
    package = word()
    declared = f'<Default Extension="{extension}" ContentType="{media_type}"/></Types>'
    types = word_part(package, "[Content_Types].xml").replace(b"</Types>", declared.encode())
    return tampered(package, {"[Content_Types].xml": types} | parts)


def relationships(kind: str, target: str, mode: str = "Internal") -> bytes:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE_RELATIONSHIP}/{kind}" Target="{target}" '
        f'TargetMode="{mode}"/></Relationships>'
    ).encode()


def word_with_relationship(kind: str, target: str, mode: str = "External") -> bytes:
    part = "word/_rels/settings.xml.rels"
    return tampered(word(), {part: relationships(kind, target, mode)})


def word_with_body(xml: str) -> bytes:
    package = word()
    document = word_part(package, "word/document.xml")
    return tampered(
        package, {"word/document.xml": document.replace(b"<w:body>", b"<w:body>" + xml.encode())}
    )


def zipped(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def flagged_as_encrypted(package: bytes) -> bytes:
    """The zip with the encryption bit of its first entry set, as password zips have it."""
    changed = bytearray(package)
    changed[6] |= 1
    changed[package.index(b"PK\x01\x02") + 8] |= 1
    return bytes(changed)


def unpacked_size(package: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return sum(info.file_size for info in archive.infolist())


def understating(package: bytes, real_size: int, stated: int) -> bytes:
    """The zip with the unpacked size of an entry stated smaller than it is."""
    return package.replace(struct.pack("<I", real_size), struct.pack("<I", stated))


def compound_file(*streams: str) -> bytes:
    return OLE + bytes(504) + b"".join(name.encode("utf-16-le") for name in streams)


def object_stream_bomb(times: int = 1) -> bytes:
    packed = bytes(40 * 1024 * 1024)
    for _ in range(times):
        packed = zlib.compress(packed, 9)
    filters = " ".join(["/FlateDecode"] * times)
    head = f"9 0 obj\n<< /Type /Obj#53tm /N 1 /First 4 /Length {len(packed)} /Filter [{filters}] >>"
    return pdf() + head.encode() + b"\nstream\n" + packed + b"\nendstream\nendobj\n"


def saved(save: Callable[[io.BytesIO], object]) -> bytes:
    stream = io.BytesIO()
    save(stream)
    return stream.getvalue()
