"""P1 and P2: what pages cost, in statements and in time, as the store grows around them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import g, render_template, template_rendered
from flask.testing import FlaskClient
from sqlalchemy import create_engine

from benchmarks.chains import NOW, add_entries
from benchmarks.goals import Result, Sizes, measures
from benchmarks.long_lived import PAPERS, THERE, YEARS, long_lived_case
from benchmarks.measuring import counted, milliseconds, paired
from benchmarks.offices import add_papers, worked_on_case
from benchmarks.registers import add_cases
from casework.adapters.clock import FixedClock
from casework.app import create_app
from casework.services.demo.people import seed_people
from casework.settings import Settings
from casework.store.schema import ensure_schema
from casework.store.transaction import find_case_row
from tests.integration.case_pages import Pages

CASE, MANAGER = "CASE-1", "programme-manager"
FEW_ENTRIES, FEW_CASES = 20, 100
ROUNDS = 40
MOST = 8


@contextmanager
def running() -> Iterator[Pages]:
    """The application on a fresh SQLite database, with the demonstration's people."""
    with TemporaryDirectory(prefix="casework-bench-") as folder:
        url = f"sqlite:///{Path(folder) / 'bench.sqlite'}"
        engine = create_engine(url)
        ensure_schema(engine)
        engine.dispose()
        settings = Settings(data=Path(folder) / "data", database_url=url, secret_key="x" * 64)
        app = create_app(settings, FixedClock(NOW))
        made = app.extensions["casework"]
        seed_people(made)
        yield Pages(app, made)
        made.database.engine.dispose()


@measures("P1")
def statements_and_growth(sizes: Sizes) -> Iterator[Result]:
    """Statements of each page, and the time of a case's page and of the list as they grow."""
    with running() as pages:
        worked_on_case(pages.office, "S5", CASE)
        client = pages.sign_in(MANAGER)
        few = {path: _statements(pages, client, path) for path in PATHS}
        walker = worked_on_case(pages.office, "S1", "CASE-0")
        add_papers(walker, 1000)
        walker.reference = CASE
        add_papers(walker, 1000)
        add_entries(pages.office.database, CASE, 5000)
        add_cases(pages.office, 1000, MANAGER)
        for path in PATHS:
            many = _statements(pages, client, path)
            yield Result(
                "P1", f"statements of {path}, with 1,000 of all / few", str(many),
                str(few[path]), max(many / MOST, many / few[path]), 1.0,
            )  # fmt: skip
    yield from _pages_of_a_long_lived_case()
    yield _case_page_growth(sizes)
    yield from _register_growth(sizes)


PATHS = (
    f"/cases/{CASE}", f"/cases/{CASE}/gates/GT51", f"/cases/{CASE}/stages/S5",
    f"/cases/{CASE}/evidence", f"/cases/{CASE}/history", f"/cases/{CASE}/dates",
    f"/cases/{CASE}/limitation", "/cases", "/timeline", "/limitation", "/work", "/home",
)  # fmt: skip


def _pages_of_a_long_lived_case() -> Iterator[Result]:
    with running() as pages:
        long_lived_case(pages.office, "FULL")
        client = pages.sign_in(MANAGER)
        for rest in LONG_LIVED_PATHS:
            sent = _statements(pages, client, f"/cases/FULL{rest}")
            yield Result(
                "P1", f"statements of /cases/FULL{rest}, every kind of record, {PAPERS} papers, "
                f"{YEARS} years", str(sent), str(MOST), sent / MOST, 1.0,
            )  # fmt: skip


LONG_LIVED_PATHS = (
    "", "/gates/GD10", "/gates/GD12", "/stages/S9", f"/move/{THERE}", "/records",
    "/records/logged_decision", "/records/option_scores", "/evidence", "/history", "/decisions",
    "/documents", "/before-the-decision-maker", "/scrutiny-record", "/options-and-scores", "/try",
)  # fmt: skip


def _statements(pages: Pages, client: FlaskClient, path: str) -> int:
    client.get(path)  # what a process asks once in its life is not a page's cost
    with counted(pages.office.database.engine) as sent:
        _get(client, path)
    return sent.count


def _get(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    if answer.status_code != 200:
        raise AssertionError(f"{path}: {answer.status}")


def _case_page_growth(sizes: Sizes) -> Result:
    entries = sizes.entries // 2
    with running() as pages:
        for reference, more in (("OLD", entries), ("NEW", FEW_ENTRIES)):
            worked_on_case(pages.office, "S1", reference)
            add_entries(pages.office.database, reference, more)
        client = pages.sign_in(MANAGER)
        measured = paired(
            lambda: _get(client, "/cases/OLD"), lambda: _get(client, "/cases/NEW"), ROUNDS
        )
    return Result(
        "P1", f"case page with {entries:,} more entries / with {FEW_ENTRIES}",
        milliseconds(measured.ours), milliseconds(measured.yardstick), measured.ratio, 1.1,
    )  # fmt: skip


def _register_growth(sizes: Sizes) -> Iterator[Result]:
    with running() as small, running() as large:
        add_cases(small.office, FEW_CASES, MANAGER)
        add_cases(large.office, sizes.cases, MANAGER)
        for person, seen in ((MANAGER, "100 of them"), ("governance-lead", "all of them")):
            clients = large.sign_in(person), small.sign_in(person)
            for path in LISTS:
                sent = _statements(large, clients[0], path)
                yield Result("P1", f"statements of {path} with {sizes.cases:,} cases", str(sent),
                             str(MOST), sent / MOST, 1.0)  # fmt: skip
                yield _list_growth(*clients, path, sizes.cases, seen)


LISTS = ("/cases", "/timeline", "/limitation")


def _list_growth(
    large: FlaskClient, small: FlaskClient, path: str, cases: int, seen: str
) -> Result:
    measured = paired(lambda: _get(large, path), lambda: _get(small, path), ROUNDS)
    return Result(
        "P1", f"{path} of {cases:,} cases / of {FEW_CASES}, who sees {seen}",
        milliseconds(measured.ours), milliseconds(measured.yardstick), measured.ratio, 1.15,
    )  # fmt: skip


@measures("P2")
def against_a_plain_page(sizes: Sizes) -> Iterator[Result]:
    """The case page against its own template, shown with ready words and one row."""
    with running() as pages:
        worked_on_case(pages.office, "S5", CASE)
        client = pages.sign_in(MANAGER)
        plain = _plain_page(pages, client)
        measured = paired(lambda: _get(client, f"/cases/{CASE}"), plain, ROUNDS)
    yield Result(
        "P2", "case page / its template with ready words and one row",
        milliseconds(measured.ours), milliseconds(measured.yardstick), measured.ratio, 1.5,
    )  # fmt: skip


def _plain_page(pages: Pages, client: FlaskClient) -> Callable[[], Any]:
    """What is left without session, permission, CSRF check, facts and judging."""
    shown: dict[str, Any] = {}

    def note(sender: Any, template: Any, context: dict[str, Any], **more: Any) -> None:
        shown.update(name=template.name, words=dict(context), person=g.get("_login_user"))

    with template_rendered.connected_to(note, pages.app):
        _get(client, f"/cases/{CASE}")
    words = {name: shown["words"][name] for name in ("frame", "case")}

    def show() -> Any:
        with pages.app.test_request_context(f"/cases/{CASE}"):
            g._login_user = shown["person"]
            with pages.office.database.reading() as connection:
                find_case_row(connection, CASE)
            return pages.app.make_response(render_template(shown["name"], **words))

    return show
