"""What was sent is never lost: kept for a known person, or put back before an unknown one."""

from __future__ import annotations

import secrets

from flask import render_template, request
from werkzeug.datastructures import FileStorage

from casework.domain.errors import CaseworkError
from casework.domain.text import without_unkept
from casework.domain.viewer import Viewer
from casework.services import staging
from casework.store import kept_texts
from casework.web.viewer import office

NOT_KEPT = frozenset({"csrf_token"})
PASSWORDS = frozenset(
    {"password", "password_again", "demo_password", "present", "new", "new_again"}
)
STORED_NOWHERE = frozenset({"moves.dry_run", "moves.assume", "moves.keep"})
"""Forms whose content is written down only if their author asks for it; they are offered again
from the browser itself."""
CODE = "code"
CODES_OPEN = frozenset({"identity", "share"})
"""The blueprints whose ``code`` lets somebody in; elsewhere it is what an organisation goes by."""


def is_secret(name: str, blueprint: str | None) -> bool:
    """True for a field whose value is written down nowhere: a password, or a code that opens."""
    return name in PASSWORDS or (name == CODE and blueprint in CODES_OPEN)


def posted_fields() -> dict[str, list[str]]:
    """The posted fields with all their values; no token, and no password or code."""
    return {
        name: request.form.getlist(name)
        for name in request.form
        if name not in NOT_KEPT and not is_secret(name, request.blueprint)
    }


def posted_files() -> list[FileStorage]:
    """Every file that was chosen, also where one field takes several."""
    return [file for _, files in request.files.lists() for file in files if file.filename]


def keep_posted(person: str) -> str:
    """Keep the fields and files of this request for their person; returns the token."""
    token = secrets.token_urlsafe(24)
    fields = posted_fields()
    files = posted_files()
    if files:
        fields["staged"] = fields.get("staged", []) + _stage(person, files)
    with office().database.writing() as connection:
        kept_texts.keep_text(
            connection, token, person, _address(), fields, office().clock.now()
        )
    return token


def _address() -> str:
    """Where the form was going; without what follows the question mark if that is too long."""
    whole = request.full_path.rstrip("?")
    return whole if len(whole) <= kept_texts.LONGEST_ADDRESS else request.path


def _stage(person: str, files: list[FileStorage]) -> list[str]:
    tokens = []
    for file in files:
        try:
            staged = staging.stage_file(
                office(), Viewer(person), file.filename or "file", file.read(),
                form=staging.form_at(request.path),
            )
        except CaseworkError:
            continue  # empty or too large: it could not be kept with the form either
        tokens.append(staged.token)
    return tokens


def offer_again(title: str, *, csrf_failed: bool = False) -> str:
    """A page that shows what was sent, in a form that sends it again without what cannot be kept.

    Only to a request that our own page sent: what another site sent is not put before anyone.
    """
    sent = posted_fields() if came_from_here() else {}
    fields = {
        without_unkept(name): [without_unkept(value) for value in values]
        for name, values in sent.items()
    }
    return render_template(
        "errors/send_again.html", title=title, fields=fields, address=request.full_path.rstrip("?"),
        csrf_failed=csrf_failed, had_files=bool(posted_files()),
    )  # fmt: skip


def came_from_here() -> bool:
    """True if the browser says that one of our own pages sent this request."""
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    return origin == request.host_url.rstrip("/") or origin.startswith(request.host_url)
