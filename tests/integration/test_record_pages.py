"""Facts are recorded, corrected, withdrawn and denied in the browser, by those who may."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.services.exceptions import SetAside, set_aside
from casework.services.reading import get_case
from tests.integration.case_pages import (
    PM,
    SRO,
    Pages,
    counted_statements,
    open_live_case,
    put_in,
    record,
    running_pages,
)
from tests.integration.entry_pages import browser_of, status
from tests.visitors import Visitor


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A live case with people in every role."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found)
    yield found
    found.office.database.engine.dispose()


@pytest.fixture
def manager(pages: Pages) -> Visitor:
    """The programme manager's browser."""
    return browser_of(pages, "programme-manager")


def test_the_index_counts_what_is_recorded(pages: Pages, manager: Visitor) -> None:
    record(pages, "service", name="Stroke care")
    manager.open(f"{pages.url}/records")
    assert "Services 1 recorded" in manager.text


def test_a_letter_is_recorded_from_an_address_that_fills_the_form_in(
    pages: Pages, manager: Visitor
) -> None:
    manager.open(
        f"{pages.url}/records/letter/new?purpose=regulation_23&organisation=east-council"
        "&criterion=GT31.letter"
    )
    manager.send(direction="sent", sent_on="2026-05-01", decision_date="by 2026-12-01")
    assert "on or before 1 December 2026" in manager.text or "by 1 December 2026" in manager.text


def test_every_kind_that_people_state_has_a_form_that_opens(
    pages: Pages, manager: Visitor
) -> None:
    from casework.domain.records import list_kinds

    refused = [
        kind.name for kind in list_kinds()
        if kind.stated_by_people and kind.name != "evidence"
        and manager.open(f"{pages.url}/records/{kind.name}/new").status_code != 200
    ]  # fmt: skip
    assert refused == []


def test_what_was_typed_is_still_there_when_a_field_is_wrong(
    pages: Pages, manager: Visitor
) -> None:
    manager.open(f"{pages.url}/records/meeting/new")
    manager.send(organisation="north-icb", held_on="31 June", agenda="Item <b>seven</b>")
    assert status(manager) == 422
    assert manager.page.find("textarea", {"name": "agenda"}).get_text().strip() == (
        "Item <b>seven</b>"
    )


def test_every_fault_is_named_at_once(pages: Pages, manager: Visitor) -> None:
    manager.open(f"{pages.url}/records/meeting/new")
    manager.send(held_on="31 June")
    summary = manager.page.find(class_="nhsuk-error-summary").get_text(" ")
    assert "body that met" in summary
    assert "purpose" in summary
    assert "has no year" in summary


def test_pressing_twice_records_once(pages: Pages, manager: Visitor) -> None:
    manager.open(f"{pages.url}/records/service/new")
    form = manager.page
    manager.send(name="Stroke care")
    manager.page = form
    manager.send(name="Stroke care")
    assert len(get_case(pages.office, PM, pages.reference).facts.current("service")) == 1


def test_a_correction_shows_before_and_after(pages: Pages, manager: Visitor) -> None:
    version = record(pages, "service", name="Stroke care")
    manager.open(f"{pages.url}/records/service/{version.key}/edit")
    manager.send(name="Stroke and rehabilitation")
    assert "What differs" in manager.text
    assert "Stroke care" in manager.text


def test_two_corrections_at_once_show_both(pages: Pages, manager: Visitor) -> None:
    version = record(pages, "service", name="Stroke care")
    manager.open(f"{pages.url}/records/service/{version.key}/edit")
    record(pages, "service", key=version.key, name="Said by another")
    manager.send(name="Said by me")
    assert status(manager) == 409
    assert "Said by another" in manager.text
    assert manager.page.find("input", {"name": "name"})["value"] == "Said by me"


def test_sending_again_after_a_conflict_records_what_was_typed(
    pages: Pages, manager: Visitor
) -> None:
    version = record(pages, "service", name="Stroke care")
    manager.open(f"{pages.url}/records/service/{version.key}/edit")
    record(pages, "service", key=version.key, name="Said by another")
    manager.send(name="Said by me")
    manager.send()
    assert "Version 3" in manager.text


def test_a_withdrawal_keeps_the_record_and_its_reason(pages: Pages, manager: Visitor) -> None:
    version = record(pages, "service", name="Stroke care")
    manager.open(f"{pages.url}/records/service/{version.key}/withdraw")
    manager.send(reason="Entered twice")
    assert "This record is withdrawn: Entered twice" in manager.text


def test_a_withdrawal_without_reason_is_refused(pages: Pages, manager: Visitor) -> None:
    version = record(pages, "service", name="Stroke care")
    manager.open(f"{pages.url}/records/service/{version.key}/withdraw")
    manager.send(reason=" ")
    assert status(manager) == 422


