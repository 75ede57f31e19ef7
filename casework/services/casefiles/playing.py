"""Playing one act: the same services that pages call, as the person named, on its date."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from casework.domain.dates import FactDate
from casework.domain.errors import Invalid, NotFound
from casework.domain.records import get_kind
from casework.domain.viewer import Viewer
from casework.engine.exceptions import criterion_key, waits_for_second
from casework.engine.results import Judgement
from casework.engine.signatures import attestation_key
from casework.engine.supply import absence_key
from casework.services import (
    answering,
    borrowing,
    case_people,
    confirming,
    covering,
    evidence,
    exceptions,
    handing_over,
    linking,
    moving,
    outside_sign_offs,
    recording,
    relating,
    returning,
    second_person,
    signing,
    succession_of_one_case,
    taking_back,
    version_changes,
)
from casework.services.casefiles.format import ActLine, CaseFile
from casework.services.casefiles.holds_played import end_hold, start_hold, withdraw_hold
from casework.services.casefiles.plain import plain_values
from casework.services.casefiles.removing import is_written_by_verbs, matching, remove_all
from casework.services.casefiles.seeing import facts_of
from casework.services.casefiles.stand import Stand
from casework.services.office import Office
from casework.services.verb import case_verb

DEFAULT_CLASSIFICATION = "public"


def play(
    office: Office, case: CaseFile, line: ActLine, viewer: Viewer, *,
    happened_anyway: bool = False,
) -> Judgement | None:
    """Play one act as ``viewer``. Raises what the service raises; a note writes only that the day
    has come.

    ``happened_anyway`` records a refused move or act as a departure in fact. Returns how a move
    or act was judged that went through.
    """
    stand = Stand(office, case, viewer)
    if line.act in ("move", "do"):
        return _step(stand, line, happened_anyway).judgement
    _PLAYS[line.act](stand, line)
    return None


def _step(stand: Stand, line: ActLine, happened_anyway: bool) -> moving.Moved:
    verb = moving.move_case if line.act == "move" else moving.do_act
    step = moving.Step(
        line.text("what"), visit=facts_of(stand.office, stand.reference).visit,
        reason=line.text("reason"),
        subject=line.text("subject"), on=line.on, simulated_on=line.judged_on,
        happened_anyway=happened_anyway, source=line.source, assumed=line.assumed,
        going_back=_going_back(line),
    )  # fmt: skip
    return verb(stand.office, stand.viewer, stand.reference, step)


def _going_back(line: ActLine) -> returning.GoingBack:
    on = line.text("authorised_on")
    return returning.GoingBack(
        line.text("authorised_by"), FactDate.parse(on) if on else None, line.text("authority"),
        line.texts("in_doubt"),
    )  # fmt: skip


def _record(stand: Stand, line: ActLine) -> None:
    values = line.fields.get("values")
    if values is None:
        values = _changed(stand, line)
    statement = recording.Statement(
        line.text("kind"), values, key=line.text("key"), on=line.on, cites=line.texts("cites"),
        source=line.source, assumed=line.assumed, on_behalf_of=line.text("on_behalf_of"),
        simulated_on=line.judged_on,
    )  # fmt: skip
    recording.record_fact(stand.office, stand.viewer, stand.reference, statement)


def _changed(stand: Stand, line: ActLine) -> dict[str, Any]:
    """The last version's values with the changed fields in place of theirs."""
    kind = get_kind(line.text("kind"))
    reference = f"{kind.name}/{'case' if kind.single else line.text('key')}"
    found = stand.facts().find(reference)
    if stand.case.base is not None and found is None:
        raise NotFound(f"There is no record {reference} to change.", "Give its values.")
    before = plain_values(kind, found.payload) if found and found.payload is not None else {}
    return {**before, **line.fields["changes"]}


