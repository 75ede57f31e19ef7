"""Deny by default: every endpoint is tried by people who have no business there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.routing import AnyConverter, Rule

from casework.domain.dates import FactDate
from casework.domain.viewer import SYSTEM, Viewer
from casework.services.covering import CoverNamed, name_cover
from casework.services.handing_over import HandingOver, hand_over
from casework.services.identity.demo import DemoPerson, create_demo_accounts
from casework.services.listing import open_programme
from casework.services.opening import Opening, open_case
from casework.services.reading import get_case
from casework.services.requests import ask
from casework.services.schemes import EntryDetails, state_entry
from casework.services.succession_checks import SuccessionDetails
from casework.services.successions import state_succession
from casework.store.models.cases import ProgrammeRow
from casework.web.public_endpoints import PUBLIC_ENDPOINTS
from tests.integration.case_pages import (
    GOV,
    ICB,
    OUTSIDER,
    PM,
    Pages,
    fill_intake,
    open_live_case,
    put_in,
    running_pages,
    token_in,
)
from tests.integration.dry_runs import keep_one
from tests.integration.moved_in_fact import move_in_fact
from tests.integration.outside_pages import add_clerks, add_contact, issue_pack, put_in_paper

# Whoever is signed in reaches these, whatever they may see of any case.
FOR_EVERYBODY_SIGNED_IN = frozenset(
    {
        "catalogue.list_gates", "catalogue.list_law", "catalogue.show_gate",
        "catalogue.show_law", "catalogue.show_stage", "catalogue.show_version",
        "feeds.choose", "feeds.end", "feeds.renew", "feeds.show",
        "glossary.show_glossary", "home.show_home", "identity.change_password",
        "identity.end_other_sessions", "identity.end_own_session", "identity.front_door",
        "identity.renew_recovery_codes", "identity.set_up_second_factor",
        "identity.show_account", "identity.show_kept", "identity.sign_out",
        "outside.list_shared", "work.show_my_work",
    }
)  # fmt: skip
# And these whoever works for the body that commissions: lists show only what each may see.
FOR_EVERYBODY_INSIDE = FOR_EVERYBODY_SIGNED_IN | {
    "listing.list_cases", "listing.show_limitation", "listing.show_timeline",
    "many_versions.try_many", "programmes.list_programmes",
    "programmes.open_programme", "programmes.show_programme",
}  # fmt: skip
# These look at nothing: they lead to a page that does.
REDIRECTIONS = frozenset({"documents.back"})
# Opening a case is for everybody inside: whoever opens one manages it.
OPENING_BLUEPRINTS = frozenset({"opening"})
DENIED = (403, 404)
TITLE = "Moving the stroke ward"


@pytest.fixture(scope="module")
def pages(databases: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    """A full case, and people who hold no role on it."""
    with databases.migrated() as url:  # type: ignore[attr-defined]
        found = running_pages(url, tmp_path_factory.mktemp("access"))
        _seed(found)
        yield found
        found.office.database.engine.dispose()


def _seed(pages: Pages) -> None:
    open_live_case(pages)
    fill_intake(pages)
    add_clerks(pages)
    issue_pack(pages)
    put_in_paper(pages)
    add_contact(pages)
    put_in(pages, title="Published paper", type="delivery_proof")
    today = pages.office.clock.today()
    ask(pages.office, PM, pages.reference, "engagement-lead", "The plan", today)
    open_programme(pages.office, PM, "A programme", ICB)
    move_in_fact(pages.office, PM, pages.reference, "S0-S1", 1)
    keep_one(pages)
    named = CoverNamed("data-protection-officer", "legal-adviser", today, today)
    name_cover(pages.office, GOV, (pages.reference,), named)
    hand_over(pages.office, GOV, pages.reference,
              HandingOver("second-manager", "PM", FactDate.on(today)))  # fmt: skip
    state_succession(pages.office, SYSTEM, ENDING)
    state_entry(pages.office, SYSTEM, ICB, POWER)
    create_demo_accounts(pages.office, [DemoPerson("busy-stranger", "Manager elsewhere", ICB)])
    open_case(pages.office, Viewer("busy-stranger", ICB), Opening("Another case", ICB))


ENDING = SuccessionDetails("abolition", ("healthwatch-east",), (), date(2026, 6, 1), "An order")
POWER = EntryDetails(
    {"power": "decide_proposal", "held_by": "board", "since": "2026-04-01"}, "Scheme, version 5",
    date(2026, 3, 26),
)  # fmt: skip
Values = dict[str, dict[str, object]]


@pytest.fixture(scope="module")
def values(pages: Pages) -> Values:
    """What the parameters of an address are filled with: things that exist on the case.

    By the blueprint that reads them differently, or "" for all.
    """
    facts = get_case(pages.office, PM, pages.reference).facts
    kinds = ("service", "evidence", "request", "dry_run")
    key_of = {kind: facts.current(kind)[0].key for kind in kinds}
    with pages.office.database.reading() as connection:
        programme = connection.execute(select(ProgrammeRow.key)).scalar_one()
    return {
        "": {
            "reference": pages.reference, "gate": "GT01", "criterion": "determination",
            "kind": "service", "key": key_of["service"], "stage": "S0", "what": "S1-S2",
            "attestation": "GT01.determination:GOV", "version": 1, "person": "engagement-lead",
            "role": "ENG", "token": "no-such-token", "code_id": 1, "session_id": 1,
            "filename": "casework.css", "pathway": "major-service-change",
            "law_id": "si-2013-218-reg-23-1-a", "act": "deactivate",
            "relation": "full_pathway", "other": "SC-1999-0001", "body": "east-council",
            "cover": "cover-1", "handover": "handover-1",
        },
        "evidence": {"key": key_of["evidence"]},
        "requests": {"key": key_of["request"]},
        "dry_runs": {"key": key_of["dry_run"]},
        "decisions": {"key": "visit-2"},
        "judged_again": {"key": "visit-2"},
        "programmes": {"key": programme},
        "succession_plans": {"key": "abolition-2026-06-01-healthwatch-east"},
        "schemes": {"body": ICB, "key": "decide_proposal-1"},
        "outside": {"kind": "pack", "key": "notification:east-council", "what": "view"},
        "people": {"key": "engagement-lead"},
    }  # fmt: skip


def rules(app: Flask) -> list[tuple[Rule, str]]:
    """Every address with every method that it takes."""
    found = [
        (rule, method) for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]  # fmt: skip
    return sorted(found, key=lambda pair: (pair[0].rule, pair[1]))


def address(app: Flask, rule: Rule, values: Values) -> str:
    """The rule's address with every parameter filled in."""
    known = {**values[""], **values.get(rule.endpoint.partition(".")[0], {})}
    missing = rule.arguments - known.keys()
    assert not missing, f"{rule.rule}: say above what {', '.join(missing)} is on a real case"
    chosen = {
        name: sorted(converter.items)[0] if isinstance(converter, AnyConverter) else known[name]
        for name, converter in rule._converters.items()
    }
    with app.test_request_context():
        built = rule.build(chosen)
    assert built is not None, rule.rule
    return built[1]


