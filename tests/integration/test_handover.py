"""A role that ends hands its open work over: all of it, to somebody or openly to nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from casework.domain.dates import FactDate
from casework.domain.errors import Conflict, Invalid, NotFound, NotPermitted
from casework.domain.facts import RecordVersion
from casework.engine.agenda import TO_ASSIGN, required_actions
from casework.engine.open_work import left_open
from casework.services.case_people import give_role
from casework.services.covering import CoverNamed, name_cover
from casework.services.handing_over import HandingOver, assign_work, hand_over
from casework.services.requests import ask, withdraw_request
from casework.services.verb import case_verb
from casework.store.models.jobs import JobRow
from casework.store.records import Draft
from tests.integration.desk import Desk


def today(desk: Desk) -> date:
    return desk.office.clock.today()


def end(
    desk: Desk, person: str, takes_role: str = "", by: str = "GOV", **takers: str
) -> RecordVersion:
    """End the only role of a person today; ``takers`` by kind of record."""
    facts = desk.view("GOV").judged
    named = {r.reference: key for kind, key in takers.items() for r in facts.current(kind)}
    handing = HandingOver(
        person, person.upper(), FactDate.on(today(desk)), takes_role, named
    )
    return hand_over(desk.office, desk.viewer(by), desk.reference, handing)


def ask_for(desk: Desk, person: str, by: str = "PM") -> RecordVersion:
    return ask(desk.office, desk.viewer(by), desk.reference, person, "The plan",
               today(desk) + timedelta(days=7))  # fmt: skip


def takers(handover: RecordVersion) -> dict[str, str]:
    return {row["work"]: row["taker"] for row in handover.payload.open_work}


def to_assign(desk: Desk) -> list[tuple[str, ...]]:
    view = desk.view("GOV")
    actions = required_actions(view.definition, view.judged)
    return [a.persons for a in actions if a.state == TO_ASSIGN]


def test_who_takes_the_role_holds_it_from_the_day_after(desk: Desk) -> None:
    end(desk, "eng", "stranger")
    facts = desk.view("GOV").judged
    assert facts.at(today(desk) + timedelta(days=1)).holders_of("ENG") == ["stranger"]


def test_who_leaves_holds_the_role_on_the_last_day(desk: Desk) -> None:
    end(desk, "eng", "stranger")
    assert desk.view("GOV").judged.holders_of("ENG") == ["eng"]


def test_a_role_does_not_end_before_it_was_given(desk: Desk) -> None:
    give_role(desk.office, desk.viewer("GOV"), desk.reference, "stranger", "ENG",
              FactDate.on(today(desk)))  # fmt: skip
    handing = HandingOver("stranger", "ENG", FactDate.parse("1800-01-01"))
    with pytest.raises(Invalid, match="before it was given"):
        hand_over(desk.office, desk.viewer("GOV"), desk.reference, handing)


def test_a_request_is_asked_of_who_takes_it(desk: Desk) -> None:
    ask_for(desk, "eng")
    end(desk, "eng", "stranger")
    assert desk.view("GOV").judged.current("request")[0].payload.to == "stranger"


def test_the_answer_to_a_request_goes_to_who_takes_it(desk: Desk) -> None:
    ask_for(desk, "pm", by="ENG")
    end(desk, "eng", "stranger")
    assert desk.view("GOV").judged.current("request")[0].payload.asked_by == "stranger"


def notices_queued(desk: Desk) -> int:
    with desk.office.database.reading() as connection:
        statement = select(func.count()).where(JobRow.name == "notify_request")
        return int(connection.execute(statement).scalar_one())


def test_who_takes_a_request_is_told_of_it(desk: Desk) -> None:
    ask_for(desk, "eng")
    before = notices_queued(desk)
    end(desk, "eng", "stranger")
    assert notices_queued(desk) == before + 1


def test_nobody_is_told_of_a_request_whose_answer_goes_to_another(desk: Desk) -> None:
    ask_for(desk, "pm", by="ENG")
    before = notices_queued(desk)
    end(desk, "eng", "stranger")
    assert notices_queued(desk) == before


def test_a_piece_of_work_goes_to_somebody_else_than_the_role(desk: Desk) -> None:
    ask_for(desk, "eng")
    found = end(desk, "eng", "stranger", request="edi")
    assert "edi" in takers(found).values()


def test_nobody_would_answer_their_own_request(desk: Desk) -> None:
    ask_for(desk, "eng", by="EDI")
    with pytest.raises(Invalid, match="very person"):
        end(desk, "eng", "stranger", request="edi")


def test_a_refused_handover_leaves_the_role_as_it_was(desk: Desk) -> None:
    ask_for(desk, "eng", by="EDI")
    with pytest.raises(Invalid):
        end(desk, "eng", "stranger", request="edi")
    assert desk.view("GOV").judged.find("role/eng:ENG").payload.until is None


def test_what_the_role_is_asked_goes_with_the_role(desk: Desk) -> None:
    found = end(desk, "gov", "stranger")
    of_the_role = {t for work, t in takers(found).items() if work.startswith("check/")}
    assert of_the_role == {"stranger"}


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("promise", {"promise": "Beds stay", "sort": "keep", "touches_this_proposal": "yes"}),
        ("risk", {"risk": "Staff leave", "owner": "Engagement lead"}),
        ("issue", {"issue": "No room is free", "owner": "Engagement lead", "due_on": "2027"}),
        ("mitigation", {"mitigation": "A bus", "owner": "The engagement lead", "due_on": "2027"}),
        ("information_request", {"asked_by": "A council", "under": "foi", "what": "Figures",
                                 "asked_on": "2026-02-01"}),
        ("meeting", {"organisation": "icb", "purpose": "other", "held_on": "2027-02-01"}),
    ],
)  # fmt: skip
def test_what_somebody_answers_for_is_handed_over(
    desk: Desk, kind: str, values: dict[str, str]
) -> None:
    written = desk.record(kind, by="ENG", **values)
    assert takers(end(desk, "eng", "stranger"))[written.reference] == "stranger"


def test_what_another_role_answers_for_is_not_handed_over(desk: Desk) -> None:
    written = desk.record("risk", by="ENG", risk="Staff leave", owner="Human resources lead")
    assert written.reference not in takers(end(desk, "eng", "stranger"))


def test_what_is_done_is_not_handed_over(desk: Desk) -> None:
    written = desk.record("mitigation", by="ENG", mitigation="A bus", delivered_on="2026-02-01")
    assert written.reference not in takers(end(desk, "eng", "stranger"))


def test_what_nobody_takes_is_the_move_of_governance(desk: Desk) -> None:
    ask_for(desk, "eng")
    end(desk, "eng")
    assert to_assign(desk) == [("gov",)]


def test_what_was_left_waits_no_longer_once_somebody_takes_it(desk: Desk) -> None:
    asked = ask_for(desk, "eng")
    found = end(desk, "eng")
    assign_work(desk.office, desk.viewer("GOV"), desk.reference, found.key, found.version,
                {asked.reference: "edi"})  # fmt: skip
    assert to_assign(desk) == []


def test_a_request_that_was_left_is_asked_of_who_takes_it_later(desk: Desk) -> None:
    asked = ask_for(desk, "eng")
    found = end(desk, "eng")
    assign_work(desk.office, desk.viewer("GOV"), desk.reference, found.key, found.version,
                {asked.reference: "edi"})  # fmt: skip
    assert desk.view().judged.current("request")[0].payload.to == "edi"


def cover(desk: Desk, covered: str, covering: str) -> RecordVersion:
    named = CoverNamed(covered, covering, today(desk), today(desk) + timedelta(days=5))
    (written,) = name_cover(desk.office, desk.viewer("GOV"), (desk.reference,), named)
    return written


def test_a_cover_is_given_by_who_takes_it(desk: Desk) -> None:
    cover(desk, "pm", "eng")
    end(desk, "eng", "stranger", cover="edi")
    facts = desk.view("GOV").judged
    assert [r.payload.covering for r, _ in facts.covers] == ["edi"]


def test_a_cover_that_nobody_takes_ends(desk: Desk) -> None:
    cover(desk, "pm", "eng")
    end(desk, "eng", "stranger")
    assert desk.view("GOV").judged.covers == ()


def test_a_programme_manager_hands_over_no_role_that_only_governance_gives(desk: Desk) -> None:
    with pytest.raises(NotPermitted):
        end(desk, "leg", "leg2", by="PM")


def test_a_role_that_is_not_held_is_not_handed_over(desk: Desk) -> None:
    with pytest.raises(NotFound):
        end(desk, "stranger", "eng")


def test_who_leaves_does_not_take_the_role(desk: Desk) -> None:
    with pytest.raises(Invalid, match="very person"):
        end(desk, "eng", "eng")


def test_nobody_takes_work_who_does_not_act_on_the_case(desk: Desk) -> None:
    ask_for(desk, "eng")
    with pytest.raises(Invalid, match="acts on the case"):
        end(desk, "eng", request="stranger")


def test_a_cover_that_nobody_took_is_not_asked_of_governance(desk: Desk) -> None:
    cover(desk, "pm", "eng")
    end(desk, "eng")
    assert to_assign(desk) == []


def withdrawn_since(desk: Desk) -> tuple[RecordVersion, RecordVersion]:
    """A request that was left to nobody and withdrawn since, and the handover."""
    asked = ask_for(desk, "eng")
    found = end(desk, "eng")
    withdraw_request(desk.office, desk.viewer("PM"), desk.reference, asked.key, 1, "No need")
    return asked, found


def test_a_request_withdrawn_since_is_left_to_nobody_no_more(desk: Desk) -> None:
    withdrawn_since(desk)
    assert to_assign(desk) == []


def test_nobody_is_named_for_what_is_done(desk: Desk) -> None:
    asked, found = withdrawn_since(desk)
    with pytest.raises(Conflict, match="done by now"):
        assign_work(desk.office, desk.viewer("GOV"), desk.reference, found.key, found.version,
                    {asked.reference: "edi"})  # fmt: skip


def test_who_covers_for_who_leaves_takes_no_role_over(desk: Desk) -> None:
    cover(desk, "gov", "stranger")
    found = end(desk, "gov")
    of_the_role = {t for work, t in takers(found).items() if work.startswith("check/")}
    assert of_the_role == {""}


def test_what_a_role_was_asked_waits_although_somebody_covers_on_its_last_day(desk: Desk) -> None:
    cover(desk, "gov", "stranger")
    found = end(desk, "gov")
    view = desk.view()
    left = left_open(view.definition, view.judged, found)
    assert any(work.startswith("check/") for work in left)


def test_a_role_that_began_anew_after_a_succession_is_handed_over(desk: Desk) -> None:
    day = FactDate.on(today(desk))
    with case_verb(desk.office, desk.viewer("GOV"), desk.reference, "role_given") as verb:
        old = verb.facts.find("role/eng:ENG")
        assert old is not None
        ended = replace(old.payload, until=FactDate.on(today(desk) - timedelta(days=1)))
        verb.write(Draft("role", old.key, ended),
                   Draft("role", "eng:ENG:icb", replace(old.payload, since=day)))  # fmt: skip
    end(desk, "eng", "stranger")
    assert desk.view().judged.find("role/eng:ENG:icb").payload.until == day
