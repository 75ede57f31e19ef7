"""One contract for every file storage, and what a local folder promises besides."""

from __future__ import annotations

import errno
import hashlib
import io
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from casework.adapters.file_storage import (
    FileStorage,
    InvalidStorageKey,
    NotStored,
    StoredContentDiffers,
    storage_key,
)
from casework.adapters.local_file_storage import UNFINISHED, LocalFileStorage

STORAGES: dict[str, Callable[[Path], FileStorage]] = {"local folder": LocalFileStorage}
"""Every implementation: a new one is added here and must pass the whole contract."""

PAPER = b"Pre-consultation business case"
OTHER = b"Decision-making business case"


def key_of(content: bytes, case: str = "case-1") -> str:
    return storage_key(case, hashlib.sha256(content).hexdigest())


@pytest.fixture(params=STORAGES)
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> FileStorage:
    return STORAGES[request.param](tmp_path / "files")


class TestContract:
    def test_what_was_put_is_read_back(self, storage: FileStorage) -> None:
        storage.put(key_of(PAPER), PAPER)
        assert storage.read(key_of(PAPER)) == PAPER

    def test_a_stream_is_kept_like_bytes(self, storage: FileStorage) -> None:
        storage.put(key_of(PAPER), io.BytesIO(PAPER))
        with storage.open(key_of(PAPER)) as stream:
            assert stream.read() == PAPER

    def test_putting_the_same_bytes_again_changes_nothing(self, storage: FileStorage) -> None:
        storage.put(key_of(PAPER), PAPER)
        first = storage.stored_at(key_of(PAPER))
        storage.put(key_of(PAPER), PAPER)
        assert storage.stored_at(key_of(PAPER)) == first

    def test_other_bytes_under_a_key_are_refused(self, storage: FileStorage) -> None:
        storage.put(key_of(PAPER), PAPER)
        with pytest.raises(StoredContentDiffers):
            storage.put(key_of(PAPER), OTHER)

    def test_refused_bytes_leave_the_kept_ones_alone(self, storage: FileStorage) -> None:
        storage.put(key_of(PAPER), PAPER)
        with pytest.raises(StoredContentDiffers):
            storage.put(key_of(PAPER), OTHER)
        assert storage.read(key_of(PAPER)) == PAPER

    def test_bytes_without_the_hash_of_their_key_are_not_kept(self, storage: FileStorage) -> None:
        with pytest.raises(StoredContentDiffers):
            storage.put(key_of(PAPER), OTHER)
        assert not storage.exists(key_of(PAPER))

    @pytest.mark.parametrize("ask", ["open", "read", "stored_at"])
    def test_a_key_that_was_never_put_is_not_stored(self, storage: FileStorage, ask: str) -> None:
        with pytest.raises(NotStored):
            getattr(storage, ask)(key_of(PAPER))

    def test_what_was_deleted_no_longer_exists(self, storage: FileStorage) -> None:
        storage.put(key_of(PAPER), PAPER)
        storage.delete(key_of(PAPER))
        assert not storage.exists(key_of(PAPER))

    def test_deleting_what_was_never_put_is_no_error(self, storage: FileStorage) -> None:
        storage.delete(key_of(PAPER))
        assert not storage.exists(key_of(PAPER))

    def test_keys_are_listed_in_order(self, storage: FileStorage) -> None:
        keys = [key_of(PAPER, "case-2"), key_of(PAPER), key_of(OTHER)]
        for key in keys:
            storage.put(key, OTHER if key == key_of(OTHER) else PAPER)
        assert list(storage.list_keys()) == sorted(keys)

    def test_a_prefix_lists_one_case_and_not_the_case_that_begins_alike(
        self, storage: FileStorage
    ) -> None:
        storage.put(key_of(PAPER, "case-1"), PAPER)
        storage.put(key_of(PAPER, "case-10"), PAPER)
        assert list(storage.list_keys("case-1/")) == [key_of(PAPER, "case-1")]

    def test_a_case_without_files_lists_none(self, storage: FileStorage) -> None:
        assert list(storage.list_keys("case-9/")) == []

    def test_the_kept_bytes_are_verified_against_a_hash(self, storage: FileStorage) -> None:
        storage.put(key_of(PAPER), PAPER)
        assert storage.verify(key_of(PAPER), hashlib.sha256(PAPER).hexdigest())

    def test_another_hash_does_not_verify(self, storage: FileStorage) -> None:
        storage.put(key_of(PAPER), PAPER)
        assert not storage.verify(key_of(PAPER), hashlib.sha256(OTHER).hexdigest())

    def test_the_instant_of_putting_is_aware(self, storage: FileStorage) -> None:
        storage.put(key_of(PAPER), PAPER)
        assert storage.stored_at(key_of(PAPER)).utcoffset() == timedelta(0)

    @pytest.mark.parametrize(
        "key",
        [
            "../" + "a" * 64,
            "case-1/../" + "a" * 64,
            "/" + "a" * 64,
            "case-1/" + "A" * 64,
            "case-1/" + "a" * 63,
            "case-1/" + "a" * 64 + "\n",
            "case\\1/" + "a" * 64,
            "",
        ],
    )
    @pytest.mark.parametrize("ask", ["read", "exists", "delete", "open", "stored_at"])
    def test_a_key_that_could_point_elsewhere_is_refused(
        self, storage: FileStorage, ask: str, key: str
    ) -> None:
        with pytest.raises(InvalidStorageKey):
            getattr(storage, ask)(key)

    @pytest.mark.parametrize("prefix", ["../", "case-1/..", ".unfinished"])
    def test_a_prefix_that_could_point_elsewhere_is_refused(
        self, storage: FileStorage, prefix: str
    ) -> None:
        with pytest.raises(InvalidStorageKey):
            list(storage.list_keys(prefix))


