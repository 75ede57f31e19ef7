"""A case on its way to being withdrawn, with the bodies that are told of it."""

from __future__ import annotations

from casework.services.moving import Moved, Step, move_case
from casework.services.office import Office
from tests.integration.desk import Desk, open_desk, without_temporary_change
from tests.integration.hosc_case import fill_for_scrutiny

TOLD_ON = "2026-05-20"
TOLD = {
    "notice_on": TOLD_ON, "notice_at": "Our website", "scrutiny_told_on": TOLD_ON,
    "healthwatch_told_on": TOLD_ON, "department_told_on": TOLD_ON,
}  # fmt: skip


def open_with_bodies(office: Office, stage: str = "S1") -> Desk:
    """A case with two councils and a Healthwatch, each with an address."""
    desk = open_desk(office, stage=stage, what_went_before="It was worked on elsewhere")
    fill_for_scrutiny(desk)
    desk.record("healthwatch", organisation="healthwatch", addressee="Chief Officer",
                address="High Street", salutation="Dear Chief Officer")  # fmt: skip
    return desk


def decide_to_withdraw(desk: Desk, **told: str) -> None:
    """Record the decision, and the withdrawal with who was told."""
    desk.record("decision", key="withdraw", purpose="withdraw", outcome="approved",
                organisation="icb", decided_on="2026-05-19", what="The proposal is taken back.",
                reasons="The money is no longer there.")  # fmt: skip
    desk.record("withdrawal", decision="decision/withdraw",
                reasons="The money for the new building is no longer there.", **told)  # fmt: skip


def withdraw_case(desk: Desk) -> Moved:
    """Move the case to withdrawn, as its senior responsible owner."""
    without_temporary_change(desk.office, desk.viewer("PM"), desk.reference)
    view = desk.view()
    step = Step(f"{view.facts.stage}-WITHDRAWN", visit=view.facts.visit, reason="Decided")
    return move_case(desk.office, desk.viewer("SRO"), desk.reference, step)


def withdrawn_desk(office: Office, **told: str) -> Desk:
    """A case that was withdrawn."""
    desk = open_with_bodies(office)
    decide_to_withdraw(desk, **told)
    withdraw_case(desk)
    return desk
