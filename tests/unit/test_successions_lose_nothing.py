"""Whatever a body holds when it ceases, and however it is split: nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from casework.domain.calendar.england import england_bank_holidays
from casework.domain.calendar.poll_register import Poll, periods_near
from casework.domain.case_dates import CaseDate, Terms, case_dates
from casework.domain.case_dates.shapes import Key
from casework.domain.dates import FactDate
from casework.domain.facts import SEATS, CaseFacts, RecordVersion
from casework.domain.holdings import Body, holdings_of
from casework.domain.successions import Succession
from casework.services.succession_lines import Line
from casework.services.succession_passing import check_lines, drafts_of
from tests.factories import make_facts, record

INSIDE = "inside-"
"""How the keys of the old body's own people begin, who act in roles inside."""
OLD, OTHER, FIRST, SECOND, THIRD = "old", "other", "first", "second", "third"
DAY = date(2026, 6, 1)
BODIES = st.sampled_from([OLD, OTHER])
HOLIDAYS = england_bank_holidays()
POLL = Poll("county-2026", "County election", date(2026, 10, 8), "local", True, ())
CHECKS = (("GT31.letter", "affected_authority"), ("GT34.letter", "healthwatch"),
          ("GT02.duty", "responsible_body"))  # fmt: skip
"""Checks, each with the kind of party of which it is asked."""
TERMS = Terms(HOLIDAYS, periods_near((POLL,), [OLD], HOLIDAYS), {"iia_report": 12})


def _letter(number: int, body: str, sent: str) -> RecordVersion:
    return record("letter", f"l{number}", purpose="regulation_23", organisation=body,
                  direction="sent", sent_on=sent, comments_date="2026-10-01",
                  decision_date="2026-12-01")  # fmt: skip


@st.composite
def held(draw: st.DrawFn) -> tuple[RecordVersion, ...]:
    """Places, roles, letters, promises and shares, of the old body and of another."""
    found = [record("affected_authority", body, organisation=body, standing="scrutiny")
             for body in draw(st.lists(BODIES, max_size=2, unique=True))]  # fmt: skip
    found += [record("responsible_body", OLD, organisation=OLD, capacity="commissioner",
                     duty="s14Z45")] if draw(st.booleans()) else []  # fmt: skip
    for n in range(draw(st.integers(0, 3))):
        body = draw(BODIES)
        role = draw(st.sampled_from(["HC", "HCH"]))
        found.append(record("role", f"p{n}:{role}", person=f"p{n}", role=role, organisation=body))
    for n in range(draw(st.integers(0, 2))):
        role = draw(st.sampled_from(["PM", "ENG", "LEG"]))
        since = draw(st.sampled_from([None, "2026-04-01", "2026-06-01", "2026-06-02"]))
        found.append(record("role", f"{INSIDE}{n}:{role}", person=f"{INSIDE}{n}", role=role,
                            since=since))  # fmt: skip
    for n in range(draw(st.integers(0, 3))):
        found.append(_letter(n, draw(BODIES), draw(st.sampled_from(["2026-02-02", "2026-05-20"]))))
    for n in range(draw(st.integers(0, 3))):
        kept = draw(st.sampled_from([None, "2026-05-01"]))
        found.append(record("promise", f"q{n}", promise="It stays", sort="keep", kept_on=kept))
    if draw(st.booleans()):
        found.append(record("joint_scrutiny", "jc", outcome="appointed", organisation="joint",
                            committee_type="mandatory", members=[OLD, OTHER]))  # fmt: skip
    return (*found, *draw(judged()), *draw(dated()))


