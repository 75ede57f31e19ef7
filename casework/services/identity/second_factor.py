"""The second factor: codes of an authenticator app (RFC 6238), and recovery codes."""

from __future__ import annotations

import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import datetime

import pyotp
import segno

from casework.domain.canonical import sha256_of
from casework.domain.errors import Invalid
from casework.services.identity.accounts import check_own_password
from casework.services.identity.sessions import SignedIn
from casework.services.office import Office
from casework.store import accounts as store
from casework.store.transaction import system_transaction

ISSUER = "Casework"
STEP_SECONDS = 30
RECOVERY_CODES = 10
_RECOVERY = re.compile(r"[a-z2-9]{5}-?[a-z2-9]{5}\Z", re.ASCII)
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class NewSecret:
    """A secret offered to an authenticator app: as text, and as the picture of a QR code."""

    secret: str
    address: str
    picture: str

    @property
    def spaced(self) -> str:
        """The secret in groups of four, to be typed."""
        return " ".join(self.secret[i : i + 4] for i in range(0, len(self.secret), 4))


def offer_secret(signed_in: SignedIn, secret: str = "") -> NewSecret:
    """A new secret, or one offered before. Nothing is kept until its first code is right."""
    secret = secret or pyotp.random_base32()
    address = pyotp.TOTP(secret).provisioning_uri(name=signed_in.email, issuer_name=ISSUER)
    picture = segno.make(address, error="m").svg_inline(
        scale=5, border=4, dark="#212b32", light="#ffffff", omitsize=False
    )
    return NewSecret(secret, address, picture)


def confirm_secret(
    office: Office, signed_in: SignedIn, secret: str, code: str, present: str = ""
) -> list[str]:
    """Turn the second factor on, and return the recovery codes, which are shown this once.

    Who has one already gives their ``present`` password too: a browser left open is not enough to
    put another telephone in the place of theirs. Raises Invalid unless the code is the present
    one of this secret, and InvalidFields for a wrong password.
    """
    now = office.clock.now()
    if signed_in.has_second_factor:
        check_own_password(office, signed_in, present)
    step = time_step_of(secret, code, now)
    if step is None:
        raise Invalid(
            "The code does not belong to this secret.",
            "Check that the clock of your phone is right, and enter the present code.", "code",
        )  # fmt: skip
    codes = _new_recovery_codes()
    with system_transaction(office.database, signed_in.viewer, now) as tx:
        store.update_account(
            tx.connection, signed_in.account_id, totp_secret=secret, totp_confirmed_at=now
        )
        store.update_session(tx.connection, signed_in.session_id, totp_step=step)
        store.revoke_sessions(
            tx.connection, signed_in.account_id, now, keep=signed_in.session_id
        )
        _keep_recovery_codes(tx.connection, signed_in.account_id, codes)
        tx.record_audit("second_factor_set_up", {"person": signed_in.viewer.person})
    return codes


def renew_recovery_codes(
    office: Office, signed_in: SignedIn, present: str, address: str = ""
) -> list[str]:
    """New recovery codes in the place of the old ones, for the ``present`` password.

    A browser left open is not enough to carry the second factor away. Raises InvalidFields for a
    wrong password, TooManyAttempts.
    """
    check_own_password(office, signed_in, present, address)
    codes = _new_recovery_codes()
    with system_transaction(office.database, signed_in.viewer, office.clock.now()) as tx:
        _keep_recovery_codes(tx.connection, signed_in.account_id, codes)
        tx.record_audit("recovery_codes_renewed", {"person": signed_in.viewer.person})
    return codes


def time_step_of(secret: str, code: str, now: datetime) -> int | None:
    """The 30-second step whose code this is: the present one or a neighbour; else None."""
    code = code.replace(" ", "")
    if not secret or not code.isascii() or not code.isdigit() or len(code) != 6:
        return None
    totp = pyotp.TOTP(secret)
    present = int(now.timestamp()) // STEP_SECONDS
    fitting = [
        step
        for step in (present - 1, present, present + 1)
        if hmac.compare_digest(totp.generate_otp(step), code)
    ]
    return fitting[0] if fitting else None


def looks_like_recovery_code(code: str) -> bool:
    """True if the text has the form of a recovery code."""
    return bool(_RECOVERY.match(code.strip().lower()))


def recovery_hash(code: str) -> str:
    """What is kept of a recovery code. Fifty random bits, and guesses are slowed down."""
    return sha256_of("recovery:" + code.strip().lower().replace("-", ""))


def _new_recovery_codes() -> list[str]:
    def part() -> str:
        return "".join(secrets.choice(_ALPHABET) for _ in range(5))

    return [f"{part()}-{part()}" for _ in range(RECOVERY_CODES)]


def _keep_recovery_codes(connection: object, account_id: int, codes: list[str]) -> None:
    hashes = [recovery_hash(code) for code in codes]
    store.replace_recovery_codes(connection, account_id, hashes)  # type: ignore[arg-type]
