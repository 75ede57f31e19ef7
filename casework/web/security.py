"""What stands around every page: the content policy, other headers, and the CSRF token."""

from __future__ import annotations

import secrets

from flask import Flask, Response, g, request
from flask_wtf.csrf import CSRFProtect

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


def protect(app: Flask) -> None:
    """Check the token of every form, and send the headers with every answer."""
    app.before_request(_see_head_as_get)
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
