"""What stands around every page: the content policy, other headers, the CSRF token, and a look at
the characters of what is sent."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

from flask import Flask, Response, g, make_response, render_template, request
from flask_wtf.csrf import CSRFProtect
from werkzeug.datastructures import MultiDict

from casework.domain.text import can_be_kept
from casework.web import kept_text

csrf = CSRFProtect()

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
        "microphone=(), payment=(), usb=()"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
ONE_YEAR = 365 * 24 * 3600
NO_ADDRESS = {
    "title": "This address cannot be read",
    "words": "It contains a character that no address of Casework has. Check it, or go back to the "
    "page that you came from.",
    "message": "",
    "blockers": (),
}


def protect(app: Flask) -> None:
    """Check the characters and the token of every form, and send the headers with every answer."""
    app.before_request(_see_head_as_get)
    app.before_request(_refuse_what_cannot_be_kept)
    csrf.init_app(app)
    app.jinja_env.globals["csp_nonce"] = csp_nonce
    app.after_request(_add_headers)


def _see_head_as_get() -> None:
    """A view judges HEAD as it judges GET; the server leaves the body out.

    A view that took whatever is not GET for a sent form would act on it, and the token of the
    form is not asked for with HEAD.
    """
    if request.method == "HEAD":
        request.method = "GET"


def _refuse_what_cannot_be_kept() -> Response | None:
    """400 for an address or a form with a character that no database takes, such as NUL.

    What was typed is offered again without it.
    """
    asked = (request.path, request.headers.get("User-Agent", ""), *_each(request.args))
    if not all(map(can_be_kept, asked)):
        return make_response(render_template("errors/error.html", **NO_ADDRESS), 400)
    names = (file.filename or "" for file in request.files.values())
    if not all(map(can_be_kept, (*_each(request.form), *names))):
        page = kept_text.offer_again("What you sent contains a character that cannot be kept")
        return make_response(page, 400)
    return None


def _each(sent: MultiDict[str, str]) -> Iterator[str]:
    for name, value in sent.items(multi=True):
        yield from (name, value)


def csp_nonce() -> str:
    """The nonce of this answer: made when first asked for, the same until it is sent."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(18)
    return str(g.csp_nonce)


def content_policy(nonce: str) -> str:
    """Only our own files, and only the inline script that carries the nonce."""
    return (
        f"default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; "
        "img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    )


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", content_policy(csp_nonce()))
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", f"max-age={ONE_YEAR}")
    if request.endpoint != "static":
        # Every page may hold what only this person may see, the sign-in page a token.
        response.headers.setdefault("Cache-Control", "no-store")
    return response