def _absent(stand: Stand, line: ActLine) -> None:
    kind = get_kind(line.text("kind"))
    key = line.text("key")
    if not key and (line.text("what") or line.text("subject")):
        key = absence_key(line.text("what") or kind.name, line.text("subject"))
    if stand.case.base is not None:
        remove_all(stand.office, stand.reference, matching(stand.facts(), line, assumed=True),
                   "Assumed; the file says that it did not happen.", line.judged_on)  # fmt: skip
    statement = recording.Statement(
        kind.name, key=key, on=line.on, source=line.source, assumed=line.assumed,
        simulated_on=line.judged_on,
    )  # fmt: skip
    recording.record_absence(stand.office, stand.viewer, stand.reference, statement)


def _remove(stand: Stand, line: ActLine) -> None:
    """Take every stated record of a kind away, as the system: the base of the file wrote them."""
    found = matching(stand.facts(), line)
    if not found:
        raise NotFound(f"There is no {line.text('kind')} to remove.")
    reason = line.source or "Removed by the case file."
    remove_all(stand.office, stand.reference, found, reason, line.judged_on)


def _answer(stand: Stand, line: ActLine) -> None:
    answered = answering.FlagAnswered(
        line.text("criterion"), line.text("answer"), line.text("subject"), source=line.source,
        assumed=line.assumed, simulated_on=line.judged_on,
    )  # fmt: skip
    answering.answer_flag(stand.office, stand.viewer, stand.reference, answered)


def _withdraw(stand: Stand, line: ActLine) -> None:
    record = stand.facts().find(line.text("record"))
    if record is not None and stand.case.base is not None and is_written_by_verbs(record):
        remove_all(stand.office, stand.reference, [record], line.text("reason"), line.judged_on)
        return
    is_exception = record is not None and record.kind in taking_back.TAKEN_BACK
    withdraw = taking_back.take_back if is_exception else recording.withdraw_record
    withdraw(
        stand.office, stand.viewer, stand.reference, line.text("record"),
        record.version if record else 0, line.text("reason"), simulated_on=line.judged_on,
    )  # fmt: skip


def _evidence(stand: Stand, line: ActLine) -> None:
    named = ("type", "title", "criteria", "subjects", "dated", "author", "address", "description")
    values = {name: line.fields[name] for name in named if name in line.fields}
    kind = stand.case.definition.find_evidence_type(line.text("type"))
    values["classification"] = (
        line.text("classification") or (kind.classification if kind else "")
        or DEFAULT_CLASSIFICATION
    )
    if line.text("withheld"):
        values.setdefault("description", line.text("withheld"))
    file = line.text("file")
    content = (stand.case.path.parent / file).read_bytes() if file else None
    submission = evidence.Submission(
        values, file_name=line.text("file_name"), content=content, key=line.text("key"),
        source=line.source, assumed=line.assumed, on=line.on, simulated_on=line.judged_on,
        without_file=content is None and not line.text("address"),
    )  # fmt: skip
    evidence.put_in_evidence(stand.office, stand.viewer, stand.reference, submission)


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


def _open_linked(stand: Stand, line: ActLine) -> None:
    linking.open_linked_case(
        stand.office, stand.viewer, stand.reference,
        linking.Linking(
            line.text("relation"), line.text("title"), line.text("reason"),
            line.text("reference"), line.judged_on, source=line.source, assumed=line.assumed,
        ),
    )  # fmt: skip


def _change_version(stand: Stand, line: ActLine) -> None:
    version_changes.change_version(
        stand.office, stand.viewer, stand.reference, line.fields["version"], line.text("reason"),
        stated=_stated(line),
    )  # fmt: skip


def _undo_version(stand: Stand, line: ActLine) -> None:
    version_changes.undo_change(
        stand.office, stand.viewer, stand.reference, line.text("reason"), stated=_stated(line)
    )


def _stated(line: ActLine) -> version_changes.Stated:
    return version_changes.Stated(line.judged_on, line.on, line.source, line.assumed)


def _relate(stand: Stand, line: ActLine) -> None:
    relating.relate_cases(
        stand.office, stand.viewer, stand.reference, line.text("reference"), line.text("reason"),
        simulated_on=line.judged_on, source=line.source, assumed=line.assumed,
    )  # fmt: skip


