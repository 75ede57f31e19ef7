"""Style sheets, script and images, served before Flask is asked."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

from flask import Flask
from whitenoise import WhiteNoise

from casework.web.security import HEADERS, ONE_YEAR

# The front end's folder carries its version, so what lies in it never changes.
_VERSIONED = re.compile(r"/nhsuk-frontend-[0-9.]+/")


def serve_static_files(app: Flask) -> None:
    """Serve ``static`` with caching and the usual headers, and give our files a version."""
    folder = Path(app.static_folder or "")
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(folder),
        prefix="static/",
        max_age=3600,
        allow_all_origins=False,
        add_headers_function=_add_headers,
        immutable_file_test=_is_versioned,
    )
    version = _version_of(folder)
    app.jinja_env.globals["static_version"] = version
    app.jinja_env.globals["nhs_assets"] = _front_end_folder(folder)


def _is_versioned(path: str, url: str) -> bool:
    return bool(_VERSIONED.search(url))


def _add_headers(headers: Any, path: str, url: str) -> None:
    for name, value in HEADERS.items():
        headers[name] = value
    headers["Content-Security-Policy"] = "default-src 'none'; style-src 'self'; img-src 'self'"
    if _is_versioned(path, url):
        headers["Cache-Control"] = f"max-age={ONE_YEAR}, public, immutable"


def _version_of(folder: Path) -> str:
    digest = hashlib.sha256()
    for name in ("casework.css", "casework.js", "favicon.svg"):
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()[:12]


def _front_end_folder(folder: Path) -> str:
    return next(path.name for path in sorted(folder.glob("nhsuk-frontend-*")))
