"""Every gate in plain words, the register of law with its checks, and the glossary."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from casework.domain.errors import NotPermitted
from casework.services.citations import record_citation_check
from casework.services.identity.demo import DemoPerson, create_demo_accounts
from casework.web.catalogue.glossary_terms import TERMS
from casework.web.catalogue.words import gate_words, validity_in_words
from tests.integration.case_pages import ICB, PM, Pages, counted_statements, running_pages
from tests.integration.entry_pages import browser_of, status

LAW = "si-2013-218-reg-23-1-a"
VERSION = "/catalogue/major-service-change/v1"


@pytest.fixture(scope="module")
def pages(databases: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    """The application with a legal user; these tests read, or write one check each."""
    with databases.migrated() as url:  # type: ignore[attr-defined]
        found = running_pages(url, tmp_path_factory.mktemp("catalogue"))
        create_demo_accounts(
            found.office, [DemoPerson("legal", "Legal user", ICB, roles=frozenset({"legal"}))]
        )
        yield found
        found.office.database.engine.dispose()


def test_the_catalogue_lists_every_gate(pages: Pages) -> None:
    reader = browser_of(pages, "programme-manager")
    reader.open("/catalogue")
    definition = pages.office.pathways.newest("major-service-change")
    newest = f"/catalogue/major-service-change/v{definition.version}"
    missing = [g.ref for g in definition.gates if f"{newest}/{g.ref}\"" not in str(reader.page)]
    assert missing == []


def test_every_gate_has_a_page(pages: Pages) -> None:
    client = pages.sign_in("programme-manager")
    definition = pages.office.pathways.version("major-service-change", 1)
    wrong = [g.ref for g in definition.gates
             if client.get(f"{VERSION}/{g.ref}").status_code != 200]  # fmt: skip
    assert wrong == []


def test_a_gate_says_what_it_bars_who_signs_and_on_what_law(pages: Pages) -> None:
    reader = browser_of(pages, "programme-manager")
    reader.open(f"{VERSION}/GT31")
    for words in ("Stands before", "Accountable officer", "The law requires this", "S3 ",
                  "SI 2013/218, regulation 23(1)(a)", "In force from 1 April 2013",
                  "the text of the law or the official guidance was read",
                  "The law asks for it at the latest before"):  # fmt: skip
        assert words in reader.text, words


@pytest.mark.parametrize(
    ("law", "said"),
    [
        ("si-2013-218-part-4", "In force from 1 April 2013; no end is recorded"),
        ("si-2013-218-reg-25", "In force from 1 April 2013 to 30 January 2024"),
        ("nhs-act-2006-s14z2",
         "In force to 30 June 2022; from when it applies is not recorded"),
        ("nhs-act-2006-s13q", "From when it applies is not recorded"),
        ("common-law-gunning-1",
         "As the courts have developed it, without a day on which it began"),
    ],
)  # fmt: skip
def test_the_register_says_from_when_a_provision_applies(
    pages: Pages, law: str, said: str
) -> None:
    assert validity_in_words(pages.office.pathways.law[law]) == said


def test_no_gate_shows_a_bare_code_of_force_or_role(pages: Pages) -> None:
    for definition in pages.office.pathways.definitions.values():
        for gate in definition.gates:
            for criterion in gate_words(definition, gate, {}).criteria:
                shown = " ".join((criterion.force, criterion.signed_by, *criterion.ways_past))
                assert "_" not in shown, criterion.ref


def test_a_stage_shows_all_its_gates_in_full(pages: Pages) -> None:
    reader = browser_of(pages, "programme-manager")
    reader.open(f"{VERSION}/stage/S3")
    assert "GT30 Is the change substantial" in reader.text and "GT31 Each council" in reader.text


@pytest.mark.parametrize(
    "path", [f"{VERSION}/GT999", f"{VERSION}/stage/S99", "/catalogue/nothing/v1",
             "/catalogue/major-service-change/v99", "/catalogue/law/nothing"],
)  # fmt: skip
def test_what_does_not_exist_is_not_found(pages: Pages, path: str) -> None:
    reader = browser_of(pages, "programme-manager")
    reader.open(path)
    assert status(reader) == 404


def test_a_legal_user_records_that_they_checked_a_citation(pages: Pages) -> None:
    legal = browser_of(pages, "legal")
    legal.open(f"/catalogue/law/{LAW}")
    legal.send(against="The published text, read today", finding="agrees")
    assert ("Checked by Legal user on 1 June 2026 against The published text, read today: "
            "it agrees with the source") in legal.text  # fmt: skip


def test_a_check_is_shown_at_every_gate_that_cites_the_law(pages: Pages) -> None:
    legal = browser_of(pages, "legal")
    legal.open(f"/catalogue/law/{LAW}")
    legal.send(against="The official journal", finding="differs")
    legal.open(f"{VERSION}/GT31")
    assert "against The official journal: it differs from the source" in legal.text


def test_a_check_needs_what_it_was_checked_against(pages: Pages) -> None:
    legal = browser_of(pages, "legal")
    legal.open("/catalogue/law/nhs-act-2006-s14z45")
    legal.send(against=" ", finding="agrees")
    assert status(legal) == 422 and "Say what you checked it against" in legal.text


def test_only_legal_users_check_citations(pages: Pages) -> None:
    with pytest.raises(NotPermitted):
        record_citation_check(pages.office, PM, LAW, "The text", "agrees")


def test_others_see_no_form(pages: Pages) -> None:
    reader = browser_of(pages, "programme-manager")
    reader.open(f"/catalogue/law/{LAW}")
    assert "Record my check" not in reader.text


def test_the_glossary_explains_each_word_once(pages: Pages) -> None:
    ids = [term.id for term in TERMS]
    assert len(set(ids)) == len(ids)


def test_the_glossary_page_shows_every_word(pages: Pages) -> None:
    reader = browser_of(pages, "programme-manager")
    reader.open("/glossary")
    assert [t.word for t in TERMS if t.word not in reader.text] == []


@pytest.mark.parametrize(
    "path", [VERSION, f"{VERSION}/stage/S3", f"{VERSION}/GT31", "/catalogue/law",
             f"/catalogue/law/{LAW}", "/glossary"],
)  # fmt: skip
def test_pages_of_the_catalogue_send_eight_statements_at_most(pages: Pages, path: str) -> None:
    client = pages.sign_in("programme-manager")
    with counted_statements(pages) as seen:
        answer = client.get(path)
    assert answer.status_code == 200
    assert len([s for s in seen if not s.startswith("BEGIN")]) <= 8
