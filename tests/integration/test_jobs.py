"""The worker: everything at least once, nothing twice at the same time, nothing lost."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, select

from casework.adapters.mail import MailNotSent
from casework.domain.dates import LONDON
from casework.jobs.registry import GiveUp, Schedule, job, list_schedules
from casework.jobs.worker import run_due, run_worker
from casework.services.office import Office
from casework.store.database import Database
from casework.store.jobs import (
    LEASE,
    MAXIMUM_ATTEMPTS,
    enqueue,
    failed_jobs,
    finish,
    lease_one,
    put_back,
)
from casework.store.models.jobs import JobRow
from tests.integration.offices import office_with
from tests.integration.processes import kill_when_there
from tests.integration.rows import NOW

_ran: list[str] = []


class MovableClock:
    """A clock that a test moves on."""

    def __init__(self, instant: datetime = NOW) -> None:
        self.instant = instant

    def now(self) -> datetime:
        return self.instant

    def today(self) -> Any:
        return self.instant.astimezone(LONDON).date()

    def move(self, by: timedelta) -> None:
        self.instant += by


@job("note")
def note(office: Office, arguments: dict[str, Any]) -> None:
    """Note that it ran."""
    _ran.append(arguments["key"])


@job("note_slowly")
def note_slowly(office: Office, arguments: dict[str, Any]) -> None:
    """Note when it began and when it ended."""
    _ran.append(f"+{arguments['key']}")
    time.sleep(0.02)
    _ran.append(f"-{arguments['key']}")


@job("fall_over")
def fall_over(office: Office, arguments: dict[str, Any]) -> None:
    """Fail every time."""
    raise RuntimeError("the printer is on fire")


@job("give_up")
def give_up(office: Office, arguments: dict[str, Any]) -> None:
    """Fail for good."""
    raise GiveUp("there is no such council")


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def office(database: Database, tmp_path: Path, clock: MovableClock) -> Iterator[Office]:
    """An office whose nightly jobs have run, so that only a test's own are due."""
    office = office_with(database, tmp_path, clock)
    run_due(office)
    _ran.clear()
    yield office


def put_in(office: Office, name: str, key: str = "a", **arguments: Any) -> None:
    with office.database.writing() as connection:
        enqueue(connection, [job_row(office, name, key, **arguments)])


def job_row(office: Office, name: str, key: str, **arguments: Any) -> dict[str, Any]:
    now = office.clock.now()
    return {"name": name, "key": key, "arguments": json.dumps(arguments), "run_at": now,
            "enqueued_at": now}  # fmt: skip


def the_job(office: Office, key: str = "a") -> Any:
    with office.database.reading() as connection:
        return connection.execute(select(JobRow.__table__).where(JobRow.key == key)).one()


def test_a_job_is_run_and_done(office: Office) -> None:
    put_in(office, "note")
    assert (run_due(office), _ran, the_job(office).state) == (1, ["a"], "done")


def test_a_job_enqueued_twice_under_one_key_runs_once(office: Office) -> None:
    put_in(office, "note")
    put_in(office, "note")
    run_due(office)
    assert _ran == ["a"]


def test_a_job_waits_for_its_time(office: Office, clock: MovableClock) -> None:
    later = {"run_at": NOW + timedelta(hours=1)}
    with office.database.writing() as connection:
        enqueue(connection, [job_row(office, "note", "a") | later])
    before = run_due(office)
    clock.move(timedelta(hours=1))
    assert (before, run_due(office)) == (0, 1)


def test_a_job_that_fails_is_tried_again_later(office: Office, clock: MovableClock) -> None:
    put_in(office, "fall_over")
    run_due(office)
    at_once = run_due(office)
    clock.move(timedelta(minutes=1))
    assert (at_once, run_due(office), the_job(office).attempts) == (0, 1, 2)


def test_a_job_that_fails_keeps_what_went_wrong(office: Office) -> None:
    put_in(office, "fall_over")
    run_due(office)
    assert the_job(office).last_error == "the printer is on fire"


def test_a_job_that_always_fails_is_given_up_and_seen(office: Office, clock: MovableClock) -> None:
    put_in(office, "fall_over")
    for _ in range(MAXIMUM_ATTEMPTS + 2):
        run_due(office)
        clock.move(timedelta(hours=2))
    with office.database.reading() as connection:
        seen = [(found.key, found.attempts) for found in failed_jobs(connection)]
    assert seen == [("a", MAXIMUM_ATTEMPTS)]


@pytest.mark.parametrize("name", ["give_up", "of_no_such_name"])
def test_a_job_that_cannot_succeed_is_given_up_at_once(office: Office, name: str) -> None:
    put_in(office, name)
    run_due(office)
    assert the_job(office).state == "failed"


def test_a_job_that_was_given_up_can_be_put_back(office: Office) -> None:
    put_in(office, "give_up")
    run_due(office)
    with office.database.writing() as connection:
        put_back(connection, the_job(office).id, NOW)
    assert (the_job(office).state, the_job(office).attempts) == ("waiting", 0)


def test_a_failing_job_does_not_hold_up_the_others(office: Office) -> None:
    put_in(office, "fall_over", "a")
    put_in(office, "note", "b")
    run_due(office)
    assert _ran == ["b"]


def test_a_leased_job_is_left_alone_until_its_lease_runs_out(
    office: Office, clock: MovableClock
) -> None:
    put_in(office, "note")
    with office.database.writing() as connection:
        lease_one(connection, NOW)
    before = run_due(office)
    clock.move(LEASE)
    assert (before, run_due(office), _ran) == (0, 1, ["a"])


