"""Slowing down guesses: per account and per address, the same whether or not it exists.

An attempt counts as a failure before it is judged, so that many at the same moment cannot slip
through; success takes the account's failures back, and the one counted against the address.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from casework.domain.canonical import sha256_of
from casework.domain.errors import CaseworkError
from casework.services.office import Office
from casework.store import accounts as store

WINDOW = timedelta(hours=1)
FREE_PER_ACCOUNT = 5
FREE_PER_ADDRESS = 30
LONGEST_DELAY = timedelta(minutes=15)
RESET = "reset your password"


class TooManyAttempts(CaseworkError):
    """The next attempt is too early. ``seconds`` is how long to wait.

    ``instead`` is what else helps, which not everybody has: a stranger with a code has no password.
    """

    def __init__(self, seconds: int, instead: str = "") -> None:
        other_way = f", or {instead}" if instead else ""
        super().__init__(
            "There were too many attempts that failed.",
            f"Wait {_in_words(seconds)}, then try again{other_way}.",
        )
        self.seconds = seconds


def count_attempt(office: Office, account: str, address: str, instead: str = "") -> None:
    """Count an attempt on an account (by email) from an address.

    Raises TooManyAttempts, with ``instead`` as another way out.
    """
    now = office.clock.now()
    free = {account_subject(account): FREE_PER_ACCOUNT}
    if address:
        free[_subject("address", address)] = FREE_PER_ADDRESS
    with office.database.writing() as connection:
        recent = store.recent_failures(connection, sorted(free), now - WINDOW)
        waits = [
            _seconds_to_wait(count, _instant(last), free[subject], now)
            for subject, (count, last) in recent.items()
        ]
        if (longest := max(waits, default=0)) == 0:
            store.insert_failures(connection, sorted(free), now)
    if longest:
        raise TooManyAttempts(longest, instead)


def count_strange_attempt(office: Office, address: str) -> None:
    """Count a secret that does not work against the address that tried it.

    Raises TooManyAttempts.
    """
    if not address:
        return
    now, subject = office.clock.now(), _subject("calendar", address)
    with office.database.writing() as connection:
        recent = store.recent_failures(connection, [subject], now - WINDOW)
        store.insert_failures(connection, [subject], now)
    count, last = recent.get(subject, (0, now))
    wait = _seconds_to_wait(count, _instant(last), FREE_PER_ADDRESS, now)
    if wait:
        raise TooManyAttempts(wait)


def forgive(office: Office, account: str, address: str = "") -> None:
    """Take the failures of an account back: its holder has signed in.

    Of the address only this attempt: many people may sign in from one, and who guesses at other
    accounts may hold one of their own.
    """
    with office.database.writing() as connection:
        store.forget_failures(connection, account_subject(account))
        if address:
            store.forget_newest_failure(connection, _subject("address", address))


def forgive_address(office: Office, address: str) -> None:
    """Take this attempt back from the address: the password was right, a code is still to come."""
    if address:
        with office.database.writing() as connection:
            store.forget_newest_failure(connection, _subject("address", address))


def account_subject(email: str) -> str:
    """What is kept of an email address that was tried: a hash."""
    return _subject("account", email.strip().lower())


def _subject(kind: str, value: str) -> str:
    return sha256_of(f"{kind}:{value}")


def _instant(value: datetime | str) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)


def _seconds_to_wait(count: int, last: datetime, free: int, now: datetime) -> int:
    if count < free:
        return 0
    delay = min(timedelta(seconds=2 ** min(count - free + 1, 20)), LONGEST_DELAY)
    return max(0, -int((now - last - delay).total_seconds() // 1))


def _in_words(seconds: int) -> str:
    if seconds < 90:
        return f"{seconds} seconds" if seconds != 1 else "1 second"
    return f"{-(-seconds // 60)} minutes"
