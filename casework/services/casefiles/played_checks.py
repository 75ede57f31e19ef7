"""Checks signed off, compared, set aside and put off, as acts of a case file."""

from __future__ import annotations

from casework.engine.exceptions import criterion_key, waits_for_second
from casework.engine.signatures import attestation_key
from casework.services import (
    confirming,
    exceptions,
    outside_sign_offs,
    second_person,
    signing,
)
from casework.services.casefiles.format import ActLine
from casework.services.casefiles.stand import Play, Stand


def _sign_off(stand: Stand, line: ActLine) -> None:
    signing_off = signing.SignOff(
        line.text("criterion"), line.text("role"), line.text("subject"), line.text("statement"),
        recorded_from=line.text("recorded_from"), papers=line.texts("papers"),
        simulated_on=line.judged_on, assumed=line.assumed, source=line.source,
    )  # fmt: skip
    signing.sign_off(stand.office, stand.viewer, stand.reference, signing_off)


def _check_sign_off(stand: Stand, line: ActLine) -> None:
    key = attestation_key(line.text("criterion"), line.text("subject"), line.text("role"))
    found = stand.facts().find(f"attestation/{key}")
    outside_sign_offs.check_outside_sign_off(
        stand.office, stand.viewer, stand.reference, key, found.version if found else 0,
        simulated_on=line.judged_on,
    )  # fmt: skip


def _check_record(stand: Stand, line: ActLine) -> None:
    found = stand.facts().find(line.text("record"))
    second_person.check_record(
        stand.office, stand.viewer, stand.reference, line.text("record"),
        found.version if found else 0, simulated_on=line.judged_on,
    )  # fmt: skip


def _set_aside(stand: Stand, line: ActLine) -> None:
    exception = exceptions.SetAside(
        line.text("criterion"), line.text("means"), line.text("reason"), line.text("subject"),
        line.text("second_person"), line.texts("relied_on"),
        recorded_from=line.text("recorded_from"), simulated_on=line.judged_on,
        source=line.source, assumed=line.assumed,
    )  # fmt: skip
    exceptions.set_aside(stand.office, stand.viewer, stand.reference, exception)


def _confirm(stand: Stand, line: ActLine) -> None:
    key = criterion_key(line.text("criterion"), line.text("subject"))
    waiver = stand.facts().find(f"waiver/{key}")
    waits = waiver is not None and waits_for_second(waiver)
    confirm = confirming.confirm_set_aside if waits else confirming.confirm_not_applicable
    confirm(stand.office, stand.viewer, stand.reference, key, simulated_on=line.judged_on)


def _defer(stand: Stand, line: ActLine) -> None:
    exceptions.defer_gate(
        stand.office, stand.viewer, stand.reference, line.text("gate"), line.text("reason"),
        simulated_on=line.judged_on,
    )  # fmt: skip


PLAYS: dict[str, Play] = {
    "sign_off": _sign_off,
    "check_sign_off": _check_sign_off,
    "check_record": _check_record,
    "set_aside": _set_aside,
    "confirm": _confirm,
    "defer": _defer,
}
