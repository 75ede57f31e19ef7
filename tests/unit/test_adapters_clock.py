"""The clock tells UTC instants and London dates."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from casework.adapters.clock import FixedClock, SystemClock


def test_a_summer_evening_in_utc_is_already_the_next_day_in_london() -> None:
    clock = FixedClock(datetime(2026, 7, 1, 23, 30, tzinfo=UTC))
    assert clock.today() == date(2026, 7, 2)


def test_a_winter_evening_in_utc_is_the_same_day_in_london() -> None:
    clock = FixedClock(datetime(2026, 1, 1, 23, 30, tzinfo=UTC))
    assert clock.today() == date(2026, 1, 1)


def test_a_fixed_clock_refuses_an_instant_without_a_time_zone() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        FixedClock(datetime(2026, 1, 1))


def test_the_system_clock_tells_an_aware_utc_instant() -> None:
    assert SystemClock().now().utcoffset() == timedelta(0)