class TestLocalFolder:
    def test_a_put_that_fails_midway_leaves_nothing_behind(self, tmp_path: Path) -> None:
        class BrokenUpload(io.BytesIO):
            def read(self, size: int | None = -1) -> bytes:
                raise ConnectionResetError("gone")

        storage = LocalFileStorage(tmp_path)
        with pytest.raises(ConnectionResetError):
            storage.put(key_of(PAPER), BrokenUpload(PAPER))
        assert [path for path in tmp_path.rglob("*") if path.is_file()] == []

    def test_file_and_folder_are_synced_before_put_returns(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        storage = LocalFileStorage(tmp_path)
        synced: list[str] = []
        fsync = os.fsync

        def noted(handle: int) -> None:
            synced.append(os.readlink(f"/proc/self/fd/{handle}"))
            fsync(handle)

        monkeypatch.setattr(os, "fsync", noted)
        storage.put(key_of(PAPER), PAPER)
        assert [Path(path).parent.name for path in synced[:1]] == [UNFINISHED]
        assert synced[1:] == [str(tmp_path), str(tmp_path / "case-1")]

    def test_kept_bytes_that_were_altered_are_reported_and_not_repaired(
        self, tmp_path: Path
    ) -> None:
        storage = LocalFileStorage(tmp_path)
        storage.put(key_of(PAPER), PAPER)
        (tmp_path / key_of(PAPER)).write_bytes(b"altered")
        with pytest.raises(StoredContentDiffers, match="left as they are"):
            storage.put(key_of(PAPER), PAPER)

    def test_a_file_system_without_hard_links_still_keeps_the_file(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def no_links(*_: object) -> None:
            raise OSError(errno.EPERM, "no hard links here")

        monkeypatch.setattr(os, "link", no_links)
        storage = LocalFileStorage(tmp_path)
        storage.put(key_of(PAPER), PAPER)
        assert storage.read(key_of(PAPER)) == PAPER

    def test_leftovers_of_interrupted_puts_are_removed_by_age(self, tmp_path: Path) -> None:
        storage = LocalFileStorage(tmp_path)
        (tmp_path / UNFINISHED / "old").write_bytes(b"half")
        assert storage.remove_unfinished(datetime.now(UTC) + timedelta(hours=1)) == 1

    def test_a_put_under_way_is_not_removed(self, tmp_path: Path) -> None:
        storage = LocalFileStorage(tmp_path)
        (tmp_path / UNFINISHED / "new").write_bytes(b"half")
        assert storage.remove_unfinished(datetime.now(UTC) - timedelta(days=1)) == 0
