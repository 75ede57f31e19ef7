"""An office on a database of its own, and cases walked on in it through the services."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import create_engine

from benchmarks.chains import NOW
from benchmarks.measuring import ROOT
from casework.adapters.clock import FixedClock
from casework.adapters.folder_mailer import FolderMailer
from casework.adapters.local_file_storage import LocalFileStorage
from casework.domain.records import get_kind
from casework.domain.records.codec import build_payload
from casework.engine.library import Library
from casework.services.demo.people import ICB, INSIDE, holders, seed_people
from casework.services.demo.story import facts_of
from casework.services.demo.walking import Walker
from casework.services.moving import Step, move_case
from casework.services.office import Office
from casework.services.opening import Opening, open_case
from casework.services.returning import GoingBack
from casework.services.verb import case_verb
from casework.store.database import Database
from casework.store.records import Draft
from casework.store.schema import ensure_schema


@contextmanager
def office(url: str = "") -> Iterator[Office]:
    """An office with the real pathways and the demonstration's people.

    Without ``url`` it stands on SQLite, in a folder that is removed afterwards.
    """
    with TemporaryDirectory(prefix="casework-bench-") as folder:
        engine = create_engine(url or f"sqlite:///{Path(folder) / 'bench.sqlite'}")
        ensure_schema(engine)
        clock = FixedClock(NOW)
        made = Office(
            database=Database(engine), files=LocalFileStorage(Path(folder) / "files"),
            mailer=FolderMailer(Path(folder) / "mail", clock=clock), clock=clock,
            pathways=Library.load(ROOT / "workflows"),
        )  # fmt: skip
        seed_people(made)
        yield made
        engine.dispose()


def opened_case(office: Office, reference: str) -> Walker:
    """A case that has just been opened, with everybody who works on it."""
    walker = Walker(office, reference, ICB, holders(), facts_of, outside="nhs-england-region")
    roles = tuple((key, role) for key, _, role, _ in INSIDE)
    opening = Opening("Stroke services", ICB, "Where care is given.", people=roles,
                      reference=reference)  # fmt: skip
    open_case(office, walker.viewer("PM"), opening)
    return walker


def worked_on_case(office: Office, stage: str, reference: str) -> Walker:
    """A case that stands in ``stage``, where its facts are told and its checks still wait."""
    walker = opened_case(office, reference)
    walker.walk_to(stage)
    walker.tell_stage()
    return walker


def walked_case(office: Office, move: str, reference: str = "CASE-1") -> Walker:
    """A case that stands before a forward move such as `S5-S6`, with all of its gates met."""
    walker = worked_on_case(office, move.partition("-")[0], reference)
    unmet = walker.satisfy(move)
    if unmet:
        raise AssertionError([(r.criterion.ref, r.subject, r.reason) for r in unmet])
    return walker


def add_papers(walker: Walker, papers: int, called: str = "paper") -> None:
    """Put so many papers into the case that no gate asks for, in one transaction."""
    kind = get_kind("evidence")
    drafts = [
        Draft("evidence", f"{called}-{n}", build_payload(kind, _paper(n))) for n in range(papers)
    ]
    with case_verb(
        walker.office, walker.viewer("PM"), walker.reference, "evidence_put_in"
    ) as verb:
        verb.write(*drafts)


def _paper(number: int) -> dict[str, str]:
    return {
        "title": f"Paper {number}", "type": "service_data_baseline", "classification": "public",
        "dated": "2026-01-05", "author": "Programme team",
        "address": f"https://example.org/papers/{number}",
    }  # fmt: skip


def move(walker: Walker, edge: str, visit: int, reason: str = "") -> None:
    """Move the case as the senior responsible owner, to whom the page showed ``visit``."""
    owner = walker.viewer("SRO")
    step = Step(edge, visit, reason, going_back=GoingBack(owner.person))
    move_case(walker.office, owner, walker.reference, step)
