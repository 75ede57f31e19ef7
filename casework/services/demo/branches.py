"""Cases of the demonstration beside the live one: an urgent change of which a review is overdue, a
minor change that a council finds substantial, and a case on the first version of its pathway.

As in the live case, everything was done on its day and as the right people.
"""

from __future__ import annotations

from datetime import date, timedelta

from casework.domain.viewer import Viewer
from casework.services.demo.branch_facts import (
    CLOSED,
    minor_facts_on,
    older_facts,
    urgent_facts_on,
)
from casework.services.demo.delegation import take_over
from casework.services.demo.fact import Fact
from casework.services.demo.people import ICB, INSIDE, OUTSIDE, holders
from casework.services.demo.walking import Walker, at_day
from casework.services.moving import Step, do_act
from casework.services.office import Office
from casework.services.opening import Opening, open_case
from casework.services.recording import Statement, record_fact

URGENT, MINOR, OLDER = "DEMO-URGENT", "DEMO-MINOR", "DEMO-OLDER"
BRANCH_CASES = (URGENT, MINOR, OLDER)
URGENT_OPENED, NOTICES_SENT = -60, -59
MINOR_OPENED, INVOLVED, VIEWS_GIVEN = -48, -30, -4
OLDER_OPENED = -100


def open_branch_case(office: Office, reference: str) -> None:
    """Open one of the cases and walk it to where it stands."""
    {URGENT: _urgent, MINOR: _minor, OLDER: _older}[reference](office)


def _urgent(office: Office) -> None:
    """A children's unit closed at night at once for safety; nobody has looked again since."""
    walker = _opened(
        office, URGENT, "Children's unit closed at night", URGENT_OPENED,
        pathway="urgent-temporary-change",
    )  # fmt: skip
    today = office.clock.today()
    walker.tell(urgent_facts_on(URGENT_OPENED, today))
    _act_at_once(walker)
    for move in ("U0-U1", "U1-U2"):
        _go_on(walker, move)
    walker.at_day(_on(office, NOTICES_SENT))
    walker.tell(urgent_facts_on(NOTICES_SENT, today))
    _go_on(walker, "U2-U3")


def _act_at_once(walker: Walker) -> None:
    ground = {"change": f"temporary_change/{CLOSED}", "found_on": walker.office.clock.today()
              .isoformat(), "ground": "Two nights without a consultant on the rota."}  # fmt: skip
    record_fact(walker.office, walker.viewer("CMO"), walker.reference,
                Statement("safety_ground", ground, key=CLOSED))  # fmt: skip
    walker.satisfy("act_on_safety")
    do_act(walker.office, walker.viewer("CMO"), walker.reference,
           Step("act_on_safety", 1, subject=CLOSED))  # fmt: skip


def _minor(office: Office) -> None:
    """A clinic moves within its town; one of two councils holds that this is substantial."""
    walker = _opened(
        office, MINOR, "Foot clinic moves within Westbrook", MINOR_OPENED, pathway="minor-change"
    )
    today = office.clock.today()
    walker.tell(minor_facts_on(MINOR_OPENED, today))
    _go_on(walker, "M0-M1")
    walker.at_day(_on(office, INVOLVED))
    walker.tell(minor_facts_on(INVOLVED, today))
    _go_on(walker, "M1-M2")
    walker.at_day(_on(office, VIEWS_GIVEN))
    walker.tell(minor_facts_on(VIEWS_GIVEN, today))


def _older(office: Office) -> None:
    """A case that was opened before the second version of the full pathway was published."""
    walker = _opened(office, OLDER, "Community beds in Southmere", OLDER_OPENED, version=1)
    walker.tell(older_facts())


def _opened(
    office: Office, reference: str, title: str, offset: int, *,
    pathway: str = "major-service-change", version: int | None = None,
) -> Walker:
    people = holders()
    there = at_day(office, _on(office, offset))
    roles = tuple((key, role) for key, _, role, _ in (*INSIDE, *OUTSIDE))
    open_case(
        there, Viewer(people["PM"], ICB),
        Opening(f"{title} (fictional)", ICB, people=roles, pathway=pathway, version=version,
                reference=reference),
    )  # fmt: skip
    take_over(there, reference)
    return Walker(there, reference, ICB, people, _nothing_more, outside="nhs-england-region")


def _nothing_more(stage: str, today: date) -> list[Fact]:
    return []


def _on(office: Office, offset: int) -> date:
    return office.clock.today() + timedelta(days=offset)


def _go_on(walker: Walker, move: str) -> None:
    unmet = walker.satisfy(move)
    if unmet:
        raise AssertionError([(r.criterion.ref, r.subject, r.reason) for r in unmet])
    walker.move(move)
