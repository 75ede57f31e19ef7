"""Who was told of a date while it stood, and by what."""

from __future__ import annotations

from casework.domain.case_dates.stretches import stretches
from casework.domain.case_dates.told import tellings
from tests.factories import make_facts, record
from tests.unit.test_case_dates import EAST, ICB, consultation, letter, meeting, moved


def told(value, *records):
    fields = {"consultation": "closes_on", "meeting": "held_on", "letter": "comments_date"}
    (stretch,) = stretches((value,), fields[value.kind])
    found = tellings(make_facts(value, *records), stretch)
    return [(t.organisation, t.on.text if t.on else "", t.by, t.sure) for t in found]


def test_the_letter_tells_its_own_council():
    assert told(letter()) == [(EAST, "2026-05-22", "letter/one", True)]


def test_publication_of_the_dates_tells_the_public():
    assert ("", "2026-05-25", "letter/one", True) in told(letter(dates_published_on="2026-05-25"))


def test_a_delivery_says_when_the_letter_arrived():
    delivery = record("delivery", "d", letter="letter/one@1", delivered_on="2026-05-23")
    assert (EAST, "2026-05-23", "delivery/d", True) in told(letter(), delivery)


def test_a_share_of_that_version_tells_its_organisation():
    share = record("share", "s", organisation="west-council", shared="consultation/case@1")
    assert told(consultation(), share) == [("west-council", "2026-06-01", "share/s", True)]


def test_a_share_of_another_version_does_not():
    share = record("share", "s", organisation="west-council", shared="consultation/case@2")
    assert told(consultation(), share) == []


def test_a_letter_that_went_out_while_it_stood_may_have_told_it():
    sent = letter(sent_on="2026-06-01")
    assert told(consultation(), sent) == [(EAST, "2026-06-01", "letter/one", False)]


def test_a_letter_that_went_before_the_date_was_recorded_did_not_tell_it():
    assert told(consultation(), letter(sent_on="2026-05-31")) == []


def test_a_consultation_that_has_opened_told_the_public():
    opened = consultation(opens_on="2026-05-01")
    assert told(opened) == [("", "2026-05-01", "consultation/case", True)]


def test_notice_of_a_meeting_tells_the_public():
    noticed = meeting("decision", "2027-01-07", ICB, notice_published_on="2026-12-30")
    assert told(noticed) == [("", "2026-12-30", "meeting/decision", True)]


def test_a_letter_that_proposes_the_day_of_the_meeting_tells_it():
    held = meeting("decision", "2027-02-01", ICB)
    assert told(held, letter()) == [(EAST, "2026-05-22", "letter/one", True)]


def test_a_document_that_was_shared_while_it_stood_may_have_told_it():
    share = record("share", "s", organisation="west-council", shared="document/d05@1")
    assert told(consultation(), share) == [("west-council", "2026-06-01", "share/s", False)]


def test_what_went_out_after_a_date_was_replaced_did_not_tell_it():
    versions = moved(consultation(), consultation(closes_on="2027-04-20"), "2026-06-20")
    later = letter(sent_on="2026-07-01")
    (before, _) = stretches(versions, "closes_on")
    assert tellings(make_facts(versions[1], later), before) == ()
