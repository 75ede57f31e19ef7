"""The register of law: sources, how sure we are, and from when to when each entry applies."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

LAW = Path(__file__).resolve().parents[2] / "workflows" / "law.yaml"


@cache
def law() -> dict[str, Any]:
    return yaml.safe_load(LAW.read_text(encoding="utf-8"))


def test_every_source_of_the_law_is_listed():
    listed = {source["id"] for source in law()["sources"]}
    named = {source for entry in law()["law"] for source in entry.get("sources", [])}
    assert named - listed == set()


def test_whatever_is_assumed_of_the_law_is_to_be_verified():
    unmarked = [e["id"] for e in law()["law"] if e["confidence"] == "A" and not e.get("verify")]
    assert unmarked == []


def test_the_law_of_2013_that_was_repealed_ended_on_30_january_2024():
    ended = {e["id"] for e in law()["law"] if str(e.get("valid_to")) == "2024-01-30"}
    assert ended == {
        "si-2013-218-reg-23-6-to-8", "si-2013-218-reg-23-9", "si-2013-218-reg-25",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "begins"),
    {
        "nhs-act-2006-s14z45": "2022-07-01",
        "dhsc-scrutiny-guidance": "2024-01-09",
        "dhsc-call-in-guidance-2024": "2024-01-31",
        "accessible-information-standard": "2025-06-03",
        "five-tests": "2017-04-01",
    }.items(),
)
def test_what_the_law_register_dates_to_the_day_begins_on_that_day(name, begins):
    entry = next(e for e in law()["law"] if e["id"] == name)
    assert str(entry["valid_from"]) == begins


@pytest.mark.parametrize(
    ("name", "certain_from"),
    {
        "nhse-service-change-guidance-2018": "2018-12-31",
        "consultation-principles-2018": "2018-12-31",
        "nhse-service-change-addendum-2022": "2022-05-31",
        "nhse-involvement-guidance-2022": "2022-07-31",
    }.items(),
)
def test_what_is_dated_by_month_or_year_begins_when_that_ends_and_says_so(name, certain_from):
    entry = next(e for e in law()["law"] if e["id"] == name)
    told = "certainly stood" in entry["says"]
    assert (str(entry["valid_from"]), told) == (certain_from, True)


def test_guidance_whose_title_gives_its_year_is_dated():
    undated = [
        e["id"]
        for e in law()["law"]
        if e["force"] not in ("STATUTE", "COMMON_LAW")
        and re.search(r"20[0-9]{2}\)?$", e["title"])
        and "valid_from" not in e
    ]
    assert undated == []