def test_an_absence_needs_its_source(pages: Pages, manager: Visitor) -> None:
    manager.open(f"{pages.url}/records/letter/did-not-happen")
    manager.send(what="regulation_23", subject="east-council")
    assert status(manager) == 422


def test_an_absence_is_told_from_what_is_not_recorded(pages: Pages, manager: Visitor) -> None:
    manager.open(f"{pages.url}/records/letter/did-not-happen")
    manager.send(what="regulation_23", subject="east-council", source="Minutes of May, item 4")
    assert "East Council: this did not happen" in manager.text
    facts = get_case(pages.office, PM, pages.reference).facts
    assert [r.key for r in facts.absent("letter")] == ["no-regulation_23:east-council"]


def test_a_recorded_fact_is_not_silently_denied(pages: Pages, manager: Visitor) -> None:
    record(pages, "consultation", opens_on="2026-07-01")
    manager.open(f"{pages.url}/records/consultation/did-not-happen")
    manager.send(source="Somewhere")
    assert status(manager) == 409


def test_the_regime_is_shown_before_it_is_recorded(pages: Pages, manager: Visitor) -> None:
    record(pages, "particulars", key="case", title="A", outside_nhs_in_england="no")
    manager.open(f"{pages.url}/records/regime/determine")
    manager.send(consultation="no", report="no", act="work_out")
    assert "Law in force since 31 January 2024" in manager.text
    assert get_case(pages.office, PM, pages.reference).facts.regime is None


def test_the_regime_is_recorded_as_it_was_worked_out(pages: Pages, manager: Visitor) -> None:
    record(pages, "particulars", key="case", title="A", outside_nhs_in_england="no")
    manager.open(f"{pages.url}/records/regime/determine")
    manager.send(consultation="no", report="no", act="work_out")
    manager.send(act="record")
    assert get_case(pages.office, PM, pages.reference).facts.regime == "R24"


def test_a_regime_that_is_not_known_is_not_recorded(pages: Pages, manager: Visitor) -> None:
    manager.open(f"{pages.url}/records/regime/determine")
    manager.send(consultation="unknown", report="no", act="work_out")
    assert "The regime cannot be determined yet." in manager.text
    manager.send(act="record")
    assert get_case(pages.office, PM, pages.reference).facts.regime is None


def test_an_answer_that_was_not_shown_is_not_recorded(pages: Pages, manager: Visitor) -> None:
    record(pages, "particulars", key="case", title="A", outside_nhs_in_england="no")
    manager.open(f"{pages.url}/records/regime/determine")
    manager.send(consultation="no", report="no", act="record")
    assert status(manager) == 409


def test_the_duty_to_involve_is_asked_in_its_three_steps(pages: Pages, manager: Visitor) -> None:
    manager.open(f"{pages.url}/records/duty_to_involve/new")
    headings = [h.get_text() for h in manager.page.find_all("h2")]
    assert [h for h in headings if h.startswith("Step")] == [
        "Step 1: does it concern health services?",
        "Step 2: which activity is it?",
        "Step 3: would patients notice?",
    ]


def test_an_outcome_that_does_not_follow_from_the_steps_is_pointed_out(
    pages: Pages, manager: Visitor
) -> None:
    manager.open(f"{pages.url}/records/duty_to_involve/new")
    manager.send(
        organisation="north-icb", concerns_health_services="yes", activity=["planning"],
        applies="no",
    )  # fmt: skip
    assert "What this leaves open" in manager.text


@pytest.mark.parametrize(
    "path",
    [
        "records/nonsense", "records/nonsense/new", "records/service/unknown",
        "records/service/unknown/edit", "records/service/unknown/withdraw",
    ],
)  # fmt: skip
def test_a_forged_address_finds_nothing(pages: Pages, manager: Visitor, path: str) -> None:
    manager.open(f"{pages.url}/{path}")
    assert status(manager) == 404


def test_a_record_of_another_case_is_not_found_here(pages: Pages, manager: Visitor) -> None:
    version = record(pages, "service", name="Stroke care")
    open_live_case(pages)
    manager.open(f"{pages.url}/records/service/{version.key}")
    assert status(manager) == 404


def test_a_record_of_another_case_cannot_be_named_in_a_form(
    pages: Pages, manager: Visitor
) -> None:
    letter = record(pages, "letter", purpose="other", organisation="east-council",
                    direction="sent")  # fmt: skip
    open_live_case(pages)
    manager.open(f"{pages.url}/records/delivery/new")
    manager.send(letter=letter.reference, channel="post")
    assert status(manager) == 422


def test_a_kind_that_only_acts_write_cannot_be_recorded_by_hand(
    pages: Pages, manager: Visitor
) -> None:
    manager.open(f"{pages.url}/records/attestation/new")
    assert status(manager) == 422


def test_somebody_without_a_role_finds_no_case(pages: Pages) -> None:
    stranger = browser_of(pages, "stranger")
    stranger.open(f"{pages.url}/records")
    assert status(stranger) == 404


def test_a_post_without_token_is_refused(pages: Pages, manager: Visitor) -> None:
    answer = manager.client.post(f"{pages.url}/records/service/new", data={"name": "Forged"})
    assert answer.status_code == 400
    assert not get_case(pages.office, PM, pages.reference).facts.current("service")


def test_hostile_text_is_shown_as_text(pages: Pages, manager: Visitor) -> None:
    manager.open(f"{pages.url}/records/service/new")
    manager.send(name="<script>alert(1)</script>{{ 7 * 7 }}", change="' OR 1=1 --\r\n\t\u202e")
    assert "<script>alert(1)</script>{{ 7 * 7 }}" in manager.text
    assert "<script>alert(1)" not in manager.response.text


def test_a_null_character_is_refused_and_what_was_typed_is_offered_again(
    pages: Pages, manager: Visitor
) -> None:
    manager.open(f"{pages.url}/records/service/new")
    manager.send(name="a\x00b")
    assert status(manager) == 400
    assert manager.heading == "What you sent contains a character that cannot be kept"
    manager.send(f"{pages.url}/records/service/new")
    assert "ab" in manager.heading


def test_records_of_one_title_are_told_apart_where_they_are_chosen(
    pages: Pages, manager: Visitor
) -> None:
    one, two = (
        record(pages, "option", title=title, status="short_list") for title in ("One", "Two")
    )
    scores = [
        record(pages, "option_scores", option=option.reference, scores="Access | | 3")
        for option in (one, two)
    ]
    for sent_on in ("2026-05-01", "2026-05-02"):
        record(pages, "letter", purpose="other", organisation="east-council", direction="sent",
               sent_on=sent_on)  # fmt: skip
    manager.open(f"{pages.url}/records/delivery/new")
    letters = [o.get_text() for o in manager.page.select("select[name=letter] option")][1:]
    assert ["(1 May 2026)" in letters[0], "(2 May 2026)" in letters[1]] == [True, True]
    manager.open(f"{pages.url}/records/option/new")
    labels = {
        box["value"]: box.find_next("label").get_text(strip=True)
        for box in manager.page.select("input[name=evidence]")
    }
    assert [labels[s.reference] for s in scores] == [
        "Scores of an option (Option: One)", "Scores of an option (Option: Two)"
    ]


def test_a_role_and_a_check_are_words_on_the_page_of_a_waiver(
    pages: Pages, manager: Visitor
) -> None:
    waiver = SetAside("GT73.review", "waiver", "Not needed here.")
    found = set_aside(pages.office, SRO, pages.reference, waiver)
    manager.open(f"{pages.url}/records/waiver/{found.key}")
    assert "Senior responsible owner" in manager.text
    assert "SRO" not in manager.text
    assert "GT73.review: " in manager.text
    assert "How it was set aside Waiver" in manager.text


@pytest.mark.parametrize("count", [10, 300])
@pytest.mark.parametrize(
    "path", ["records", "records/service", "records/service/{key}", "records/letter/new",
             "records/service/{key}/edit", "records/regime/determine",
             "records/letter/did-not-happen", "records/service/{key}/withdraw"],
)  # fmt: skip
def test_a_page_costs_at_most_eight_statements(
    pages: Pages, manager: Visitor, path: str, count: int
) -> None:
    fill_with_services(pages, count)
    key = get_case(pages.office, PM, pages.reference).facts.current("service")[-1].key
    with counted_statements(pages) as seen:
        manager.open(f"{pages.url}/{path.format(key=key)}")
    queries = [s for s in seen if not s.startswith("BEGIN")]
    assert status(manager) == 200
    assert len(queries) <= 8, queries


def fill_with_services(pages: Pages, count: int) -> None:
    """Many records in one transaction."""
    from casework.domain.records import get_kind
    from casework.domain.records.codec import build_payload
    from casework.services.verb import case_verb
    from casework.store.records import Draft

    put_in(pages, title="A paper", type="other")
    kind = get_kind("service")
    with case_verb(pages.office, PM, pages.reference, "fact_recorded") as verb:
        verb.write(
            *(Draft("service", f"s{n}", build_payload(kind, {"name": f"Service {n}"}))
              for n in range(count))
        )  # fmt: skip


def test_a_record_says_what_it_stands_in_the_way_of(pages: Pages, manager: Visitor) -> None:
    promise = {
        "promise": "To ask before closing", "sort": "consult",
        "touches_this_proposal": True,
    }  # fmt: skip
    record(pages, "promise", key="vow", **promise)
    manager.open(f"{pages.url}/records/promise/vow")
    assert "What this stands in the way of" in manager.text
    assert "romise is open: neither kept nor overridden" in manager.text
    kept = {"kept_on": "2026-04-01", "kept_how": "People were asked."}
    record(pages, "promise", key="vow", **promise, **kept)
    manager.open(f"{pages.url}/records/promise/vow")
    assert "What this stands in the way of" not in manager.text