def _use_paper(stand: Stand, line: ActLine) -> None:
    borrowing.use_paper(
        stand.office, stand.viewer, stand.reference,
        borrowing.Borrowing(
            line.text("of_case"), line.text("paper"), line.texts("criteria"),
            line.texts("subjects"), line.text("key"), simulated_on=line.judged_on,
            source=line.source,
        ),
    )  # fmt: skip


def _succeed(stand: Stand, line: ActLine) -> None:
    passes = line.fields.get("passes", {})
    stated = succession_of_one_case.SuccessionStated(
        line.text("key"), line.text("sort"), tuple(line.texts("bodies")), tuple(line.texts("to")),
        line.on.latest if line.on is not None and line.on.is_exact else None,
        line.text("instrument"), line.text("confirmed_by"),
        {what: tuple(to) for what, to in passes.items()}, dict(line.fields.get("persons", {})),
        frozenset(p.key for p in stand.case.persons if p.oversight),
    )  # fmt: skip
    succession_of_one_case.succeed_on_case(
        stand.office, stand.viewer, stand.reference, stated, simulated_on=line.judged_on
    )


def _give_role(stand: Stand, line: ActLine) -> None:
    case_people.give_role(
        stand.office, stand.viewer, stand.reference, line.text("person"), line.text("role"),
        line.on, simulated_on=line.judged_on, source=line.source, assumed=line.assumed,
    )  # fmt: skip


def _end_role(stand: Stand, line: ActLine) -> None:
    if line.text("takes_role"):
        handing = handing_over.HandingOver(
            line.text("person"), line.text("role"), _when(line), line.text("takes_role"),
            simulated_on=line.judged_on, source=line.source, assumed=line.assumed,
        )  # fmt: skip
        handing_over.hand_over(stand.office, stand.viewer, stand.reference, handing)
        return
    case_people.end_role(
        stand.office, stand.viewer, stand.reference, line.text("person"), line.text("role"),
        _when(line), simulated_on=line.judged_on,
    )  # fmt: skip


def _name_cover(stand: Stand, line: ActLine) -> None:
    since, until = _when(line).earliest, FactDate.parse(line.text("until")).latest
    if since is None or until is None:
        raise Invalid("A cover needs an exact first and last day.", "Give both as 2018-02-02.")
    named = covering.CoverNamed(
        line.text("person"), line.text("covering"), since, until, line.texts("roles"),
        line.judged_on, line.source, line.assumed,
    )  # fmt: skip
    covering.name_cover(stand.office, stand.viewer, (stand.reference,), named)


def _end_cover(stand: Stand, line: ActLine) -> None:
    covering.end_cover(
        stand.office, stand.viewer, stand.reference, line.text("key"), simulated_on=line.judged_on
    )


def _note(stand: Stand, line: ActLine) -> None:
    """The remark itself stays in the file; the case only learns that the day has come."""
    with case_verb(
        stand.office, stand.viewer, stand.reference, "simulated_day_came",
        simulated_on=line.judged_on,
    ):  # fmt: skip
        pass


def _when(line: ActLine) -> FactDate:
    return line.on or FactDate.on(line.judged_on)


_PLAYS: dict[str, Callable[[Stand, ActLine], None]] = {
    "record": _record,
    "absent": _absent,
    "withdraw": _withdraw,
    "remove": _remove,
    "answer": _answer,
    "evidence": _evidence,
    "sign_off": _sign_off,
    "check_sign_off": _check_sign_off,
    "check_record": _check_record,
    "set_aside": _set_aside,
    "confirm": _confirm,
    "defer": _defer,
    "start_hold": start_hold,
    "end_hold": end_hold,
    "withdraw_hold": withdraw_hold,
    "open_linked": _open_linked,
    "change_version": _change_version,
    "undo_version": _undo_version,
    "relate": _relate,
    "use_paper": _use_paper,
    "succeed": _succeed,
    "give_role": _give_role,
    "end_role": _end_role,
    "name_cover": _name_cover,
    "end_cover": _end_cover,
    "note": _note,
}
