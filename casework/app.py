"""Where everything is put together: settings, database, adapters, pathways and pages."""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from jinja2 import ChoiceLoader, PackageLoader
from werkzeug.middleware.proxy_fix import ProxyFix

from casework.adapters.clock import Clock, SystemClock
from casework.adapters.folder_mailer import FolderMailer
from casework.adapters.local_file_storage import LocalFileStorage
from casework.adapters.mail import Mailer
from casework.adapters.smtp_mailer import SmtpMailer
from casework.engine.library import Library
from casework.services.office import Office
from casework.settings import Settings, keep_secret_key, read_settings
from casework.store.base import Base
from casework.store.database import Database
from casework.web import register_pages
from casework.web.static_files import serve_static_files
from casework.web.strict_undefined import StrictAboutOurs

db = SQLAlchemy(metadata=Base.metadata)
TEMPLATES = Path(__file__).parents[1] / "templates"


def create_app(settings: Settings | None = None, clock: Clock | None = None) -> Flask:
    """The whole application. The schema is not touched: ``ensure_schema`` does that."""
    settings = settings or read_settings()
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    app = Flask("casework", static_folder="web/static", template_folder=str(TEMPLATES))
    app.config.update(configuration(settings))
    _prepare_templates(app)
    db.init_app(app)
    with app.app_context():
        database = Database(db.engine)
    app.extensions["casework"] = build_office(settings, database, clock or SystemClock())
    register_pages(app)
    serve_static_files(app)
    if settings.trusted_proxies:
        count = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, count, count, count)  # type: ignore[method-assign]
    return app


def build_office(settings: Settings, database: Database, clock: Clock) -> Office:
    """The office with the adapters that the settings ask for."""
    return Office(
        database=database,
        files=LocalFileStorage(settings.data / "files"),
        mailer=_mailer(settings, clock),
        clock=clock,
        pathways=Library.load(Path(settings.workflows)),
        templates=settings.document_templates,
        base_url=settings.base_url,
    )


def configuration(settings: Settings) -> dict[str, object]:
    """Flask's configuration."""
    return {
        "SECRET_KEY": keep_secret_key(settings),
        "SQLALCHEMY_DATABASE_URI": settings.database,
        "SESSION_COOKIE_NAME": "casework_session",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.secure_cookies,
        "PREFERRED_URL_SCHEME": settings.base_url.partition(":")[0],
        "TRUSTED_HOSTS": settings.trusted_hosts,
        "MAX_CONTENT_LENGTH": settings.maximum_request_bytes,
        "MAX_FORM_MEMORY_SIZE": 8 * 1024 * 1024,
        "MAX_FORM_PARTS": 10_000,
        # The token lasts as long as the session; the session's own time-outs end both.
        "WTF_CSRF_TIME_LIMIT": None,
        "CASEWORK_SHOW_NHS_LOGO": settings.show_nhs_logo,
    }


def _mailer(settings: Settings, clock: Clock) -> Mailer:
    if not settings.smtp_host:
        return FolderMailer(settings.data / "mail", settings.mail_from, clock)
    return SmtpMailer(
        settings.smtp_host,
        settings.smtp_port,
        settings.mail_from,
        settings.smtp_encryption,  # type: ignore[arg-type]
        settings.smtp_username or None,
        settings.smtp_password or None,
        clock=clock,
    )


def _prepare_templates(app: Flask) -> None:
    # Flask escapes by the ending of the file's name and does not know `.jinja`, the ending of the
    # NHS macros: without this they would put out raw HTML. The macros read keys that are not
    # there, and need an undefined that can be chained.
    app.jinja_options = {
        **app.jinja_options, "autoescape": True, "undefined": StrictAboutOurs,
        "trim_blocks": True, "lstrip_blocks": True,
    }  # fmt: skip
    loader = app.jinja_loader
    nhs = PackageLoader("nhsuk_frontend_jinja")
    app.jinja_loader = ChoiceLoader([loader, nhs] if loader else [nhs])  # type: ignore[misc]
