"""What is stated of a case and what is put in: records, papers and answers."""

from __future__ import annotations

from typing import Any

from casework.domain.errors import NotFound
from casework.domain.records import get_kind
from casework.engine.supply import absence_key
from casework.services import (
    answering,
    borrowing,
    evidence,
    recording,
    taking_back,
)
from casework.services.casefiles.format import ActLine
from casework.services.casefiles.plain import plain_values
from casework.services.casefiles.removing import is_written_by_verbs, matching, remove_all
from casework.services.casefiles.stand import Play, Stand

DEFAULT_CLASSIFICATION = "public"


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


def _use_paper(stand: Stand, line: ActLine) -> None:
    borrowing.use_paper(
        stand.office, stand.viewer, stand.reference,
        borrowing.Borrowing(
            line.text("of_case"), line.text("paper"), line.texts("criteria"),
            line.texts("subjects"), line.text("key"), simulated_on=line.judged_on,
            source=line.source,
        ),
    )  # fmt: skip


PLAYS: dict[str, Play] = {
    "record": _record,
    "absent": _absent,
    "withdraw": _withdraw,
    "remove": _remove,
    "answer": _answer,
    "evidence": _evidence,
    "use_paper": _use_paper,
}
