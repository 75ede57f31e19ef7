"""The environment, read once. Every default is safe in production."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from casework.domain.errors import Invalid

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
SECRET_BYTES = 48


class InvalidSettings(Invalid):
    """A variable of the environment cannot be used as it is."""


@dataclass(frozen=True)
class Settings:
    """How this installation runs. Empty ``database_url`` means SQLite in the data folder."""

    data: Path
    database_url: str = ""
    secret_key: str = field(default="", repr=False)
    base_url: str = "http://127.0.0.1:5000"
    host: str = "127.0.0.1"
    port: int = 5000
    trusted_proxies: int = 0
    maximum_request_bytes: int = 512 * 1024 * 1024
    show_nhs_logo: bool = False
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_encryption: str = "starttls"
    smtp_username: str = ""
    smtp_password: str = field(default="", repr=False)
    mail_from: str = "casework@localhost"
    workflows: Path = Path("workflows")
    document_templates: Path = Path("document_templates")

    @property
    def database(self) -> str:
        """The SQLAlchemy URL."""
        return self.database_url or f"sqlite:///{self.data.resolve() / 'casework.sqlite'}"

    @property
    def is_loopback(self) -> bool:
        """True if people reach this installation only from the machine on which it runs."""
        return (urlsplit(self.base_url).hostname or "") in LOOPBACK

    @property
    def secure_cookies(self) -> bool:
        """Cookies travel only over TLS, except to an http address of this same machine."""
        return not (self.is_loopback and urlsplit(self.base_url).scheme == "http")

    @property
    def trusted_hosts(self) -> list[str]:
        """The names by which a request may ask for this installation."""
        named = urlsplit(self.base_url).hostname or ""
        return sorted({named} | (LOOPBACK if self.is_loopback else set()))


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of this process. Raises InvalidSettings naming the variable."""
    env = os.environ if environment is None else environment
    root = Path(__file__).resolve().parent.parent
    port = _whole_number(env, "PORT", 5000)
    return Settings(
        data=Path(env.get("CASEWORK_DATA") or "data"),
        database_url=database_url(env.get("CASEWORK_DATABASE_URL", "")),
        secret_key=env.get("CASEWORK_SECRET_KEY", ""),
        base_url=_base_url(env.get("CASEWORK_BASE_URL") or f"http://127.0.0.1:{port}"),
        host=env.get("HOST") or "127.0.0.1",
        port=port,
        trusted_proxies=_whole_number(env, "CASEWORK_TRUSTED_PROXIES", 0),
        show_nhs_logo=env.get("CASEWORK_SHOW_NHS_LOGO") == "yes",
        smtp_host=env.get("CASEWORK_SMTP_HOST", ""),
        smtp_port=_whole_number(env, "CASEWORK_SMTP_PORT", 587),
        smtp_encryption=_encryption(env.get("CASEWORK_SMTP_ENCRYPTION") or "starttls"),
        smtp_username=env.get("CASEWORK_SMTP_USERNAME", ""),
        smtp_password=env.get("CASEWORK_SMTP_PASSWORD", ""),
        mail_from=env.get("CASEWORK_MAIL_FROM") or "casework@localhost",
        workflows=root / "workflows",
        document_templates=root / "document_templates",
    )


def database_url(url: str) -> str:
    """The URL with the driver that we install; `postgres://` is read as `postgresql://`."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def keep_secret_key(settings: Settings) -> str:
    """The key that signs cookies: as set, else made once and kept in the data folder (0600)."""
    if settings.secret_key:
        if len(settings.secret_key) < 32:
            raise InvalidSettings(
                "CASEWORK_SECRET_KEY is shorter than 32 characters.",
                "Set a longer random value, or unset it to have one made and kept.",
            )
        return settings.secret_key
    path = settings.data / "secret_key"
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _kept(path)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(SECRET_BYTES))
    return _kept(path)


def _kept(path: Path) -> str:
    key = path.read_text().strip()
    if len(key) < 32:
        raise InvalidSettings(
            f"The file {path} holds no usable secret key.",
            "Remove it to have a new one made; everybody must then sign in again.",
        )
    return key


def _whole_number(env: Mapping[str, str], name: str, default: int) -> int:
    text = env.get(name, "")
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise InvalidSettings(f"{name} is {text!r}.", "Give a whole number up to 65535.")
    return int(text)


def _base_url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise InvalidSettings(
            f"CASEWORK_BASE_URL is {url!r}.", "Give an address such as https://casework.example."
        )
    return url.rstrip("/")


def _encryption(name: str) -> str:
    if name not in ("none", "starttls", "tls"):
        raise InvalidSettings(
            f"CASEWORK_SMTP_ENCRYPTION is {name!r}.", "Give none, starttls or tls."
        )
    return name
