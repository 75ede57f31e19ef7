"""A file's name made safe to show and to offer for download, while a person still knows it."""

from __future__ import annotations

import re
import unicodedata

LONGEST_NAME_BYTES = 180
FALLBACK = "file"
INVISIBLE = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
"""Unicode categories with no glyph: controls, bidirectional overrides, separators, unassigned."""

NOT_IN_NAMES = re.compile(r'[<>:"|?*]+')
RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.I)
"""Names that Windows gives to devices, whatever extension follows."""


def safe_download_name(name: str) -> str:
    """The last part of the path without what could mislead a person, a shell or a disk.

    Letters of every script and the extension stay. The result is never empty, begins with no
    full stop or hyphen, and is at most 180 bytes of UTF-8 long.
    """
    last = re.split(r"[/\\]", name)[-1]
    normal = unicodedata.normalize("NFC", last)
    visible = "".join(
        " " if character in "\t\r\n" else character
        for character in normal
        if character in "\t\r\n" or unicodedata.category(character) not in INVISIBLE
    )
    readable = NOT_IN_NAMES.sub("-", " ".join(visible.split()))
    trimmed = readable.lstrip(".- ").rstrip(". ") or FALLBACK
    if RESERVED.fullmatch(trimmed):
        trimmed = f"{FALLBACK}-{trimmed}"
    return shortened(trimmed)


def shortened(name: str) -> str:
    """The name within the length limit; what is cut is cut before the extension."""
    if len(name.encode()) <= LONGEST_NAME_BYTES:
        return name
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension.encode()) > 20:
        stem, dot, extension = name, "", ""
    room = LONGEST_NAME_BYTES - len((dot + extension).encode())
    return stem.encode()[:room].decode("utf-8", "ignore").rstrip(". ") + dot + extension


def extension_of(name: str) -> str:
    """The lower-case extension without its full stop, or "" where there is none."""
    stem, dot, extension = name.rpartition(".")
    return extension.lower() if dot and stem else ""
