"""An urgent change always has an honest way out, and what is true never makes it worse."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from casework.domain.facts import RecordVersion
from casework.domain.guards import find_guard
from casework.domain.guards.lasting_reviews import reviews_due_while_it_lasts
from casework.engine.judgement import judge_move
from casework.engine.library import Library
from tests.factories import make_facts, record
from tests.generated import tried

URGENT = Library.load(Path(__file__).resolve().parents[2] / "workflows").version(
    "urgent-temporary-change", 2
)
COUNCIL = "council"
IN_TIME = find_guard("council_was_told_of_the_urgent_change_in_time")
CAN_STILL_BE_DONE = {"GT00", "GT01", "GT-U10"}
BEGAN = date(2026, 3, 2)
days = st.integers(-40, 40).map(lambda n: (BEGAN + timedelta(days=n)).isoformat())
day_or_none = st.one_of(st.none(), st.just("unknown"), days)
yes_no = st.sampled_from([True, False, None])


def letter(on: str) -> RecordVersion:
    return record("letter", f"l-{on}", purpose="urgent_change_notice", direction="sent",
                  organisation=COUNCIL, sent_on=on, summary="It is closed")  # fmt: skip


def change(**fields: Any) -> RecordVersion:
    return record("temporary_change", "ward", what="A ward closes", status="urgent", **fields)


@st.composite
def reverted_changes(draw: st.DrawFn) -> list[RecordVersion]:
    """A change that is over, with whatever is missing or late of what came before."""
    found = [change(
        ended_as="reopened", ended_on="2026-05-01", starts_on=draw(day_or_none),
        decided_on=draw(day_or_none), risk_evidence_on=draw(day_or_none),
        risk_evidence=draw(st.sampled_from([None, "A rota"])), reason=draw(
            st.sampled_from([None, "Nobody at night"])),
        own_delay=draw(yes_no), short_involvement_possible=draw(yes_no),
        urgent_since=draw(day_or_none),
    ), letter(draw(days))]  # fmt: skip
    found.append(record("affected_authority", COUNCIL, organisation=COUNCIL, standing="scrutiny"))
    found.append(record("healthwatch", "hw", organisation="hw"))
    if draw(st.booleans()):
        found.append(record(
            "decision", "d", purpose="temporary_change", organisation="trust",
            outcome=draw(st.sampled_from(["approved", "rejected"])), decided_on=draw(day_or_none),
        ))  # fmt: skip
    return found


@tried(60)
@given(reverted_changes(), st.sampled_from(["U0", "U1", "U2", "U3"]))
def test_whatever_was_late_or_left_out_a_reverted_change_reaches_its_end(
    records: list[RecordVersion], stage: str
) -> None:
    facts = make_facts(*records, as_at="2026-06-01", stage=stage)
    judged = judge_move(URGENT, facts, f"{stage}-CLOSED")
    barring = {r.criterion.ref for r in judged.blockers}
    # The notice went, so what is left of GT-U5 is the accountable officer's signature.
    gates = {ref.partition(".")[0] for ref in barring - {"GT-U5.told"}}
    assert (judged.conditions, judged.freezes) == ((), ())
    assert gates <= CAN_STILL_BE_DONE
    assert all(r.state.value == "to be signed off" for r in judged.blockers
               if r.criterion.ref == "GT-U5.told")  # fmt: skip


@tried(60)
@given(reverted_changes(), st.sampled_from(["U0", "U1", "U2", "U3"]))
def test_what_was_late_or_left_out_is_named_when_it_is_closed(
    records: list[RecordVersion], stage: str
) -> None:
    facts = make_facts(*records, as_at="2026-06-01", stage=stage)
    raised = {r.criterion.ref for r in judge_move(URGENT, facts, f"{stage}-CLOSED").flags}
    late = not IN_TIME(facts, COUNCIL).is_yes
    assert ("GT-U5.in_time" in raised) is late
    assert {"GT-U12.involved", "GT-U12.quality", "GT-U12.reported"} <= raised


@tried(60)
@given(days, days, st.integers(0, 30), st.one_of(st.none(), days))
def test_a_council_told_earlier_is_never_worse_off_than_one_told_later(
    told: str, decided: str, earlier: int, starts: str | None
) -> None:
    of_change = change(decided_on=decided, starts_on=starts)
    sooner = (date.fromisoformat(told) - timedelta(days=earlier)).isoformat()

    def answer(on: str) -> bool:
        return IN_TIME(make_facts(of_change, letter(on), as_at="2026-06-01"), COUNCIL).is_yes

    assert answer(sooner) or not answer(told)


@tried(60)
@given(st.integers(0, 3_000), st.integers(1, 12))
def test_there_is_always_a_next_review_while_a_change_lasts(days_on: int, months: int) -> None:
    as_at = (BEGAN + timedelta(days=days_on)).isoformat()
    of_change = change(decided_on=BEGAN.isoformat(), starts_on=BEGAN.isoformat())
    figure = record("local_threshold", threshold="board_review_months", value=months)
    due = reviews_due_while_it_lasts(make_facts(of_change, figure, as_at=as_at), of_change)
    assert due[-1].by >= date.fromisoformat(as_at)
    assert [each.by for each in due] == sorted({each.by for each in due})
    assert all((each.by - each.after).days <= 31 * max(months, 3) + 1 for each in due)


