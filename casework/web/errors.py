"""Each error once: its status and its page."""

from __future__ import annotations

from flask import Flask, Response, current_app, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from casework.domain import errors
from casework.services.identity.sign_in import SignInRefused
from casework.services.identity.throttle import TooManyAttempts
from casework.web import kept_text

# The first class that fits decides, so that a subclass stands before its parent.
STATUSES: tuple[tuple[type[errors.CaseworkError], int], ...] = (
    (errors.NotFound, 404),
    (errors.NotPermitted, 403),
    (errors.SignInRequired, 401),
    (SignInRefused, 401),
    (TooManyAttempts, 429),
    (errors.Conflict, 409),
    (errors.RefusedMove, 409),
    (errors.Invalid, 422),
)

PAGES = {
    400: ("This cannot be read", "Your browser sent something that Casework cannot read. "
          "Go back, reload the page and try again."),
    401: ("Sign in first", "This page is only for people who are signed in."),
    403: ("You cannot do this", "Your roles do not allow it. Ask an administrator, or the "
          "programme manager of the case."),
    404: ("Page not found", "Nothing is here, or it is not shared with you. Check the address, or "
          "go back to the list that you came from."),
    405: ("This cannot be done here", "The page does not take what your browser sent. Go back and "
          "use the buttons of the page."),
    409: ("Somebody was faster", "What the page showed has changed meanwhile. Look at it again."),
    413: ("This is too large", "What you sent is larger than this installation accepts. Send the "
          "files one by one, or smaller ones."),
    415: ("This kind of content is not accepted", "Use the form on the page."),
    422: ("Something is missing or wrong", "Go back and correct it. Nothing was recorded."),
    429: ("Too many attempts", "Wait a while, then try again."),
    500: ("Something went wrong", "This is a fault of Casework, not yours. Nothing was recorded. "
          "Try again; if it happens again, tell your administrator the time at which it did."),
}  # fmt: skip
WRONG_HOST = {
    "title": "This address is not known here",
    "words": "Casework was asked for by a name that it does not go by. If you run it, set "
    "CASEWORK_BASE_URL to the address that people use.",
}
OTHER = ("This did not work", "Go back and try again.")


def register_error_pages(app: Flask) -> None:
    """Answer every error with a page in plain words."""
    app.register_error_handler(CSRFError, _stale_token)
    app.register_error_handler(errors.CaseworkError, _refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


def status_of(error: errors.CaseworkError) -> int:
    """The status that says what kind of refusal this is; 500 for one that people do not cause."""
    return next((status for kind, status in STATUSES if isinstance(error, kind)), 500)


def _refused(error: errors.CaseworkError) -> Response:
    status = status_of(error)
    if status == 500:
        return _unexpected(error)
    title, words = PAGES[status]
    response = make_response(
        render_template(
            "errors/error.html", title=title, words=error.remedy or words, message=error.message,
            blockers=_reasons(error),
        ),
        status,
    )  # fmt: skip
    response.headers.extend(headers_of(error))
    return response


def headers_of(error: errors.CaseworkError) -> dict[str, str]:
    """What the answer says besides its status: how many seconds to wait, where there is a wait."""
    return {"Retry-After": str(error.seconds)} if isinstance(error, TooManyAttempts) else {}


def _reasons(error: Exception) -> list[str]:
    """Why a move was refused, a sentence each, where the page itself did not say it."""
    judgements = getattr(error, "blockers", ())
    return [f"{r.criterion.asks} {r.reason}" for j in judgements
            for r in (*j.blockers, *j.flags)]


def _http(error: HTTPException) -> Response:
    if isinstance(error, SecurityError):
        return make_response(render_template("errors/plain.html", **WRONG_HOST), 400)
    if error.code is not None and error.code < 400:
        return make_response(error.get_response())
    response = make_response(_page(error.code or 500), error.code or 500)
    for name, value in error.get_response().headers.items():
        if name in ("Allow", "Retry-After", "WWW-Authenticate"):
            response.headers[name] = value
    return response


def _stale_token(error: CSRFError) -> Response:
    page = kept_text.offer_again("The page was open for too long", csrf_failed=True)
    return make_response(page, 400)


def _unexpected(error: Exception) -> Response:
    current_app.logger.error("%s %s failed", request.method, request.path, exc_info=error)
    return make_response(_page(500), 500)


def _page(status: int) -> str:
    title, words = PAGES.get(status, OTHER)
    try:
        return render_template(
            "errors/error.html", title=title, words=words, message="", blockers=()
        )
    except Exception:
        # The layout cannot be made: the database does not answer, or the request asked for a
        # host that is not ours and has no addresses to link to.
        current_app.logger.exception("the layout of the error page failed")
        return render_template("errors/plain.html", title=title, words=words)
