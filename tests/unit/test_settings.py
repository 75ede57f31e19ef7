"""The environment, read once, with defaults that are safe."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from casework.settings import InvalidSettings, Settings, keep_secret_key, read_settings


def test_nothing_need_be_set() -> None:
    settings = read_settings({})
    assert (settings.host, settings.port, settings.base_url) == (
        "127.0.0.1", 5000, "http://127.0.0.1:5000",
    )  # fmt: skip


def test_the_port_is_part_of_the_address() -> None:
    assert read_settings({"PORT": "8080"}).base_url == "http://127.0.0.1:8080"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_a_postgresql_address_gets_our_driver(scheme: str) -> None:
    settings = read_settings({"CASEWORK_DATABASE_URL": f"{scheme}://name@host/cases"})
    assert settings.database == "postgresql+psycopg://name@host/cases"


def test_without_a_database_address_it_is_a_file_in_the_data_folder(tmp_path: Path) -> None:
    settings = read_settings({"CASEWORK_DATA": str(tmp_path)})
    assert settings.database == f"sqlite:///{tmp_path.resolve() / 'casework.sqlite'}"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "many"),
        ("PORT", "70000"),
        ("CASEWORK_BASE_URL", "casework.example"),
        ("CASEWORK_SMTP_ENCRYPTION", "perhaps"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(InvalidSettings, match=name):
        read_settings({name: value})


def test_a_secret_key_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "data")
    keys = {keep_secret_key(settings) for _ in range(2)}
    mode = stat.S_IMODE((tmp_path / "data" / "secret_key").stat().st_mode)
    assert len(keys) == 1 and len(keys.pop()) >= 32 and mode == 0o600


def test_a_short_secret_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidSettings):
        keep_secret_key(Settings(tmp_path, secret_key="short"))


def test_secrets_are_not_shown_with_the_settings(tmp_path: Path) -> None:
    shown = repr(Settings(tmp_path, secret_key="k" * 40, smtp_password="hidden words"))
    assert "kkkk" not in shown and "hidden words" not in shown


def test_only_our_own_name_is_trusted_outside_this_machine(tmp_path: Path) -> None:
    settings = Settings(tmp_path, base_url="https://casework.example")
    assert settings.trusted_hosts == ["casework.example"]