@st.composite
def judged(draw: st.DrawFn) -> list[RecordVersion]:
    """What gates rest on: sign-offs, evidence and exceptions, and a power to decide; of the old
    body and of another."""
    found: list[RecordVersion] = []
    for ref, _ in draw(st.lists(st.sampled_from(CHECKS), unique=True)):
        body = draw(BODIES)
        found.append(record("attestation", f"{ref}:{body}:AO", criterion=ref, subject=body,
                            role="AO", person="p9"))  # fmt: skip
        if draw(st.booleans()):
            found.append(record("waiver", f"{ref}:{body}", criterion=ref, subject=body,
                                means="departure", reason="Agreed"))  # fmt: skip
    if draw(st.booleans()):
        found.append(record("healthwatch", OLD, organisation=OLD))
    if draw(st.booleans()):
        found.append(record("decision_authority", "power", organisation=draw(BODIES)))
    return found


@st.composite
def dated(draw: st.DrawFn) -> list[RecordVersion]:
    """A temporary change, a paper with a shelf life, meetings, a claim and a cover."""
    body = draw(BODIES)
    day = draw(st.sampled_from(["2026-05-20", "2026-09-30", "2026-09"]))
    every = [
        record("temporary_change", "t", what="Beds closed", status="urgent", decided_on=day),
        record("evidence", "e", title="Assessment", type="iia_report", classification="public",
               dated=day, subjects=[body]),
        record("meeting", "m", organisation=body, purpose="scrutiny", held_on=day),
        record("meeting", "b", organisation=body, purpose="decision", held_on=day),
        record("claim", "c", hold="hold/h", brought_by="A resident", letter_on=day),
        record("letter", "claim", organisation=body, purpose="pre_action", direction="received",
               sent_on=day),
        record("cover", "v", covered="p0", covering="p1", roles=["HC"], since="2026-05-20",
               until="2026-06-20", named_by="p0", named_at=1),
    ]  # fmt: skip
    return draw(st.lists(st.sampled_from(every), unique_by=lambda r: r.reference))


def versions_of(facts: CaseFacts) -> list[RecordVersion]:
    """The letters as they were first, with another date for comments, and as they are."""
    return [v for r in facts.records if r.kind == "letter" for v in (
        replace(r, payload=replace(r.payload, comments_date=FactDate.parse("2026-09-01"))),
        replace(r, version=2),
    )]  # fmt: skip


def dates_of(facts: CaseFacts) -> tuple[CaseDate, ...]:
    """All dates of the case, those that were moved among them."""
    return case_dates(facts, TERMS, versions_of(facts))


class TheFirst:
    """Chooses the first of what may be chosen, and always the same: for examples."""

    def draw(self, strategy: st.SearchStrategy[tuple[str, ...]]) -> tuple[str, ...]:
        return (FIRST,)


def owed_after(found: Iterable[CaseDate], lines: tuple[Line, ...]) -> dict[Key, date | None]:
    """The dates as they should stand after it: the notice of an urgent change (T11) is owed to
    each council that has the place of the one that ceased, on the same day."""
    seat = f"affected_authority/{OLD}"
    place = next((line.to or () for line in lines if line.holding.what == seat), ())
    return {
        (d.rule_id, d.record, body if d.rule_id == "T11" else d.key[2]): d.on
        for d in found
        for body in (place if d.rule_id == "T11" and d.body == OLD else (d.body,))
    }  # fmt: skip


MERGED = Succession("s", 1, "confirmed", "merger", (OLD,), (FIRST,), DAY, "An order")
OF_INSIDE = f"role/{INSIDE}"
SUCCESSORS = st.lists(st.sampled_from([FIRST, SECOND, THIRD]), min_size=1, max_size=3, unique=True)


def persons_of(facts: CaseFacts) -> set[str]:
    return {r.payload.person for r in facts.current("role")
            if r.payload.organisation == OLD or r.payload.person.startswith(INSIDE)}  # fmt: skip


