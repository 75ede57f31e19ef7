"""What can go wrong, said so that a person knows what to do next."""

from __future__ import annotations

from typing import Any


class CaseworkError(Exception):
    """Root of every error that Casework raises on purpose.

    ``message`` names the thing that is wrong, ``remedy`` says what to do about it, and ``field``
    names the form field to which both belong, if there is one.
    """

    def __init__(self, message: str, remedy: str = "", field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.field = field

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class NotFound(CaseworkError):
    """The thing does not exist, or this viewer may not know that it does."""


class NotPermitted(CaseworkError):
    """The viewer does not hold a role that allows the act on this object."""


class SignInRequired(CaseworkError):
    """The act needs a signed-in person."""


class Invalid(CaseworkError):
    """What was sent cannot be recorded: a value is missing, malformed or contradicts another."""


class InvalidFields(Invalid):
    """Several fields are wrong at once; ``faults`` maps the field's name to a sentence."""

    def __init__(self, faults: dict[str, str]) -> None:
        super().__init__("; ".join(faults.values()), "Correct these and send them again.")
        self.faults = faults


class Conflict(CaseworkError):
    """Somebody else changed what the form showed; nothing was written."""


class RefusedMove(CaseworkError):
    """A move or act is blocked. ``blockers`` holds every one of them, never only the first."""

    def __init__(self, message: str, blockers: tuple[Any, ...] = (), remedy: str = "") -> None:
        super().__init__(message, remedy)
        self.blockers = blockers


class DefinitionFaults(CaseworkError):
    """Files of ``workflows/`` are wrong; ``faults`` lists every fault as `file: path: what`."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults
