"""Guards on which law applies. Source: domain brief, section 1.1."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from casework.domain.answers import Answer, no, not_known, yes
from casework.domain.dates import FactDate, long_date
from casework.domain.facts import CaseFacts
from casework.domain.guards.registry import guard
from casework.domain.predicates import fact_not_recorded, from_single, not_recorded
from casework.domain.regime import CALL_IN_REPLACES_REFERRAL, RegimeInputs, resolve_regime

UNKNOWN = FactDate.parse("unknown")


@guard("regime_is_determined")
def regime_is_determined(facts: CaseFacts, subject: str) -> Answer:
    """A determination of the regime is recorded."""
    return from_single(
        facts,
        "regime",
        lambda record: yes() if record.payload.regime else fact_not_recorded("the regime"),
    )


@guard("regime_determination_is_current")
def regime_determination_is_current(facts: CaseFacts, subject: str) -> Answer:
    """The recorded regime is what the resolver answers on today's facts, as at the date judged."""
    determined = facts.regime
    if determined is None:
        return not_recorded("regime")
    answer = resolve_regime(regime_inputs(facts))
    if answer.regime is None:
        return not_known(answer.reason)
    if answer.regime.value != determined:
        return no(
            f"the regime is recorded as {determined}, and the facts as at "
            f"{long_date(facts.as_at)} lead to {answer.regime.value}: determine it again"
        )
    return yes()


def regime_inputs(facts: CaseFacts, about: Any = None) -> RegimeInputs:
    """What the record says of the dates that decide the regime.

    The dates are those of the determination (the recorded one, unless ``about`` another), of
    letters that consulted a council under regulation 23 and of referrals; whichever is before
    31 January 2024 decides.
    """
    determination, particulars = facts.single("regime"), facts.single("particulars")
    payload = about or (determination.payload if determination else None)
    letters = facts.current("letter", purpose="regulation_23")
    consulted = [r.payload.sent_on or UNKNOWN for r in letters if r.payload.direction == "sent"]
    reported = [
        r.payload.started_on for r in facts.current("hold") if r.payload.hold == "REFERRED"
    ]
    return RegimeInputs(
        as_at=facts.as_at,
        outside_england=particulars.payload.outside_nhs_in_england if particulars else None,
        reg23_consult_began=_deciding(
            [payload.consultation_with_council_began if payload else None, *consulted]
        ),
        sos_report_made=_deciding(
            [payload.report_to_secretary_of_state if payload else None, *reported]
        ),
        case_opened=facts.opened_on,
    )


def _deciding(dates: Iterable[FactDate | None]) -> FactDate | None:
    """A date certainly before the change, else one that may be, else any, else None."""
    order: dict[bool | None, int] = {True: 0, None: 1, False: 2}
    stated = [day for day in dates if day is not None]
    return min(
        stated, key=lambda day: order[day.before(CALL_IN_REPLACES_REFERRAL)], default=None
    )