def lines_of(draw: st.DataObject, facts: CaseFacts, new: list[str]) -> tuple[Line, ...]:
    """Each line with the successors that somebody chose, as the service makes them."""
    body = Body(OLD, persons_of(facts), True, DAY)
    found = holdings_of(facts, body, CHECKS, dates_of(facts))
    some = st.lists(st.sampled_from(new), min_size=1, unique=True).map(tuple)
    chosen: dict[str, tuple[str, ...]] = {}
    for h in found:
        if not h.follows:
            to = draw.draw(some)
            chosen[h.what] = to[:1] if h.group == "role" else to
    return tuple(Line(h, OLD, chosen.get(h.follows or h.what), "") for h in found)


def after(facts: CaseFacts, lines: tuple[Line, ...], new: list[str]) -> CaseFacts:
    """The facts with everything that passing writes."""
    s = Succession("s", 1, "confirmed", "split" if len(new) > 1 else "merger", (OLD,),
                   tuple(new), DAY, "An order")  # fmt: skip
    drafts = drafts_of(s, facts, lines, {}, "second-person", DAY)
    template = record("service", "x", name="x")
    return facts.with_records(
        replace(template, kind=d.kind, key=d.key, payload=d.payload, cites=d.cites) for d in drafts
    )


@settings(max_examples=60, deadline=None)
@given(held(), SUCCESSORS, st.data())
def test_no_role_is_lost(
    records: tuple[RecordVersion, ...], new: list[str], data: st.DataObject
) -> None:
    facts = make_facts(*records)
    now = after(facts, lines_of(data, facts, new), new)
    for role in ("HC", "HCH"):
        assert set(now.holders_of(role)) == set(facts.holders_of(role))
    for r in now.current("role"):
        assert r.payload.organisation != OLD or r.payload.until is not None


@settings(max_examples=60, deadline=None)
@given(held(), SUCCESSORS, st.data())
def test_no_promise_or_letter_is_lost(
    records: tuple[RecordVersion, ...], new: list[str], data: st.DataObject
) -> None:
    facts = make_facts(*records)
    now = after(facts, lines_of(data, facts, new), new)
    owed = [r for r in facts.current("promise") if r.payload.kept_on is None]
    ours = [r for r in facts.current("letter") if r.payload.organisation == OLD]
    for r in [*owed, *ours]:
        assert now.passed_to(r.reference, OLD) & set(new)
    for letter in ours:
        assert any(letter.reference in {x.reference for x in now.about("letter", b)} for b in new)


@settings(max_examples=60, deadline=None)
@given(held(), SUCCESSORS, st.data())
def test_a_role_inside_goes_on_with_its_person_from_its_own_first_day(
    records: tuple[RecordVersion, ...], new: list[str], data: st.DataObject
) -> None:
    facts = make_facts(*records)
    lines = lines_of(data, facts, new)
    now = after(facts, lines, new)
    check_lines(facts, MERGED, tuple(x for x in lines if x.holding.what.startswith(OF_INSIDE)))
    for day in (date(2026, 5, 31), DAY, date(2026, 6, 2)):
        for role in ("PM", "ENG", "LEG"):
            assert now.at(day).holders_of(role) == facts.at(day).holders_of(role)


def passing(lines: tuple[Line, ...]) -> dict[str, tuple[str, ...]]:
    """To whom each line passes."""
    return {line.holding.what: line.to or () for line in lines}


EVERY_PLACE = tuple(
    record(kind, OLD, organisation=OLD) for kind in ("affected_authority", "healthwatch")
)


@settings(max_examples=60, deadline=None)
@given(held(), SUCCESSORS, st.data())
@example(EVERY_PLACE, [FIRST], TheFirst())
def test_no_gate_is_lost(
    records: tuple[RecordVersion, ...], new: list[str], data: st.DataObject
) -> None:
    facts = make_facts(*records)
    lines = lines_of(data, facts, new)
    now, to = after(facts, lines, new), passing(lines)
    for ref, kind in CHECKS:
        place = to.get(f"{kind}/{OLD}", ())
        if OLD in facts.parties(kind):
            assert place and to[f"gate/{ref}"] == place
        assert set(now.parties(kind)) == (set(facts.parties(kind)) - {OLD}) | set(place)