def tried(
    pages: Pages, client: FlaskClient, values: Values, skip: frozenset[str]
) -> list[tuple[str, str, int, str, str]]:
    """Endpoint, method, status, where it leads and text of every answer, but for these.

    Forms are sent with a token that fits: not that is to stop them, but what they may do.
    """
    answers = []
    token = a_token(client)
    for rule, method in rules(pages.app):
        if rule.endpoint in skip:
            continue
        form = {"csrf_token": token} if method == "POST" else None
        answer = client.open(address(pages.app, rule, values), method=method, data=form)
        answers.append(
            (rule.endpoint, method, answer.status_code, answer.headers.get("Location", ""),
             answer.get_data(as_text=True))
        )  # fmt: skip
        answer.close()
    return answers


def a_token(client: FlaskClient) -> str:
    """The token of this browser's forms, from the first page that it gets."""
    return token_in(client.get("/glossary", follow_redirects=True).get_data(as_text=True))


def test_the_public_endpoints_are_these_and_no_others() -> None:
    assert sorted(PUBLIC_ENDPOINTS) == [
        "feeds.read", "identity.accept_invitation", "identity.ask_for_reset",
        "identity.reset_password", "identity.second_factor", "identity.sign_in",
        "identity.sign_in_to_demo", "share.download_opened", "share.enter_code",
        "share.show_opened", "static",
    ]  # fmt: skip


