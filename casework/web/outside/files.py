"""Serving a file: always as a download, never shown in the page."""

from __future__ import annotations

from urllib.parse import quote

from flask import Response

from casework.services.evidence import Download


def as_download(file: Download) -> Response:
    """The bytes as an attachment under their name."""
    response = Response(file.content, mimetype=file.media_type)
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_. ") else "-" for c in file.name)
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file.name)}"
    )
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def size_in_words(size: int | None) -> str:
    """A size in bytes as people read it."""
    if size is None:
        return ""
    if size < 1024:
        return f"{size} bytes"
    if size < 1024 * 1024:
        return f"{size / 1024:.0f} KB"
    return f"{size / 1024 / 1024:.1f} MB"