def test_a_worker_that_lost_its_lease_cannot_finish_the_job(
    office: Office, clock: MovableClock
) -> None:
    put_in(office, "note")
    with office.database.writing() as connection:
        lost = lease_one(connection, NOW)
        lease_one(connection, NOW + LEASE)
        finish(connection, lost, NOW + LEASE)
    assert the_job(office).state == "leased"


def test_a_job_that_always_kills_its_worker_is_given_up(
    office: Office, clock: MovableClock
) -> None:
    put_in(office, "note")
    for _ in range(MAXIMUM_ATTEMPTS):
        with office.database.writing() as connection:
            lease_one(connection, clock.now())
        clock.move(LEASE)
    run_due(office)
    assert (the_job(office).state, _ran) == ("failed", [])


def test_a_job_whose_worker_was_killed_runs_once_the_lease_is_over(
    office: Office, clock: MovableClock, migrated_url: str, tmp_path: Path
) -> None:
    put_in(office, "stay")
    kill_when_there("tests.integration.worker_victim", migrated_url, str(tmp_path))
    with office.database.writing() as connection:
        connection.execute(JobRow.__table__.update().values(name="note"))
    before = run_due(office)
    clock.move(LEASE)
    assert (before, run_due(office), _ran) == (0, 1, ["a"])


def test_two_workers_never_run_the_same_job_at_the_same_time(
    office: Office, migrated_url: str
) -> None:
    for number in range(20):
        put_in(office, "note_slowly", f"k{number:02d}")
    engines = [create_engine(migrated_url) for _ in range(3)]
    offices = [replace(office, database=Database(engine)) for engine in engines]
    threads = [threading.Thread(target=run_due, args=(each,)) for each in offices]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for engine in engines:
        engine.dispose()
    expected = sorted(f"{sign}k{number:02d}" for number in range(20) for sign in "+-")
    assert sorted(_ran) == expected


def test_the_worker_runs_jobs_until_it_is_stopped(office: Office) -> None:
    stop = threading.Event()
    worker = threading.Thread(target=run_worker, args=(office, stop, 0.01))
    worker.start()
    put_in(office, "note")
    deadline = time.monotonic() + 10
    while not _ran and time.monotonic() < deadline:
        time.sleep(0.01)
    stop.set()
    worker.join(10)
    assert (_ran, worker.is_alive()) == (["a"], False)


def test_a_daily_job_runs_once_a_day(office: Office, clock: MovableClock) -> None:
    same_day = run_due(office)
    clock.move(timedelta(days=1))
    assert (same_day, run_due(office), run_due(office)) == (0, len(list_schedules()), 0)


def test_days_that_were_missed_are_run_once(office: Office, clock: MovableClock) -> None:
    clock.move(timedelta(days=5))
    assert run_due(office) == len(list_schedules())


@pytest.mark.parametrize(
    ("instant", "due"),
    [
        ("2026-03-02T01:00:00+00:00", "2026-03-02T02:00:00+00:00"),
        ("2026-03-02T02:00:00+00:00", "2026-03-03T02:00:00+00:00"),
        ("2026-03-28T12:00:00+00:00", "2026-03-29T01:00:00+00:00"),
        ("2026-10-24T23:30:00+00:00", "2026-10-25T02:00:00+00:00"),
    ],
)
def test_a_schedule_keeps_to_the_hour_in_london(instant: str, due: str) -> None:
    after = Schedule("nightly", 2).next_after(datetime.fromisoformat(instant))
    assert after == datetime.fromisoformat(due)


def put_in_letter(office: Office, to: str = "clerk@example.org") -> None:
    put_in(office, "send_letter", to=to, subject="A pack", body="Sign in with this link: secret")


def test_a_letter_is_sent(office: Office, tmp_path: Path) -> None:
    put_in_letter(office)
    run_due(office)
    assert len(list((tmp_path / "mail").glob("*.eml"))) == 1


def test_a_letter_that_is_tried_again_is_sent_once(
    office: Office, clock: MovableClock, tmp_path: Path
) -> None:
    put_in_letter(office)
    leased = the_job(office)
    run_due(office)
    with office.database.writing() as connection:  # as if the worker had died before finishing
        connection.execute(
            JobRow.__table__.update().where(JobRow.key == "a")
            .values(state="waiting", arguments=leased.arguments)
        )  # fmt: skip
    assert run_due(office) == 1
    assert len(list((tmp_path / "mail").glob("*.eml"))) == 1


def test_a_letter_is_forgotten_once_sent(office: Office) -> None:
    put_in_letter(office)
    run_due(office)
    assert the_job(office).arguments == "{}"


def test_a_letter_to_no_address_is_given_up(office: Office) -> None:
    put_in_letter(office, to="nobody")
    run_due(office)
    assert the_job(office).state == "failed"


class RefusingMailer:
    """A mail server that takes nothing."""

    def __init__(self, permanent: bool) -> None:
        self.permanent = permanent

    def send(self, message: Any) -> None:
        raise MailNotSent("The mail server said no.", permanent=self.permanent)


@pytest.mark.parametrize(("permanent", "state"), [(True, "failed"), (False, "waiting")])
def test_a_refused_letter_is_tried_again_unless_refused_for_good(
    office: Office, permanent: bool, state: str
) -> None:
    put_in_letter(office)
    run_due(replace(office, mailer=RefusingMailer(permanent)))
    assert the_job(office).state == state