def test_every_public_endpoint_exists(pages: Pages) -> None:
    assert pages.app.view_functions.keys() >= PUBLIC_ENDPOINTS


def test_a_stranger_is_asked_to_sign_in_everywhere_else(
    pages: Pages, values: Values
) -> None:
    answers = tried(pages, pages.app.test_client(), values, PUBLIC_ENDPOINTS)
    wrong = [a[:4] for a in answers if not _asks_to_sign_in(a)]
    assert wrong == []


def _asks_to_sign_in(answer: tuple[str, str, int, str, str]) -> bool:
    _, method, status, location, _ = answer
    if method == "GET":
        return status == 302 and location.startswith("/sign-in")
    return status == 401 or (status == 302 and location.startswith("/sign-in"))


def test_no_public_endpoint_fails_or_tells_a_stranger_of_a_case(
    pages: Pages, values: Values
) -> None:
    client = pages.app.test_client()
    everything_else = frozenset(pages.app.view_functions) - PUBLIC_ENDPOINTS
    answers = tried(pages, client, values, everything_else)
    assert [a[:3] for a in answers if a[2] >= 500 or TITLE in a[4]] == []


@pytest.mark.parametrize("person", ["west-clerk"])
def test_an_outside_user_is_denied_whatever_is_not_shared_with_them(
    pages: Pages, values: Values, person: str
) -> None:
    answers = tried(pages, pages.sign_in(person), values,
                    PUBLIC_ENDPOINTS | FOR_EVERYBODY_SIGNED_IN | REDIRECTIONS)  # fmt: skip
    assert [a[:4] for a in answers if a[2] not in DENIED] == []


@pytest.mark.parametrize("person", [OUTSIDER, "busy-stranger"])
def test_a_user_of_another_case_is_denied_this_one(
    pages: Pages, values: Values, person: str
) -> None:
    skip = PUBLIC_ENDPOINTS | FOR_EVERYBODY_INSIDE | REDIRECTIONS
    answers = tried(pages, pages.sign_in(person), values, skip | _opening(pages.app))
    assert [a[:4] for a in answers if a[2] not in DENIED] == []


def _opening(app: Flask) -> frozenset[str]:
    return frozenset(
        name for name in app.view_functions if name.partition(".")[0] in OPENING_BLUEPRINTS
    )


@pytest.mark.parametrize("person", ["west-clerk", OUTSIDER, "busy-stranger"])
def test_what_is_open_to_all_fails_for_nobody_and_names_no_case_of_others(
    pages: Pages, values: Values, person: str
) -> None:
    client = pages.sign_in(person)
    for endpoint in sorted(FOR_EVERYBODY_INSIDE - {"identity.sign_out"}):
        for rule in pages.app.url_map.iter_rules(endpoint):
            if "GET" in (rule.methods or set()):
                answer = client.get(address(pages.app, rule, values))
                assert answer.status_code < 500, endpoint
                assert TITLE not in answer.get_data(as_text=True), endpoint


def test_a_form_without_its_token_is_refused(pages: Pages) -> None:
    client = pages.sign_in("programme-manager")
    answer = client.post(f"{pages.url}/sharing", data={"pin": "", "organisation": ""})
    assert answer.status_code == 400


def test_the_same_addresses_exist_for_somebody_of_the_case(
    pages: Pages, values: Values
) -> None:
    answers = tried(pages, pages.sign_in("programme-manager"), values, PUBLIC_ENDPOINTS)
    opened = {a[0] for a in answers if a[1] == "GET" and a[2] == 200}
    of_the_case = {
        "cases.show", "cases.show_history", "cases.show_stage", "dates.move", "dates.show",
        "dates.timeline", "decisions.index",
        "decisions.show", "dry_runs.index", "dry_runs.show", "evidence.show", "gates.show",
        "judged_again.show", "launch.check", "moves.choose", "moves.dry_run",
        "moves.show", "reading.compare",
        "reading.deciders", "reading.options", "reading.scrutiny_record", "records.index",
        "records.show", "requests.index", "shares.show",
        "trail.export", "trail.show",
    }  # fmt: skip
    assert of_the_case - opened == set()
