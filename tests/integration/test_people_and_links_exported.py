"""Links, copies, covers and handovers come back from the export of a case as they stood."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from casework.domain.dates import FactDate
from casework.domain.errors import CaseworkError
from casework.domain.records import get_kind
from casework.engine.library import Library
from casework.services.casefiles.export import export_case
from casework.services.casefiles.plain import plain_values
from casework.services.casefiles.reading import read_case_file
from casework.services.casefiles.report import ReplayReport
from casework.services.casefiles.seeing import see
from casework.services.copied import PARTS
from casework.services.covering import CoverNamed, end_cover, name_cover
from casework.services.handing_over import HandingOver, assign_work, hand_over
from casework.services.linking import Linking, open_linked_case
from casework.services.office import Office
from casework.services.relating import LinkTold, record_link, relate_cases
from casework.services.requests import ask
from tests.databases import Databases
from tests.integration.desk import Desk, open_desk
from tests.integration.replays import new_office, replay_file, standing
from tests.integration.test_handover import end, to_assign, today

KINDS = ("linked_case", "role", "cover", "handover", "responsible_body", "affected_authority",
         "healthwatch", "delegated_power")  # fmt: skip


@pytest.fixture
def elsewhere(databases: Databases, pathways: Library, tmp_path: Path) -> Iterator[Office]:
    """An office over another, empty store."""
    with ExitStack() as stack:
        yield new_office(databases, pathways, tmp_path / "elsewhere", stack)


def kept(office: Office, reference: str) -> dict[str, Any]:
    """The newest version of every link, party, role, cover and handover, in plain values.

    What was asked of somebody is in no export, nor is who takes it; a replay gives a cover's
    position of its own.
    """
    found = {}
    for record in see(office, reference).judged.records:
        if record.kind not in KINDS or record.payload is None:
            continue
        values = plain_values(get_kind(record.kind), see(office, reference).facts.find(
            record.reference).payload)  # type: ignore[union-attr]  # fmt: skip
        ended = values.pop("ended_at", None)
        values.pop("named_at", None)
        values["over"] = ended is not None
        values["open_work"] = [row for row in values.get("open_work", [])
                               if not row["work"].startswith("request/")]  # fmt: skip
        found[record.reference] = values
    return found


def back(desk: Desk, office: Office, folder: Path) -> ReplayReport:
    """Export the case and play the export into another office."""
    written = export_case(desk.office, desk.viewer("GOV"), desk.reference, folder)
    return replay_file(office, written.path)


def lost(desk: Desk, office: Office, folder: Path) -> list[Any]:
    """What export and replay lose of a case: what was refused, and what came back otherwise."""
    report = back(desk, office, folder)
    refused = [(a.act, a.what, a.message) for a in report.acts if a.expectation_held is False]
    there, here = kept(office, desk.reference), kept(desk.office, desk.reference)
    other = [(key, here.get(key), there.get(key)) for key in sorted(here.keys() | there.keys())
             if here.get(key) != there.get(key)]  # fmt: skip
    return [*refused, *other, *([report.exit_code] if report.exit_code else [])]


def related(desk: Desk) -> Desk:
    other = open_desk(desk.office)
    relate_cases(desk.office, desk.viewer("PM"), desk.reference, other.reference, "One site.")
    return other


def covered(desk: Desk, person: str, by: str, *roles: str, days: int = 30) -> None:
    first = today(desk)
    named = CoverNamed(person, by, first, first + timedelta(days=days), roles)
    name_cover(desk.office, desk.viewer("GOV"), (desk.reference,), named)


def test_a_link_comes_back_although_the_other_case_is_not_there(
    desk: Desk, elsewhere: Office, tmp_path: Path
) -> None:
    related(desk)
    assert lost(desk, elsewhere, tmp_path / "out") == []


def test_both_linked_cases_come_back_whichever_is_replayed_first(
    desk: Desk, elsewhere: Office, tmp_path: Path
) -> None:
    other = related(desk)
    for each in (other, desk):
        assert lost(each, elsewhere, tmp_path / each.reference) == []
    assert kept(elsewhere, other.reference) == kept(desk.office, other.reference)


def test_a_link_told_of_a_case_that_is_there_without_it_is_recorded_in_both(
    desk: Desk, elsewhere: Office, tmp_path: Path
) -> None:
    other = open_desk(desk.office)
    back(other, elsewhere, tmp_path / "other")
    relate_cases(desk.office, desk.viewer("PM"), desk.reference, other.reference, "One site.")
    back(desk, elsewhere, tmp_path / "out")
    links = see(elsewhere, other.reference).judged.current("linked_case")
    assert [r.payload.case for r in links] == [desk.reference]


def test_only_a_replayed_case_is_told_of_a_link(desk: Desk) -> None:
    told = LinkTold("OTHER-1", "related", "major-service-change", "S1", "One site.")
    with pytest.raises(CaseworkError, match="Only a replayed case"):
        record_link(desk.office, desk.viewer("PM"), desk.reference, told)


@pytest.fixture
def full(desk: Desk) -> Desk:
    """A case with bodies, contacts and a scheme that may be copied."""
    desk.record("responsible_body", key="icb", organisation="icb", capacity="lead_commissioner",
                duty="s14Z45")  # fmt: skip
    desk.record("affected_authority", key="east", organisation="east-council",
                standing="scrutiny", addressee="Chair of the committee")  # fmt: skip
    desk.record("delegated_power", key="now", organisation="icb", power="decide_to_consult",
                held_by="board", since="2020-06-01", instrument="Scheme, version 4")  # fmt: skip
    return desk


@pytest.mark.parametrize("parts", [("bodies",), ("bodies", "contacts"), ("scheme",),
                                   tuple(PARTS)], ids=" ".join)  # fmt: skip
def test_what_was_copied_to_another_case_is_copied_again(
    full: Desk, elsewhere: Office, tmp_path: Path, parts: tuple[str, ...]
) -> None:
    opened = open_linked_case(
        full.office, full.viewer("PM"), full.reference,
        Linking("copied_to", "Another case", "It is like this one.", parts=parts),
    )  # fmt: skip
    assert lost(full, elsewhere, tmp_path / "out") == []
    was, is_ = (kept(office, opened) for office in (full.office, elsewhere))
    assert is_ == was


def test_a_case_that_began_with_a_copy_comes_back_with_it(
    full: Desk, elsewhere: Office, tmp_path: Path
) -> None:
    opened = open_linked_case(full.office, full.viewer("PM"), full.reference,
                              Linking("copied_to", "Another case", "It is like this one."))
    written = export_case(full.office, full.viewer("PM"), opened, tmp_path / "out")
    assert replay_file(elsewhere, written.path).exit_code == 0
    assert kept(elsewhere, opened) == kept(full.office, opened)


def test_a_role_that_a_case_began_with_comes_back_ended(
    desk: Desk, elsewhere: Office, tmp_path: Path
) -> None:
    end(desk, "eng", "stranger")
    assert lost(desk, elsewhere, tmp_path / "out") == []


def test_a_cover_that_ended_with_the_role_of_who_gave_it_comes_back_ended(
    desk: Desk, elsewhere: Office, tmp_path: Path
) -> None:
    covered(desk, "sro", "eng")
    end(desk, "eng")
    assert lost(desk, elsewhere, tmp_path / "out") == []


def test_a_cover_that_was_passed_on_in_a_handover_comes_back_with_who_gives_it(
    desk: Desk, elsewhere: Office, tmp_path: Path
) -> None:
    covered(desk, "sro", "eng")
    end(desk, "eng", "stranger", cover="edi")
    assert lost(desk, elsewhere, tmp_path / "out") == []


def test_work_that_was_assigned_later_comes_back_with_who_takes_it(
    desk: Desk, elsewhere: Office, tmp_path: Path
) -> None:
    desk.record("promise", by="ENG", promise="Beds stay", sort="keep", touches_this_proposal="yes")
    handover = end(desk, "eng")
    takers = {row["work"]: "edi" for row in handover.payload.open_work
              if row["work"].startswith("promise/")}  # fmt: skip
    assert takers
    assign(desk, handover.key, takers)
    assert lost(desk, elsewhere, tmp_path / "out") == []


def assign(desk: Desk, key: str, takers: dict[str, str]) -> None:
    version = see(desk.office, desk.reference).judged.find(f"handover/{key}").version  # type: ignore[union-attr]
    assign_work(desk.office, desk.viewer("GOV"), desk.reference, key, version, takers)


def test_a_request_that_was_assigned_leaves_no_act(
    desk: Desk, elsewhere: Office, tmp_path: Path
) -> None:
    ask(desk.office, desk.viewer("PM"), desk.reference, "eng", "The plan",
        today(desk) + timedelta(days=7))  # fmt: skip
    handover = end(desk, "eng")
    assign(desk, handover.key, {row["work"]: "edi" for row in handover.payload.open_work
                                if row["work"].startswith("request/")})  # fmt: skip
    assert lost(desk, elsewhere, tmp_path / "out") == []


def test_what_nobody_has_is_asked_of_governance_there_too(
    desk: Desk, elsewhere: Office, tmp_path: Path
) -> None:
    desk.record("promise", by="ENG", promise="Beds stay", sort="keep", touches_this_proposal="yes")
    end(desk, "eng")
    assert to_assign(desk)
    assert lost(desk, elsewhere, tmp_path / "out") == []
    assert standing(elsewhere, desk.reference) == standing(desk.office, desk.reference)


BAD_ACTS = [
    ("{act: open_linked, relation: copied_to, reference: X-1, title: A, reason: B, parts: [people],"
     " source: A minute, by: pm}", "parts"),
    ("{act: relate, reference: X-1, reason: B, pathway: minor-change, source: A minute, by: pm}",
     "pathway"),
    ("{act: relate, reference: X-1, reason: B, pathway: p, stage: S, relation: friend,"
     " source: A minute, by: pm}", "relation"),
    ("{act: assign_work, key: handover-1, takers: {promise/a: nobody-here}, source: A minute,"
     " by: pm}", "takers"),
]  # fmt: skip


@pytest.mark.parametrize(("act", "field"), BAD_ACTS, ids=[field for _, field in BAD_ACTS])
def test_what_leads_nowhere_is_a_fault_of_the_file(
    desk: Desk, pathways: Library, tmp_path: Path, act: str, field: str
) -> None:
    written = export_case(desk.office, desk.viewer("GOV"), desk.reference, tmp_path / "out")
    text = written.path.read_text(encoding="utf-8").replace("acts:\n", f"acts:\n- {act}\n")
    written.path.write_text(text, encoding="utf-8")
    with pytest.raises(CaseworkError, match=field):
        read_case_file(written.path, pathways)


PERSONS = ("eng", "edi", "sro", "stranger", "cmo", "fin")
ACTS = st.one_of(
    st.tuples(st.just("relate")),
    st.tuples(st.just("copy"), st.sets(st.sampled_from(sorted(PARTS)), min_size=1)),
    st.tuples(st.just("cover"), st.sampled_from(PERSONS), st.sampled_from(PERSONS)),
    st.tuples(st.just("end cover"), st.integers(1, 3)),
    st.tuples(st.just("promise"), st.sampled_from(PERSONS[:3])),
    st.tuples(st.just("hand over"), st.sampled_from(PERSONS[:3]),
              st.sampled_from(("", "stranger", "leg2")), st.sampled_from(("", "edi", "sro"))),
    st.tuples(st.just("assign"), st.sampled_from(PERSONS)),
)  # fmt: skip


def act(desk: Desk, told: tuple[Any, ...]) -> None:
    """One act of those whose coming back is tried; what is refused changes nothing."""
    name, *given_ = told
    {"relate": related, "copy": _copy, "cover": covered, "end cover": _end_cover,
     "promise": _promise, "hand over": _hand_over, "assign": _assign}[name](desk, *given_)  # type: ignore[operator]  # fmt: skip


def _copy(desk: Desk, parts: set[str]) -> None:
    open_linked_case(desk.office, desk.viewer("PM"), desk.reference,
                     Linking("copied_to", "Another", "Like it.", parts=tuple(sorted(parts))))


def _end_cover(desk: Desk, number: int) -> None:
    end_cover(desk.office, desk.viewer("GOV"), desk.reference, f"cover-{number}")


def _promise(desk: Desk, person: str) -> None:
    desk.record("promise", by=person.upper(), promise="Beds stay", sort="keep",
                touches_this_proposal="yes")  # fmt: skip


def _hand_over(desk: Desk, person: str, takes: str, other: str) -> None:
    facts = see(desk.office, desk.reference).judged
    takers = {r.reference: other for kind in ("promise", "cover") for r in facts.current(kind)}
    handing = HandingOver(person, person.upper(), FactDate.on(today(desk)), takes, takers)
    hand_over(desk.office, desk.viewer("GOV"), desk.reference, handing)


def _assign(desk: Desk, taker: str) -> None:
    for handover in see(desk.office, desk.reference).judged.current("handover"):
        takers = {row["work"]: taker for row in handover.payload.open_work
                  if not row["taker"] and row["work"].startswith("promise/")}  # fmt: skip
        assign(desk, handover.key, takers)


@settings(
    max_examples=12, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@example(told=[("hand over", "sro", "", ""), ("promise", "eng"), ("hand over", "sro", "", "")])
@given(told=st.lists(ACTS, min_size=2, max_size=8))
def test_whatever_is_linked_covered_and_handed_over_comes_back(
    desk: Desk, databases: Databases, pathways: Library, tmp_path_factory: Any,
    told: list[tuple[Any, ...]],
) -> None:
    case = open_desk(desk.office)
    for each in told:
        try:
            act(case, each)
        except CaseworkError:
            continue
    with ExitStack() as stack:
        folder = tmp_path_factory.mktemp("property")
        other = new_office(databases, pathways, folder / "store", stack)
        assert lost(case, other, folder / "out") == []
