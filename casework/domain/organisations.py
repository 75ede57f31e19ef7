"""Kinds of organisation, their codes, and who counts as outside."""

from __future__ import annotations

import re
from collections.abc import Iterable

from casework.domain.errors import Invalid

ORGANISATION_KINDS = {
    "icb": "Integrated care board",
    "ccg": "Clinical commissioning group (to 30 June 2022)",
    "nhs_england_commissioner": "NHS England as commissioner",
    "nhs_england_region": "NHS England region (assurance)",
    "joint_committee": "Joint committee of NHS bodies",
    "trust": "NHS trust or foundation trust",
    "provider": "Other provider of services",
    "local_authority": "Local authority with health scrutiny",
    "district_council": "District council",
    "joint_scrutiny": "Joint health scrutiny committee",
    "healthwatch": "Local Healthwatch or its successor",
    "clinical_senate": "Clinical senate",
    "government": "Government department",
    "community": "Voluntary or community organisation",
    "other": "Other",
}
STANDING_OF = {"local_authority": "scrutiny", "district_council": "courtesy"}
"""The standing that a council has by what kind of body it is; others may have either."""
NATIONAL_KINDS = frozenset({"nhs_england_commissioner", "nhs_england_region"})
"""Kinds under which NHS England, a national body, is listed."""
COMMISSIONER_KINDS = frozenset({"icb", "ccg", "nhs_england_commissioner"})

PUBLISHED_RECORDS = "From published records"
"""How the source of an organisation begins that a replay brought in."""

BODIES_OF_ROLES = {
    "HC": frozenset({"local_authority", "joint_scrutiny"}),
    "HCH": frozenset({"local_authority", "joint_scrutiny"}),
    "HW": frozenset({"healthwatch"}),
    "NR": frozenset({"nhs_england_region"}),
    "BRD": COMMISSIONER_KINDS | {"joint_committee"},
}
"""Whose letter or minute is that of a role outside the case."""

CODE_SYSTEMS = {"ODS": "ODS code (NHS bodies)", "GSS": "GSS code (councils, from ONS)"}
_ODS = re.compile(r"[A-Z0-9]{3,10}\Z", re.ASCII)
_GSS = re.compile(r"[EWSNK][0-9]{8}\Z", re.ASCII)


class InvalidCode(Invalid):
    """The code does not have the form of its system."""


_ICB_ODS = re.compile(r"Q[A-Z0-9]{2}\Z", re.ASCII)
SORTS_OF_KINDS = (
    frozenset({"icb", "ccg", "nhs_england_commissioner", "nhs_england_region", "government"}),
    frozenset({"trust", "provider"}),
    frozenset({"local_authority", "district_council"}),
    frozenset({"joint_committee"}),
    frozenset({"joint_scrutiny"}),
    frozenset({"healthwatch"}),
    frozenset({"clinical_senate"}),
)
"""Kinds of bodies of which one may plainly take over from another. Our own reading: of what is
`other` or `community` nothing is plain."""
FOLLOWED_BY = {"healthwatch": frozenset({"icb", "local_authority"})}
"""Kinds that are plainly followed by others, and not the other way round: our own reading."""


def takes_over_plainly(old: Iterable[str], new: str) -> bool:
    """True if a body of the kind ``new`` may plainly follow one that is, or stands for, any of the
    kinds ``old``."""
    kinds = set(old)
    loose = {"other", "community"}
    if kinds & loose or new in loose or new in kinds:
        return True
    return any(new in sort and kinds & sort for sort in SORTS_OF_KINDS) or any(
        new in FOLLOWED_BY.get(kind, ()) for kind in kinds
    )


def doubt_about_code(kind: str, system: str, code: str) -> str:
    """What looks odd about a code that has the form of its system; empty if nothing does.

    The form of an ICB's code, Q and two letters or digits, is assumed (brief 9): it is doubted and
    not refused.
    """
    if kind == "icb" and system == "ODS" and code and not _ICB_ODS.match(code):
        return (
            f"Check the code “{code}”: as far as we know [assumed], the ODS code of an integrated "
            "care board is Q and two letters or digits. It is kept as you entered it."
        )
    return ""


def is_from_published_records(source: str) -> bool:
    """True of a body that a replay brought in, which live cases are not offered."""
    return source.startswith(PUBLISHED_RECORDS)


def is_outside(kind: str) -> bool:
    """True for every kind of body that sees only what is shared with it."""
    return kind not in COMMISSIONER_KINDS


def suits_role(kind: str, role: str) -> bool:
    """True if a body of this kind is one for which the outside role speaks."""
    return kind in BODIES_OF_ROLES.get(role, frozenset())


def checked_code(system: str, code: str) -> str:
    """The code in capitals without spaces; empty stays empty. Raises InvalidCode."""
    code = code.replace(" ", "").upper()
    if not code and not system:
        return ""
    if not system:
        raise InvalidCode(
            "The code has no system.", "Say whether it is an ODS or a GSS code.", "code_system"
        )
    if not code:
        raise InvalidCode("The code is missing.", "Enter it, or choose “No code”.", "code")
    if system == "ODS" and not _ODS.match(code):
        raise InvalidCode(
            f"“{code}” is not an ODS code.", "It has 3 to 10 letters and digits.", "code"
        )
    if system == "GSS" and not _GSS.match(code):
        raise InvalidCode(
            f"“{code}” is not a GSS code.", "It is a letter and 8 digits, such as E10000016.",
            "code",
        )  # fmt: skip
    if system not in CODE_SYSTEMS:
        raise InvalidCode(f"“{system}” is not a code system.", "Use ODS or GSS.", "code_system")
    return code
