"""What the bytes of a file say it is, whatever its name says."""

from __future__ import annotations

import io
import re
import zipfile

import puremagic

from casework.documents.inspection.kinds import (
    ARCHIVE,
    LEGACY_OFFICE,
    LOCKED_OFFICE,
    OUTLOOK_MESSAGE,
    PROGRAM,
    WEB_PAGE,
    FileKind,
    RefusedKind,
)
from casework.documents.inspection.outcome import mismatch

COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROGRAM_STARTS = (
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"L\x00\x00\x00\x01\x14\x02\x00",
    b"dex\n",
    b"!<arch>\n",
    b"\x00asm",
    b"ITSF",
)
ARCHIVE_STARTS = (
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
    b"\x1f\x8b\x08",
    b"BZh",
    b"\xfd7zXZ\x00",
    b"\x28\xb5\x2f\xfd",
    b"MSCF\x00\x00\x00\x00",
    b"PK\x05\x06",
)
FLASH = re.compile(rb"[FCZ]WS[\x01-\x40]")
BEFORE_MARKUP = re.compile(r"\s+|<\?xml[^>]*>|<!--.*?-->", re.I | re.S)
MARKUP = re.compile(
    r"<(?:!doctype\s+(?:html|svg)|(?:html|head|body|script|svg|iframe|hta:\w+)\b|\?php)", re.I
)
LOOKED_AT = 4096


def dangerous_kind(content: bytes) -> RefusedKind | None:
    """The refused kind that the first bytes give away, or None."""
    head = content[:LOOKED_AT]
    if head.startswith(COMPOUND_FILE):
        return compound_kind(content)
    if head.startswith(PROGRAM_STARTS) or (head[:2] == b"MZ" and b"\0" in head):
        return PROGRAM
    if head.startswith(ARCHIVE_STARTS) or head[257:262] == b"ustar":
        return ARCHIVE
    if FLASH.match(head):
        return WEB_PAGE
    return dangerous_text(head)


def compound_kind(content: bytes) -> RefusedKind:
    """Which kind of OLE2 compound file this is, by the names of its streams (UTF-16)."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return LOCKED_OFFICE
    if "__properties_version1.0".encode("utf-16-le") in content:
        return OUTLOOK_MESSAGE
    return LEGACY_OFFICE


def dangerous_text(head: bytes) -> RefusedKind | None:
    """The refused kind of a text that a browser, shell or Word would act upon, or None."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head.decode("utf-16", "ignore")
    else:
        text = head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    if begins_as_markup(text):
        return WEB_PAGE
    if text.lstrip().startswith("{\\rt"):
        return LEGACY_OFFICE
    if text.startswith("#!") or text.startswith("%!PS"):
        return PROGRAM
    return None


def begins_as_markup(text: str) -> bool:
    """Whether the text is HTML or SVG after any spaces, comments and XML declaration."""
    position = 0
    while before := BEFORE_MARKUP.match(text, position):
        position = before.end()
    return MARKUP.match(text, position) is not None


def check_single_type(name: str, kind: FileKind, content: bytes) -> None:
    """Raises RefusedFile where the content also reads as a type of another family."""
    if kind.family != "pdf" and b"%PDF-" in content[:1024]:
        raise mismatch(name, f"it is named as a {kind.kind}, but it also reads as a PDF")
    if kind.family != "office" and reads_as_zip(content):
        raise mismatch(name, f"it is named as a {kind.kind}, but it also unpacks as a zip file")


def reads_as_zip(content: bytes) -> bool:
    """Whether a zip program would unpack something from these bytes."""
    if b"PK\x05\x06" not in content[-66_000:]:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return bool(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False


def check_sniffed(name: str, kind: FileKind, content: bytes) -> None:
    """Raises RefusedFile unless the sniffer recognises the content as this kind.

    Text, CSV and email have no signature; their structural checks stand alone.
    """
    if not kind.sniffed:
        return
    guesses = sniffed_extensions(content)
    if not guesses & kind.sniffed:
        found = f"its content looks like .{min(guesses)}" if guesses else "its content is not one"
        raise mismatch(name, f"it is named as a {kind.kind}, and {found}")


def sniffed_extensions(content: bytes) -> set[str]:
    """Every extension that the sniffer thinks possible, without full stops."""
    try:
        guesses = puremagic.magic_string(content)
    except (puremagic.PureError, ValueError):
        return set()
    return {guess.extension.lstrip(".").lower() for guess in guesses}
