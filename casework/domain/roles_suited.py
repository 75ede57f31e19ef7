"""Which roles a person may be given, by the kind of body that they belong to."""

from __future__ import annotations

from collections.abc import Sequence

from casework.domain.errors import Invalid
from casework.domain.organisations import is_outside, suits_role
from casework.domain.roles import OUTSIDE_ROLES, role_in_words, role_title


def check_role_suits(role: str, kinds: Sequence[str]) -> None:
    """Raise Invalid for a role inside the NHS body given to a person of an outside organisation,
    and for the role of an outside body given to a person of another kind of organisation.

    ``kinds`` are that of the person's organisation, and those of the bodies that it followed;
    without one they are outside too. What replaces a body speaks in its place. The former
    would hold a role whose pages they may never see; the latter would speak for a body that they
    do not belong to.
    """
    if role in OUTSIDE_ROLES and not any(suits_role(kind, role) for kind in kinds):
        raise Invalid(
            f"Only a person of the body itself can be {role_title(role)} of a case.",
            "Choose somebody of that body, or record what it says from its letter or minute.",
            "person",
        )  # fmt: skip
    if role not in OUTSIDE_ROLES and is_outside(kinds[0] if kinds else ""):
        raise Invalid(
            f"A person from outside cannot be {role_in_words(role)} of a case: their "
            "organisation sees only what is shared with it.",
            "Choose somebody of the commissioner, or correct the person's organisation.", "person",
        )  # fmt: skip
