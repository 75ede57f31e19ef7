"""Acts on the live case after which pages exist that nothing leads to before.

``python -m tests.journeys.acted_on`` does them in the store of CASEWORK_DATA and prints, as JSON,
who meets which page.
"""

from __future__ import annotations

import json
from datetime import timedelta

from casework.__main__ import entrance
from casework.domain.dates import FactDate
from casework.engine.exceptions import criterion_key
from casework.services.demo.live_case import LIVE_CASE
from casework.services.demo.people import ICB, holders
from casework.services.demo.story import COUNCILS, facts_of
from casework.services.demo.walking import Walker
from casework.services.exceptions import SetAside, set_aside
from casework.services.holds import start_hold
from casework.services.recording import Statement, record_fact
from casework.services.requests import answer_request, ask
from casework.services.signing import SignOff, sign_off

REGION = "nhs-england-region"


def do_them() -> list[tuple[str, str]]:
    """Do the acts; returns pairs of a role and an address."""
    office = entrance().open_office()
    walker = Walker(office, LIVE_CASE, ICB, holders(), facts_of, outside=REGION)
    manager, today = walker.viewer("PM"), office.clock.today()
    due = today + timedelta(days=14)
    asked = ask(office, manager, LIVE_CASE, "engagement-lead", "The attendance lists", due)
    waiting = ask(office, manager, LIVE_CASE, "east-clerk", "The dates of your meetings", due)
    answer_request(office, walker.viewer("ENG"), LIVE_CASE, asked.key, asked.version, "Attached.")
    hold = start_hold(
        office, walker.viewer("SRO"), LIVE_CASE, "PAUSED", FactDate.on(today), "A winter pause."
    )
    screening = SetAside("GT23.screening", "not_applicable", "No personal data are processed.")
    set_aside(office, walker.viewer("DPO"), LIVE_CASE, screening)
    letter = SignOff("GT42.letter", "NR", statement="As in the letter.", recorded_from=REGION)
    made = sign_off(office, walker.viewer("GOV"), LIVE_CASE, letter)
    council = COUNCILS[0]
    view = record_fact(office, manager, LIVE_CASE, Statement("authority_view", {
        "organisation": council, "view": "substantial", "given_on": today.isoformat(),
    }))  # fmt: skip
    determination = f"not_applicable/{criterion_key('GT23.screening', '')}"
    case = f"/cases/{LIVE_CASE}"
    return [
        ("programme-manager", f"{case}/requests/{asked.key}"),
        ("programme-manager", f"{case}/requests/{waiting.key}/withdraw"),
        ("governance-lead", f"{case}/records/authority_view/{view.key}/check"),
        ("programme-manager", f"{case}/records/authority_view/{view.key}"),
        ("east-clerk", f"/shared/{LIVE_CASE}"),
        ("east-clerk", f"/shared/{LIVE_CASE}/sign-off/GT30.views?subject={council}"),
        ("engagement-lead", f"/requests/{LIVE_CASE}/{asked.key}"),
        ("east-clerk", f"/requests/{LIVE_CASE}/{waiting.key}"),
        ("senior-responsible-owner", f"{case}/holds/{hold.key}/end"),
        ("governance-lead", f"{case}/gates/GT23/screening/confirm"),
        ("governance-lead", f"{case}/gates/GT42/letter/record-sign-off?role=NR"),
        ("legal-adviser", f"{case}/gates/GT42/sign-offs/{made.key}"),
        ("data-protection-officer", f"{case}/gates/GT23/take-back?record={determination}"),
        ("programme-manager", f"{case}"),
        ("programme-manager", f"{case}/history"),
        ("governance-lead", f"{case}/holds/{hold.key}/withdraw"),
        ("programme-manager", f"{case}/holds"),
        ("programme-manager", f"{case}/notices"),
        ("data-protection-officer", f"{case}/gates/GT23"),
    ]


if __name__ == "__main__":
    print(json.dumps(do_them()))