@settings(max_examples=60, deadline=None)
@given(held(), SUCCESSORS, st.data())
def test_no_sign_off_or_exception_is_lost(
    records: tuple[RecordVersion, ...], new: list[str], data: st.DataObject
) -> None:
    facts = make_facts(*records)
    lines = lines_of(data, facts, new)
    now, to = after(facts, lines, new), passing(lines)
    of_old = [r for kind in ("attestation", "waiver") for r in facts.current(kind)
              if r.payload.subject == OLD]  # fmt: skip
    for r in of_old:
        end = ":AO" if r.kind == "attestation" else ""
        found = {
            body for body in new
            if now.recorded_for(r.kind, lambda b, r=r, end=end: f"{r.payload.criterion}:{b}{end}",
                                body) == r
        }  # fmt: skip
        assert found == set(to[r.reference]) and found


@settings(max_examples=60, deadline=None)
@given(held(), SUCCESSORS, st.data())
def test_no_letter_is_read_as_anybodys_but_its_successors(
    records: tuple[RecordVersion, ...], new: list[str], data: st.DataObject
) -> None:
    facts = make_facts(*records)
    lines = lines_of(data, facts, new)
    now, to = after(facts, lines, new), passing(lines)
    for letter in facts.current("letter"):
        seen = {b for b in new if letter in now.about("letter", b)}
        is_old = letter.payload.organisation == OLD
        assert seen == (set(to[letter.reference]) if is_old else set())


@settings(max_examples=60, deadline=None)
@given(held(), SUCCESSORS, st.data())
def test_no_seat_or_power_is_lost(
    records: tuple[RecordVersion, ...], new: list[str], data: st.DataObject
) -> None:
    facts = make_facts(*records)
    lines = lines_of(data, facts, new)
    now, to = after(facts, lines, new), passing(lines)
    if facts.joint_committees_of(OLD):
        seated = {b for b in new if now.joint_committees_of(b)}
        assert seated == set(to["joint_scrutiny/jc"]) and seated
    for kind in ("meeting", "decision_authority"):
        for r in facts.about_body(kind, OLD):
            if r.payload.organisation == OLD:
                assert {b for b in new if r in now.about_body(kind, b)} >= set(to[r.reference])
                assert to[r.reference]


AN_URGENT_NOTICE = (
    record("affected_authority", OLD, organisation=OLD, standing="scrutiny"),
    record("temporary_change", "t", what="Beds closed", status="urgent", decided_on="2026-05-20"),
)


@settings(max_examples=60, deadline=None)
@given(held(), SUCCESSORS, st.data())
@example(AN_URGENT_NOTICE, [FIRST], TheFirst())
def test_no_deadline_is_lost(
    records: tuple[RecordVersion, ...], new: list[str], data: st.DataObject
) -> None:
    facts = make_facts(*records)
    lines = lines_of(data, facts, new)
    now = after(facts, lines, new)
    after_it = {d.key: d.on for d in dates_of(now) if d.is_computed}
    assert owed_after((d for d in dates_of(facts) if d.is_computed), lines) == after_it
    passing = {line.holding.what: line.to for line in lines if line.holding.group == "deadline"}
    awaited = {f"date/{':'.join(d.key)}" for d in dates_of(facts)
               if d.is_computed and not d.settled}  # fmt: skip
    assert awaited <= set(passing) and all(passing.values())


@settings(max_examples=60, deadline=None)
@given(held(), SUCCESSORS, st.data())
def test_the_days_before_are_as_they_were(
    records: tuple[RecordVersion, ...], new: list[str], data: st.DataObject
) -> None:
    facts = make_facts(*records)
    now = after(facts, lines_of(data, facts, new), new)
    day = date(2026, 5, 31)
    for kind in sorted(SEATS - {"role"}):
        assert set(now.at(day).parties(kind)) == set(facts.at(day).parties(kind))
    assert set(now.at(day).holders_of("HC")) == set(facts.at(day).holders_of("HC"))
