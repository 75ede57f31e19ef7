"""Evidence and staged files: nothing lost, nothing overwritten, nothing shown to strangers."""

from __future__ import annotations

from datetime import timedelta

import pytest

from casework.adapters.file_storage import storage_key
from casework.documents.inspection import RefusedFile
from casework.domain.errors import Invalid, NotFound, NotPermitted
from casework.services.evidence import Submission, download_evidence, put_in_evidence
from casework.services.staging import get_staged, stage_file, staged_files, sweep
from tests.integration.desk import Desk
from tests.integration.entry_pages import OLD_WORD


def test_what_was_put_in_comes_out_the_same(desk: Desk) -> None:
    made = desk.evidence("iia_report", content=b"assessed\n")
    got = download_evidence(desk.office, desk.viewer("PM"), desk.reference, made.key, 1)
    assert (got.content, got.name) == (b"assessed\n", "iia_report.txt")


def test_a_new_version_leaves_the_old_one_as_it_was(desk: Desk) -> None:
    made = desk.evidence("iia_report", content=b"first\n")
    values = {"title": "iia", "type": "iia_report", "classification": "public"}
    put_in_evidence(desk.office, desk.viewer("PM"), desk.reference,
                    Submission(values, file_name="b.txt", content=b"second\n", key=made.key,
                               version=1))  # fmt: skip
    old = download_evidence(desk.office, desk.viewer("PM"), desk.reference, made.key, 1)
    new = download_evidence(desk.office, desk.viewer("PM"), desk.reference, made.key, 2)
    assert (old.content, new.content) == (b"first\n", b"second\n")


def test_a_stranger_downloads_nothing(desk: Desk) -> None:
    made = desk.evidence("iia_report")
    with pytest.raises(NotFound):
        download_evidence(desk.office, desk.viewer("stranger"), desk.reference, made.key, 1)


def test_privileged_evidence_is_for_those_who_may_read_it(desk: Desk) -> None:
    made = desk.evidence("legal_review_note", by="LEG", classification="privileged")
    with pytest.raises(NotFound):
        download_evidence(desk.office, desk.viewer("PM"), desk.reference, made.key, 1)


def test_damaged_bytes_are_not_served(desk: Desk) -> None:
    made = desk.evidence("iia_report", content=b"assessed\n")
    root = desk.office.files.root  # type: ignore[attr-defined]
    path = root / storage_key(desk.reference, made.payload.sha256)
    path.chmod(0o600)
    path.write_bytes(b"forged\n")
    with pytest.raises(Exception, match="not the one|differ|hash"):
        download_evidence(desk.office, desk.viewer("PM"), desk.reference, made.key, 1)


def test_evidence_names_only_checks_that_exist(desk: Desk) -> None:
    with pytest.raises(Invalid, match="no check"):
        desk.evidence("iia_report", criteria=("GT99.nothing",))


def test_a_refused_file_waits_with_its_reason(desk: Desk) -> None:
    staged = stage_file(desk.office, desk.viewer("PM"), "old.doc",
                        OLD_WORD, case=desk.reference)  # fmt: skip
    assert staged.refusal and staged.may_be_sealed


def test_governance_may_keep_such_a_file_sealed(desk: Desk) -> None:
    staged = stage_file(desk.office, desk.viewer("GOV"), "old.doc",
                        OLD_WORD)  # fmt: skip
    values = {"title": "Old minutes", "type": "iia_report", "classification": "restricted"}
    made = put_in_evidence(
        desk.office, desk.viewer("GOV"), desk.reference,
        Submission(values, token=staged.token, sealed_reason="Only copy of the minutes"),
    )  # fmt: skip
    assert made.payload.sealed is True


def test_a_file_that_can_be_kept_open_is_not_sealed(desk: Desk) -> None:
    made = put_in_evidence(
        desk.office, desk.viewer("GOV"), desk.reference,
        Submission({"title": "Note", "type": "other", "classification": "restricted"},
                   file_name="note.txt", content=b"Plain words\n", sealed_reason="Why not"),
    )  # fmt: skip
    assert (made.payload.sealed, made.payload.media_type) == (False, "text/plain")


