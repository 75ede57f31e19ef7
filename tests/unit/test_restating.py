"""What may not be stated anew under what already rests on it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework.domain.errors import Conflict
from casework.domain.facts import WITHDRAWN
from casework.services.restating import check_may_restate
from tests.factories import make_facts, record

ROWS = ({"parameter": "beds", "of": "The site", "value": "120"},)
FEWER = ({"parameter": "beds", "of": "The site", "value": "64"},)
VERSION = record("proposal_version", "one", title="The proposal", parameters=ROWS)
USED = record(
    "proposal_version", "one", title="The proposal", parameters=ROWS, used_as=("consultation",)
)
SUPPLIED = record("supplied_to_scrutiny", organisation="kent", proposal="proposal_version/one@1")


def restate(known, *others, **fields):
    facts = make_facts(known, *others, as_at="2026-06-01")
    check_may_restate(facts, known, replace(known.payload, **fields))


def test_a_version_on_which_nothing_rests_may_change():
    assert restate(VERSION, parameters=FEWER) is None


@pytest.mark.parametrize(("known", "others"), [(USED, ()), (VERSION, (SUPPLIED,))])
def test_a_version_that_was_used_or_named_keeps_its_parameters(known, others):
    with pytest.raises(Conflict, match="120, then 64"):
        restate(known, *others, parameters=FEWER)


def test_what_was_only_assumed_gives_way_to_what_is_known():
    assert restate(replace(USED, assumed=True), parameters=FEWER) is None


def test_all_else_of_a_used_version_may_change():
    later = ("consultation", "decision")
    assert restate(USED, used_as=later, title="The proposal, corrected") is None


def change(**fields):
    given = {"status": "temporary", "starts_on": "2026-03-02", "expires_on": "2026-06-16", **fields}
    return record("temporary_change", "ward", what="Beds close at night", **given)


def act(name, position):
    return replace(record("act", f"{name}:1", act=name, subject="ward"), position=position)


LATER = change(expires_on="2026-12-16").payload.expires_on


def test_a_change_that_has_begun_does_not_last_longer_by_its_record():
    with pytest.raises(Conflict, match="expires on 16 June 2026"):
        restate(change(), expires_on=LATER)


def test_a_change_that_began_by_an_act_does_not_either():
    with pytest.raises(Conflict):
        restate(change(starts_on=None), act("act_on_safety", 3), expires_on=LATER)


@pytest.mark.parametrize(
    ("known", "others", "fields"),
    [
        (change(), [act("extend_temporary_change", 9)], {"expires_on": LATER}),
        (change(starts_on="2026-07-01"), [], {"expires_on": LATER}),
        (change(expires_on=None), [], {"expires_on": LATER}),
        (change(), [], {"review_on": LATER}),
        (change(expires_on="2026-12-31"), [], {"expires_on": LATER}),
    ],
    ids=["extended", "not begun", "no expiry yet", "another field", "an earlier expiry"],
)
def test_a_change_may_be_restated_otherwise(known, others, fields):
    assert restate(known, *others, **fields) is None


@pytest.mark.parametrize("expires_on", [LATER, None])
def test_withdrawing_a_change_first_or_taking_its_expiry_away_lets_it_last_no_longer(expires_on):
    withdrawn = replace(change(), state=WITHDRAWN) if expires_on else change()
    with pytest.raises(Conflict, match="expires on 16 June 2026"):
        restate(withdrawn, expires_on=expires_on)


def test_one_extension_allows_one_later_expiry():
    with pytest.raises(Conflict):
        restate(
            replace(change(), position=12), act("extend_temporary_change", 9), expires_on=LATER
        )
