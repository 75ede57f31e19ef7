"""A pack: documents for one reader in one zip, with a cover letter, an index and their hashes.

The same parts give the same bytes. What is restricted, legally privileged or sealed never goes in.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import PurePosixPath
from typing import Any

from casework.documents.facts import PackLine, Question, SetAside, When
from casework.documents.rendering import MEDIA_TYPE
from casework.documents.saving import write_zip
from casework.documents.values import in_words, on_one_line
from casework.domain.errors import CaseworkError

COVER_NAME = "00-cover-letter.docx"
INDEX_NAME = "00-index.docx"
_REASONS = {"restricted": "is restricted", "legally_privileged": "is legally privileged"}
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])\Z", re.IGNORECASE)


class PackRefused(CaseworkError):
    """The pack cannot be built; every reason is named at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackPart:
    """One document of a pack. `name` is its file name; `sha256` is checked against `content`.

    `classification` is public, restricted or legally_privileged, and only public is let through.
    """

    name: str
    title: str
    content: bytes
    media_type: str
    sha256: str
    classification: str
    version: str | None = None
    date: When | None = None
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class Pack:
    """The zip, its hash, and the manifest that it carries."""

    zip: bytes
    sha256: str
    manifest: dict[str, Any]


def pack_lines(parts: Sequence[PackPart]) -> tuple[PackLine, ...]:
    """The lines of the index and the cover letter, with the names that files have in the pack."""
    return tuple(
        PackLine(
            number=number,
            title=part.title,
            file_name=_numbered(number, part.name),
            version=part.version,
            dated=part.date,
            media_type=part.media_type,
            sha256=part.sha256,
        )
        for number, part in enumerate(parts, start=1)
    )


def build_pack(
    parts: Sequence[PackPart],
    *,
    cover: bytes,
    index: bytes,
    title: str,
    case_reference: str,
    case_version: int,
    issued_to: str,
    replay_notice: str | None = None,
    set_aside: Sequence[SetAside] = (),
    questions: Sequence[Question] = (),
) -> Pack:
    """The pack, with `manifest.json` and `SHA256SUMS` in the zip. Raises PackRefused.

    The manifest states what was set aside and what was raised, as cover letter and index do.
    """
    _check(parts)
    lines = pack_lines(parts)
    files = [(COVER_NAME, cover), (INDEX_NAME, index)]
    files += [(line.file_name, part.content) for line, part in zip(lines, parts, strict=True)]
    manifest = {
        "title": title,
        "case": case_reference,
        "case_version": case_version,
        "issued_to": issued_to,
        "notice": replay_notice,
        "checks_set_aside": [_stated(entry) for entry in set_aside],
        "questions_raised": [_stated(question) for question in questions],
        "files": [
            _entry(COVER_NAME, "Cover letter", MEDIA_TYPE, cover),
            _entry(INDEX_NAME, "Index", MEDIA_TYPE, index),
            *(
                _entry(line.file_name, part.title, part.media_type, part.content)
                | {"version": part.version, "dated": _dated(part.date)}
                for line, part in zip(lines, parts, strict=True)
            ),
        ],
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    files.append(("manifest.json", text.encode()))
    sums = "".join(f"{_sha256(content)}  {name}\n" for name, content in files)
    content = write_zip([*files, ("SHA256SUMS", sums.encode())])
    return Pack(content, _sha256(content), manifest)


def _check(parts: Sequence[PackPart]) -> None:
    if not parts:
        raise PackRefused("The pack has no documents.", "Choose at least one document.")
    refused = [f"“{part.title}” {why}" for part in parts if (why := _why_not(part))]
    if refused:
        raise PackRefused(
            f"The pack cannot be built: {'; '.join(refused)}.",
            "Leave it out, or have its classification changed by someone who may.",
        )
    wrong = [part.title for part in parts if _sha256(part.content) != part.sha256.lower()]
    if wrong:
        raise PackRefused(
            f"These files are not the ones that were recorded: {'; '.join(wrong)}.",
            "Check the stored files against the record before anything is sent.",
        )


def _why_not(part: PackPart) -> str | None:
    if part.sealed:
        return "is sealed evidence"
    if part.classification == "public":
        return None
    return _REASONS.get(part.classification, "has no known classification")


def _numbered(number: int, name: str) -> str:
    """A name that every disk accepts, such as `03-travel-analysis.pdf`."""
    path = PurePosixPath(on_one_line(name).replace("\\", "/"))
    stem = re.sub(r"[^A-Za-z0-9]+", "-", path.stem).strip("-")[:80] or "document"
    suffix = re.sub(r"[^A-Za-z0-9]", "", path.suffix)[:8].lower()
    stem = f"{stem}-file" if _RESERVED.match(stem) else stem
    return f"{number:02d}-{stem}{'.' if suffix else ''}{suffix}"


def _entry(name: str, title: str, media_type: str, content: bytes) -> dict[str, Any]:
    return {
        "name": name,
        "title": title,
        "media_type": media_type,
        "bytes": len(content),
        "sha256": _sha256(content),
    }


def _stated(entry: SetAside | Question) -> dict[str, str | None]:
    """An entry as the manifest states it: its texts as recorded, its date in words."""
    values = ((field.name, getattr(entry, field.name)) for field in fields(entry))
    return {name: _dated(v) if name == "on" else v for name, v in values}


def _dated(when: When | None) -> str | None:
    return None if when is None else in_words(when)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