def test_a_refused_file_that_may_not_be_sealed_stays_refused(desk: Desk) -> None:
    with pytest.raises(RefusedFile):
        put_in_evidence(
            desk.office, desk.viewer("GOV"), desk.reference,
            Submission({"title": "Tool", "type": "other", "classification": "restricted"},
                       file_name="tool.exe", content=b"MZ" + b"\0" * 200, sealed_reason="Keep"),
        )  # fmt: skip


def test_a_legal_review_note_is_kept_as_privileged_and_as_nothing_else(desk: Desk) -> None:
    with pytest.raises(Invalid, match="Legally privileged"):
        desk.evidence("legal_review_note", by="LEG", classification="public")


def test_nobody_else_may_seal(desk: Desk) -> None:
    staged = stage_file(desk.office, desk.viewer("PM"), "old.doc",
                        OLD_WORD)  # fmt: skip
    values = {"title": "Old minutes", "type": "iia_report", "classification": "restricted"}
    with pytest.raises(NotPermitted):
        put_in_evidence(
            desk.office, desk.viewer("PM"), desk.reference,
            Submission(values, token=staged.token, sealed_reason="Only copy"),
        )  # fmt: skip


def test_a_refused_file_cannot_be_put_in_unsealed(desk: Desk) -> None:
    staged = stage_file(desk.office, desk.viewer("PM"), "old.doc",
                        OLD_WORD)  # fmt: skip
    values = {"title": "Old minutes", "type": "iia_report", "classification": "restricted"}
    with pytest.raises(RefusedFile):
        put_in_evidence(desk.office, desk.viewer("PM"), desk.reference,
                        Submission(values, token=staged.token))  # fmt: skip


def test_a_staged_file_is_its_persons_alone(desk: Desk) -> None:
    staged = stage_file(desk.office, desk.viewer("PM"), "a.txt", b"text\n", case=desk.reference)
    with pytest.raises(NotFound):
        get_staged(desk.office, desk.viewer("GOV"), staged.token)


def test_a_form_error_loses_no_staged_file(desk: Desk) -> None:
    staged = stage_file(desk.office, desk.viewer("PM"), "a.txt", b"text\n",
                        case=desk.reference, form="evidence")  # fmt: skip
    with pytest.raises(Invalid):
        put_in_evidence(desk.office, desk.viewer("PM"), desk.reference,
                        Submission({"title": "t", "type": "nonsense",
                                    "classification": "public"}, token=staged.token))  # fmt: skip
    waiting = staged_files(desk.office, desk.viewer("PM"), case=desk.reference, form="evidence")
    assert [f.token for f in waiting] == [staged.token]


def test_sweeping_keeps_what_cases_hold_and_what_is_younger_than_a_day(desk: Desk) -> None:
    made = desk.evidence("iia_report", content=b"kept\n")
    stage_file(desk.office, desk.viewer("PM"), "a.txt", b"young\n", case=desk.reference)
    assert sweep(desk.office) == 0
    assert desk.office.files.exists(storage_key(desk.reference, made.payload.sha256))


def test_files_wait_a_day(desk: Desk) -> None:
    from dataclasses import replace

    from casework.adapters.clock import FixedClock

    staged = stage_file(desk.office, desk.viewer("PM"), "a.txt", b"young\n", case=desk.reference)
    later = FixedClock(desk.office.clock.now() + timedelta(hours=25))
    sweep(replace(desk.office, clock=later))
    with pytest.raises(NotFound, match="24 hours"):
        get_staged(desk.office, desk.viewer("PM"), staged.token)


def test_what_is_said_of_a_file_that_is_not_sent_is_not_heard(desk: Desk) -> None:
    values = {"title": "t", "type": "other", "classification": "public", "sealed": True,
              "address": "https://x.example", "sha256": "0" * 64, "size": 1,
              "media_type": "text/plain", "file_name": "a.txt"}  # fmt: skip
    made = put_in_evidence(desk.office, desk.viewer("PM"), desk.reference, Submission(values))
    p = made.payload
    assert (p.sha256, p.size, p.media_type, str(p.file_name), p.sealed) == ("", None, "", "", None)
