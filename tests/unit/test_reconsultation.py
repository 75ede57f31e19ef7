"""What the record says beside each question on asking people again; it answers none of them."""

from __future__ import annotations

import pytest

from casework.domain.facts import RecordVersion
from casework.domain.guards.consultation import RECONSULTATION_QUESTIONS
from casework.domain.reconsultation import record_says
from tests.factories import make_facts, record

CLOSED = record("consultation", opens_on="2026-01-12", closes_on="2026-04-12",
                closed_on="2026-04-12")  # fmt: skip


def version(key: str, used: str, *rows: tuple[str, str, str], **more: object) -> RecordVersion:
    parameters = tuple(
        {"parameter": name, "of": of, "value": value, "unit": ""} for name, of, value in rows
    )
    dated = "2026-01-05" if used == "consultation" else "2026-05-20"
    return record("proposal_version", key, title=key, dated=dated, used_as=(used,),
                  parameters=parameters, **more)  # fmt: skip


CONSULTED = version("one", "consultation", ("beds", "North site", "120"), ("cost", "All", "9"))
DECIDED = version("two", "decision", ("beds", "North site", "64"), ("cost", "All", "12"))


def says(question: str, *records: RecordVersion, as_at: str = "2026-06-01") -> str:
    return " ".join(record_says(make_facts(*records, as_at=as_at))[question])


def test_of_an_empty_case_something_is_said_to_every_question() -> None:
    said = record_says(make_facts())
    assert list(said) == list(RECONSULTATION_QUESTIONS) and all(said.values())


@pytest.mark.parametrize(
    ("question", "records", "expected"),
    [
        ("material_change", (CONSULTED, DECIDED), "Beds, north site: 120, then 64."),
        ("material_change", (CONSULTED,), "Not recorded: which version of the proposal is to be"),
        ("material_change", (CONSULTED, version("two", "decision", material_change=True)),
         "Not recorded: the parameters"),
        ("option_unviable", (CONSULTED, DECIDED), "Cost, all: 9, then 12."),
        ("option_unviable",
         (CLOSED, record("option", "o", title="South", status="discarded", judged_unviable=True,
                         decided_on="2026-05-01")), "“South” was judged not viable"),
        ("new_option",
         (CLOSED, record("option", "o", title="South", status="preferred",
                         decided_on="2026-05-01")), "after the consultation opened"),
        ("new_option", (record("option", "o", title="South", put_forward_on="2026-02-01",
                               status="long_list"),), "“South” was put forward"),
        ("new_evidence",
         (CLOSED, record("evidence", "e", title="New figures", type="other", dated="2026-05-03")),
         "“New figures” is dated"),
        ("new_evidence", (), "Not recorded: the day on which the consultation closed."),
        ("long_since_close", (CLOSED,), "1 whole months before 1 June 2026."),
        ("new_area",
         (CLOSED, record("affected_authority", "a", organisation="west", standing="scrutiny",
                         since="2026-05-01")), "{org:west} is affected"),
        ("new_area",
         (record("patient_flow", "f", organisation="south", standing="scrutiny", affected=True),),
         "Residents of {org:south} are affected"),
        ("law_changed", (), "Not recorded: which law applies."),
        ("promise_to_reconsult",
         (record("promise", "p", promise="We shall ask again", sort="consult",
                 made_on="2026-02-03"),), "“We shall ask again”; it is open."),
        ("promise_to_reconsult", (), "Not recorded: a search for promises."),
    ],
)  # fmt: skip
def test_the_record_says(
    question: str, records: tuple[RecordVersion, ...], expected: str
) -> None:
    assert expected in says(question, *records)


@pytest.mark.parametrize(
    ("as_at", "months"), [("2027-10-11", 17), ("2027-10-12", 18), ("2026-04-12", 0)]
)
def test_months_since_the_close_are_whole_months(as_at: str, months: int) -> None:
    assert f": {months} whole months before" in says("long_since_close", CLOSED, as_at=as_at)


def test_a_close_that_is_known_roughly_gives_the_least_and_the_most() -> None:
    rough = record("consultation", opens_on="2025-10-01", closed_on="2026-01")
    assert "between 4 and 5 whole months" in says("long_since_close", rough)


def test_what_does_not_touch_the_proposal_is_no_promise_to_ask_again() -> None:
    promise = record("promise", "p", promise="Parking", sort="consult",
                     touches_this_proposal=False)  # fmt: skip
    assert "Parking" not in says("promise_to_reconsult", promise)
