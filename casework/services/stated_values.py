"""What a kind's fields must say together, or of the bodies that they name."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from casework.domain.date_order import faults_of_order
from casework.domain.errors import Invalid, InvalidFields
from casework.domain.organisations import ORGANISATION_KINDS, STANDING_OF
from casework.domain.records import Kind
from casework.domain.records.thresholds import MOST_OF
from casework.store.parties import find_organisation

WITH_STANDING = frozenset({"affected_authority", "patient_flow"})
JOINT_SCRUTINY = "joint_scrutiny"
"""A kind of record, and the kind of body that it names as the committee."""


def check_threshold(kind: Kind, payload: Any) -> None:
    """Raise Invalid for a local threshold whose figure cannot be one of its sort."""
    if kind.name != "local_threshold" or payload.value is None:
        return
    most = MOST_OF.get(payload.threshold)
    if most is not None and payload.value > most:
        raise Invalid(f"This threshold cannot be {payload.value:,}.",
                      f"Enter a whole number from 1 to {most:,}.", "value")  # fmt: skip


def check_dates_in_order(kind: Kind, payload: Any) -> None:
    """Raise InvalidFields for dates of which one cannot come before the other."""
    faults = faults_of_order(kind, payload)
    if faults:
        raise InvalidFields(faults)


def check_joint_committee(connection: Connection, kind: Kind, payload: Any) -> None:
    """Raise Invalid where a body is named as the joint committee that the register has as another
    kind of body: its members would speak for it.

    A body that is not registered yet may be named, as everywhere.
    """
    if kind.name != JOINT_SCRUTINY or not payload.organisation:
        return
    body = find_organisation(connection, payload.organisation)
    if body is not None and body.kind != JOINT_SCRUTINY:
        raise Invalid(
            f"{body.name} is registered as: {ORGANISATION_KINDS[body.kind]}.",
            "Name the joint committee as a body of its own, leave it out, or ask an administrator "
            "to correct the register.", "organisation",
        )  # fmt: skip


def check_standing(connection: Connection, kind: Kind, payload: Any) -> None:
    """Raise Invalid where a council's standing is not that of the kind of body it is."""
    if kind.name not in WITH_STANDING:
        return
    body = find_organisation(connection, payload.organisation)
    wanted = STANDING_OF.get(body.kind, payload.standing) if body is not None else payload.standing
    if body is not None and wanted != payload.standing:
        words = kind.specs["standing"].choices[wanted]
        raise Invalid(
            f"{body.name} is registered as: {ORGANISATION_KINDS[body.kind]}.",
            f"Choose “{words}”, or ask an administrator to correct the register.", "standing",
        )  # fmt: skip
