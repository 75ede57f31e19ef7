"""What a succession left open bars: the moves that rest on it, and never the way back or out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from casework.domain.facts import RecordVersion
from casework.domain.records.succession import STEPS
from casework.domain.succession_bars import BARS, OUR_DEFAULT
from casework.engine.after_succession import is_settled_anew
from casework.engine.definition import Definition
from casework.engine.judgement import judge_move
from casework.engine.left_open import NEVER, waiting_for
from casework.engine.library import Library
from tests.factories import make_facts, record

WORKFLOWS = Path(__file__).resolve().parents[2] / "workflows"
LIBRARY = Library.load(WORKFLOWS)
MAJOR = LIBRARY.version("major-service-change", 3)
URGENT = LIBRARY.version("urgent-temporary-change", 1)
MINOR = LIBRARY.version("minor-change", 1)
NEWEST = (MAJOR, URGENT, MINOR)
PLACE = record("responsible_body", "new", organisation="new", capacity="lead_commissioner",
               duty="s14Z45", since="2026-04-01")  # fmt: skip
PAPER = record("evidence", "paper", title="A minute", type="other", classification="public")


SETTLED = (
    record("decision_authority", "old", organisation="old", power="A power", delegation="A scheme"),
    record("letter", "reg", organisation="council", purpose="regulation_23", direction="sent",
           sent_on="2023-02-01", sender="old"),
    record("letter", "sos", organisation="dhsc", purpose="secretary_of_state_notification",
           direction="sent", sent_on="2023-02-01", sender="old"),
    record("consultation", "case", web_address="https://example.org/consultation"),
)  # fmt: skip
"""What shows that each step was settled with the old body."""


def succession(*, vacant: tuple[str, ...] = (), **changes: Any) -> RecordVersion:
    """The only responsible body of the case became another on 1 April 2026."""
    values: dict[str, Any] = {
        "predecessor": "old", "successors": ("new",), "sort": "merger", "on": "2026-04-01",
        "instrument": "An order", "plan": "s", "plan_version": 1, "confirmed_by": "second",
        "passed": ({"what": "responsible_body/old", "to": "new"},), "vacant": vacant, **changes,
    }  # fmt: skip
    return record("succession", "s", **values)


def settled(step: str, **changes: Any) -> RecordVersion:
    values: dict[str, Any] = {"succession": "succession/s", "step": step, "done_on": "2026-04-10",
                              "shown_by": "evidence/paper", **changes}  # fmt: skip
    return record("succession_step", step, **values)


def barring(
    d: Definition, move: str, *records: RecordVersion, as_at: str = "2026-06-01"
) -> set[str]:
    found = judge_move(d, make_facts(*SETTLED, *records, as_at=as_at), move).left_open
    return {each.about.removeprefix("step/") for each in found}


DECIDES = {"decision_maker", "delegation"}
TELLS = {"scrutiny_letter", "secretary_of_state_notice", "web_redirects"}


@pytest.mark.parametrize(("d", "move", "expected"), [
    (MAJOR, "S0-S1", set()),
    (MAJOR, "S4-S5", set()),
    (MAJOR, "S5-S6", DECIDES),
    (MAJOR, "S6-S7", DECIDES | TELLS),
    (MAJOR, "open_consultation", TELLS),
    (MAJOR, "extend_consultation", TELLS),
    (MAJOR, "close_consultation", set()),
    (MAJOR, "S7-S8", TELLS),
    (MAJOR, "S8-S9", DECIDES | TELLS),
    (MAJOR, "S9-S10", DECIDES | TELLS),
    (MAJOR, "S10-S11", TELLS),
    (MAJOR, "S11-CLOSED", set()),
    (MAJOR, "S9-CLOSED", set()),
    (MAJOR, "S8-S7", set()),
    (MAJOR, "S10-S9", set()),
    (MAJOR, "S9-WITHDRAWN", set()),
    (MAJOR, "start_temporary_change", DECIDES),
    (MAJOR, "act_on_safety", set()),
    (MAJOR, "take_irreversible_step", DECIDES),
    (URGENT, "act_on_safety", set()),
    (URGENT, "U0-U1", DECIDES),
    (URGENT, "U1-U2", DECIDES | {"scrutiny_letter"}),
    (URGENT, "U3-U4", set()),
    (URGENT, "U0-WITHDRAWN", set()),
    (MINOR, "M1-M2", {"scrutiny_letter", "web_redirects"}),
    (MINOR, "M3-M4", DECIDES | {"scrutiny_letter", "web_redirects"}),
    (MINOR, "M0-UPGRADED", set()),
    (MINOR, "M4-CLOSED", set()),
])  # fmt: skip
def test_only_the_moves_that_rest_on_it_wait(d: Definition, move: str, expected: set[str]) -> None:
    assert barring(d, move, succession(), PLACE) == expected


@pytest.mark.parametrize("d", NEWEST, ids=lambda d: d.pathway)
def test_no_way_back_or_out_and_no_end_waits_for_anything(d: Definition) -> None:
    everybody = tuple(dict.fromkeys(role for e in d.edges for role in e.by))
    facts = make_facts(succession(vacant=everybody, passed=(
        {"what": "responsible_body/old", "to": ""}, {"what": "case", "to": ""})))  # fmt: skip
    free = [e.id for e in d.edges if e.kind != "forward" or d.stage(e.target).final]
    free += [act.id for act in d.acts if act.id in NEVER]
    assert {move: judge_move(d, facts, move).left_open for move in free} == dict.fromkeys(free, ())


def test_every_bar_names_a_move_forward_or_an_act_of_a_pathway() -> None:
    known = {a.id for d in NEWEST for a in d.acts}
    known |= {e.id for d in NEWEST for e in d.edges
              if e.kind == "forward" and not d.stage(e.target).final}  # fmt: skip
    assert {bar.step: set(bar.bars) - known for bar in BARS} == {step: set() for step in STEPS}


@pytest.mark.parametrize("bar", BARS, ids=lambda bar: bar.step)
def test_a_bar_cites_the_register_of_law_and_counts_from_its_first_day(bar: Any) -> None:
    entries = [LIBRARY.law[law_id] for law_id in bar.law]
    days = [e.valid_from for e in entries if e.valid_from]
    assert bar.since == (max(days) if days else None)
    assert bar.tag == "A" and bar.source in LIBRARY.sources


def test_our_own_reading_stands_in_the_register_as_assumed() -> None:
    entry = LIBRARY.law[OUR_DEFAULT]
    assert entry.confidence == "A" and entry.verify


def test_nothing_is_barred_before_the_day_in_force() -> None:
    assert barring(MAJOR, "S9-S10", succession(), PLACE, as_at="2026-03-31") == set()


def test_no_notice_to_the_secretary_of_state_is_wanted_before_its_law() -> None:
    early = succession(on="2023-06-01")
    found = barring(MAJOR, "S7-S8", early, PLACE, as_at="2023-09-01")
    assert found == TELLS - {"secretary_of_state_notice"}


@pytest.mark.parametrize(("step", "free"), [
    (settled("delegation"), True),
    (settled("delegation", shown_by=""), False),
    (settled("delegation", shown_by="evidence/gone"), False),
    (settled("delegation", done_on=None), False),
    (settled("delegation", done_on="2026-03-20"), False),
    (settled("delegation", done_on="2026-07-01"), False),
    (settled("delegation", done_on="unknown"), False),
    (settled("delegation", done_on="2026-03"), False),
    (settled("delegation", done_on="by 2026-05-01"), False),
    (settled("delegation", done_on=None, shown_by="", not_needed_because="It decided"), True),
    (settled("delegation", succession="succession/other"), False),
    (settled("decision_maker"), False),
])  # fmt: skip
def test_a_step_is_settled_by_a_day_since_and_what_shows_it_or_by_why_not(
    step: RecordVersion, free: bool
) -> None:
    of = succession()
    assert is_settled_anew(make_facts(of, PLACE, PAPER, step), of, "delegation") is free
    assert ("delegation" in barring(MAJOR, "S9-S10", of, PLACE, PAPER, step)) is not free


def test_a_vacant_post_bars_a_move_that_nobody_else_may_make() -> None:
    vacant = succession(vacant=("SRO", "GOV"))
    assert {"role/SRO", "role/GOV"} <= {
        each.about for each in judge_move(MAJOR, make_facts(vacant, PLACE), "S5-S6").left_open
    }


def test_a_vacant_post_bars_no_move_that_another_post_makes_and_no_sign_off_waits_for() -> None:
    manager = record("role", "p:PM", person="p", role="PM")
    assert barring(MAJOR, "S0-S1", succession(vacant=("SRO",)), PLACE, manager) == set()


def test_a_post_that_is_filled_again_bars_nothing() -> None:
    filled = record("role", "p:GOV", person="p", role="GOV")
    assert "role/GOV" not in barring(MAJOR, "S5-S6", succession(vacant=("GOV",)), PLACE, filled)


def test_a_vacant_post_bars_the_move_before_which_only_it_signs() -> None:
    move, role = next(
        (move, c.attesters.all_of[0]) for gate in MAJOR.gates for c in gate.criteria
        for move in gate.blocks
        if c.attesters.all_of and not c.when and c.per == "case" and move.startswith("S")
        and "CLOSED" not in move
    )  # fmt: skip
    others = [record("role", f"p{n}:{r}", person=f"p{n}", role=r)
              for n, r in enumerate(("PM", "GOV", "LEG", "ENG")) if r != role]  # fmt: skip
    assert f"role/{role}" in barring(MAJOR, move, succession(vacant=(role,)), PLACE, *others)


def test_without_a_responsible_body_nobody_decides() -> None:
    nobody = succession(passed=({"what": "responsible_body/old", "to": ""},))
    assert "place/responsible_body" in barring(MAJOR, "S8-S9", nobody)


@pytest.mark.parametrize("d", NEWEST, ids=lambda d: d.pathway)
def test_the_page_names_the_moves_that_the_bar_bars(d: Definition) -> None:
    facts = make_facts(succession(), PLACE)
    for step in STEPS:
        told = set(waiting_for(d, facts, step))
        barred = {name for name in (*(e.id for e in d.edges), *(a.id for a in d.acts))
                  if step in barring(d, name, succession(), PLACE)}  # fmt: skip
        assert told == barred
