"""A folder uploaded as zip: every file read or refused on its own, the bomb refused as a whole."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest

from casework.documents.inspection import (
    DEFAULT_LIMITS,
    RefusedFile,
    inspect_file,
    open_zip_upload,
)
from tests.unit import inspection_samples as samples


def codes(content: bytes) -> dict[str, str]:
    """The refusal's code of each file, "" where it was read."""
    return {
        member.path: member.refusal.code if member.refusal else ""
        for member in open_zip_upload(content)
    }


def test_every_file_is_read_with_its_folders() -> None:
    content = samples.zipped({"Gate 1/PCBC.pdf": samples.pdf(), "note.txt": b"text"})
    assert [(member.path, member.name) for member in open_zip_upload(content)] == [
        ("Gate 1/PCBC.pdf", "PCBC.pdf"),
        ("note.txt", "note.txt"),
    ]


def test_what_is_read_can_be_inspected() -> None:
    content = samples.zipped({"Gate 1/PCBC.docx": samples.word()})
    member = next(iter(open_zip_upload(content)))
    assert member.content and inspect_file(member.name, member.content).kind == "Word document"


def test_one_bad_file_leaves_the_others_readable() -> None:
    content = samples.zipped({"inner.zip": samples.zipped({"a": b"b"}), "note.txt": b"text"})
    assert codes(content) == {"inner.zip": "archive", "note.txt": ""}


@pytest.mark.parametrize(
    "path", ["../../outside.txt", "a/../../outside.txt", "/outside.txt", "C:\\outside.txt"]
)
def test_a_path_that_points_outside_is_refused(path: str) -> None:
    assert list(codes(samples.zipped({path: b"text"})).values()) == ["unsafe-path"]


def test_a_refused_path_is_shown_without_what_made_it_unsafe() -> None:
    assert list(codes(samples.zipped({"../../outside.txt": b"text"}))) == ["outside.txt"]


def test_a_link_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert codes(stream.getvalue()) == {"link.txt": "unsafe-path"}


def test_a_locked_file_is_refused_alone() -> None:
    content = samples.flagged_as_encrypted(samples.zipped({"a.txt": b"x", "b.txt": b"y"}))
    assert codes(content) == {"a.txt": "password-protected", "b.txt": ""}


def test_a_file_that_inflates_out_of_proportion_is_refused_alone() -> None:
    content = samples.zipped({"bomb.txt": bytes(20 * 1024 * 1024), "b.txt": b"y"})
    assert codes(content) == {"bomb.txt": "unpacks-too-large", "b.txt": ""}


def test_a_damaged_file_is_refused_alone() -> None:
    content = samples.zipped({"a.txt": b"first text", "b.txt": b"y"}, zipfile.ZIP_STORED)
    assert codes(content.replace(b"first text", b"other text")) == {"a.txt": "corrupt", "b.txt": ""}


def test_an_archive_by_content_is_refused_whatever_its_name() -> None:
    content = samples.zipped({"a.txt": b"Rar!\x1a\x07\x00data"})
    assert codes(content) == {"a.txt": "archive"}


def test_a_file_over_the_limit_is_refused_alone() -> None:
    small = replace(DEFAULT_LIMITS, file_bytes=10)
    content = samples.zipped({"long.txt": b"more than ten bytes", "b.txt": b"y"})
    found = [member.refusal and member.refusal.code for member in open_zip_upload(content, small)]
    assert found == ["too-large", None]


def test_folders_and_files_that_systems_leave_behind_are_passed_over() -> None:
    content = samples.zipped(
        {"a/": b"", "__MACOSX/._a.txt": b"x", "a/.DS_Store": b"x", "b.txt": b"y"}
    )
    assert list(codes(content)) == ["b.txt"]


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (replace(DEFAULT_LIMITS, upload_bytes=10), "too-large"),
        (replace(DEFAULT_LIMITS, upload_files=2), "unpacks-too-large"),
        (replace(DEFAULT_LIMITS, upload_unpacked_bytes=5), "unpacks-too-large"),
    ],
)
def test_a_zip_beyond_the_limits_is_refused_before_anything_is_read(limits, code: str) -> None:
    content = samples.zipped({f"{number}.txt": b"text" for number in range(3)})
    with pytest.raises(RefusedFile) as caught:
        open_zip_upload(content, limits)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "type-mismatch"), (b"text", "type-mismatch"), (b"PK\x03\x04broken", "corrupt")],
)
def test_what_is_no_zip_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(RefusedFile) as caught:
        open_zip_upload(content)
    assert caught.value.code == code
