"""Entries of a calendar as a file of RFC 5545, which calendar programs subscribe to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import (
    Calendar,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vDuration,
)

from casework.domain.feeds import Entry

PRODUCT = "-//Casework//Dates of cases//EN"
READ_EVERY = timedelta(hours=12)
ZERO, HOUR = timedelta(), timedelta(hours=1)


def calendar_file(name: str, entries: Iterable[Entry], address: str) -> bytes:
    """The file. Days are whole days and take up no time; ``address`` is where one signs in."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", READ_EVERY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(READ_EVERY))
    calendar.add_component(_london())
    for entry in entries:
        calendar.add_component(_event(entry, address))
    return calendar.to_ical()


def _london() -> Timezone:
    """London's time: the days are days there, and a calendar without any date still has a part
    (RFC 5545, 3.6). Summer time since 1996, from the last Sunday of March to that of October."""
    zone = Timezone()
    zone.add("tzid", "Europe/London")
    for kind, name, before, after, month in (
        (TimezoneDaylight, "BST", ZERO, HOUR, 3), (TimezoneStandard, "GMT", HOUR, ZERO, 10),
    ):  # fmt: skip
        part = kind()
        part.add("tzname", name)
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("dtstart", datetime(1996, month, 31 if month == 3 else 27, 1 if month == 3 else 2))
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        zone.add_component(part)
    return zone


def _event(entry: Entry, address: str) -> Event:
    event, changed = Event(), _whole_second(entry.changed_at)
    event.add("uid", entry.event.uid)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", entry.sequence)
    event.add("dtstart", entry.event.on)
    event.add("dtend", entry.event.on + timedelta(days=1))
    event.add("summary", entry.event.summary)
    if entry.event.description:
        event.add("description", entry.event.description)
    event.add("url", address)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event


def _whole_second(instant: datetime) -> datetime:
    return instant.astimezone(UTC).replace(microsecond=0)
