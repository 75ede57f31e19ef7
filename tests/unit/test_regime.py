"""Which regime judges an act: the table of the domain brief, section 1.1, and its edges."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.domain.dates import FactDate
from casework.domain.regime import (
    CONSEQUENCES,
    CONSULTATION_NOT_KNOWN,
    OUTSIDE_ENGLAND_NOT_KNOWN,
    REPORT_NOT_KNOWN,
    CallInExposure,
    Regime,
    RegimeInputs,
    resolve_regime,
)


def when(text: str | None) -> FactDate | None:
    return None if text is None else FactDate.parse(text)


def inputs(as_at, consulted=None, reported=None, outside=False, opened=None, bill=False):
    return RegimeInputs(
        as_at=date.fromisoformat(as_at),
        outside_england=outside,
        reg23_consult_began=when(consulted),
        sos_report_made=when(reported),
        case_opened=when(opened),
        r27_health_bill=bill,
    )


KNOWN = [
    # as_at, consultation began, report made -> regime
    ("2013-03-31", None, None, Regime.PRE_R13_OR_OTHER),
    ("2013-04-01", None, None, Regime.R13),
    ("2024-01-30", None, None, Regime.R13),
    ("2024-01-31", None, None, Regime.R24),
    ("2013-03-31", "unknown", "unknown", Regime.PRE_R13_OR_OTHER),
    ("2024-01-30", "unknown", "unknown", Regime.R13),
    ("2024-01-30", "2019-01-01", "2020-01-01", Regime.R13),
    ("2024-01-31", "2023-06-01", "2024-01-30", Regime.R13_SAVED),
    ("2024-01-31", None, "2024-01-30", Regime.R13_SAVED),
    ("2024-01-31", "2024-02-05", "by 2018-05-11", Regime.R13_SAVED),
    ("2024-01-31", "unknown", "2019", Regime.R13_SAVED),
    ("2026-11-22", "2024-01-30", None, Regime.R24_TRANSITIONAL),
    ("2026-11-22", "2024-01-30", "2024-01-31", Regime.R24_TRANSITIONAL),
    ("2026-11-22", "2023", "from 2024-01-31", Regime.R24_TRANSITIONAL),
    ("2026-11-22", "about 2013", None, Regime.R24_TRANSITIONAL),
    ("2026-11-22", "2024-01-31", None, Regime.R24),
    ("2026-11-22", "2024-02", None, Regime.R24),
    ("2026-11-22", "from 2024-01-31", "2025", Regime.R24),
]


@pytest.mark.parametrize(("as_at", "consulted", "reported", "regime"), KNOWN)
def test_the_facts_decide_the_regime(as_at, consulted, reported, regime):
    assert resolve_regime(inputs(as_at, consulted, reported)).regime is regime


NOT_KNOWN = [
    ("unknown", None, (CONSULTATION_NOT_KNOWN,)),
    ("2024-01", None, (CONSULTATION_NOT_KNOWN,)),
    ("2024", None, (CONSULTATION_NOT_KNOWN,)),
    ("by 2024-01-31", None, (CONSULTATION_NOT_KNOWN,)),
    ("about 2023", "2025-01-01", (CONSULTATION_NOT_KNOWN,)),
    (None, "unknown", (REPORT_NOT_KNOWN,)),
    ("2023-06-01", "unknown", (REPORT_NOT_KNOWN,)),
    ("2025-06-01", "from 2024-01-30", (REPORT_NOT_KNOWN,)),
    ("unknown", "2024", (REPORT_NOT_KNOWN, CONSULTATION_NOT_KNOWN)),
]


@pytest.mark.parametrize(("consulted", "reported", "missing"), NOT_KNOWN)
def test_a_date_that_straddles_31_january_2024_gives_no_regime_and_names_what_is_missing(
    consulted, reported, missing
):
    answer = resolve_regime(inputs("2026-11-22", consulted, reported))
    assert (answer.regime, answer.missing) == (None, missing)


def test_a_regime_that_is_not_known_claims_no_right_and_no_duty():
    answer = resolve_regime(inputs("2026-11-22", "unknown"))
    assert (answer.referral_available, answer.sos_notification_duty) == (None, None)
    assert answer.call_in_exposure is CallInExposure.UNCERTAIN


def test_the_reason_of_a_regime_not_known_repeats_the_missing_fact():
    answer = resolve_regime(inputs("2026-11-22", "unknown"))
    assert CONSULTATION_NOT_KNOWN in answer.reason


@pytest.mark.parametrize("as_at", ["2013-04-01", "2024-01-30", "2024-01-31", "2026-11-22"])
def test_a_body_outside_england_is_not_under_the_encoded_law(as_at):
    answer = resolve_regime(inputs(as_at, outside=True))
    assert (answer.regime, answer.basis) == (Regime.PRE_R13_OR_OTHER, ())


@pytest.mark.parametrize("as_at", ["2013-04-01", "2024-01-30", "2024-01-31", "2026-11-22"])
def test_whether_the_body_is_outside_england_must_be_recorded(as_at):
    answer = resolve_regime(inputs(as_at, outside=None))
    assert (answer.regime, answer.missing) == (None, (OUTSIDE_ENGLAND_NOT_KNOWN,))


def test_before_april_2013_it_does_not_matter_where_the_body_is():
    answer = resolve_regime(inputs("2013-03-31", outside=None))
    assert answer.regime is Regime.PRE_R13_OR_OTHER


def test_every_missing_fact_is_named_at_once():
    answer = resolve_regime(inputs("2026-11-22", "unknown", "unknown", outside=None))
    assert answer.missing == (OUTSIDE_ENGLAND_NOT_KNOWN, REPORT_NOT_KNOWN, CONSULTATION_NOT_KNOWN)


@pytest.mark.parametrize("opened", [None, "unknown", "2019-01-01", "2025-01-01"])
def test_the_date_on_which_the_case_was_opened_decides_nothing(opened):
    assert resolve_regime(inputs("2026-11-22", opened=opened)).regime is Regime.R24


def test_a_case_opened_early_is_told_that_this_does_not_matter():
    assert "does not change this" in resolve_regime(inputs("2026-11-22", opened="2023")).reason


def test_the_health_bill_is_off_unless_it_is_turned_on():
    default = next(each.default for each in fields(RegimeInputs) if each.name == "r27_health_bill")
    assert default is False


def test_the_health_bill_replaces_only_the_current_regime_when_turned_on():
    assert resolve_regime(inputs("2027-06-01", bill=True)).regime is Regime.R27_HEALTH_BILL


@pytest.mark.parametrize(
    ("as_at", "consulted", "reported", "regime"), [row for row in KNOWN if row[3] != Regime.R24]
)
def test_the_health_bill_leaves_earlier_regimes_as_they_were(as_at, consulted, reported, regime):
    assert resolve_regime(inputs(as_at, consulted, reported, bill=True)).regime is regime


CONSEQUENCE_TABLE = [
    (Regime.PRE_R13_OR_OTHER, None, None, "uncertain", False),
    (Regime.R13, True, False, "no", False),
    (Regime.R13_SAVED, True, False, "uncertain", True),
    (Regime.R24_TRANSITIONAL, False, False, "yes", True),
    (Regime.R24, False, True, "yes", False),
    (Regime.R27_HEALTH_BILL, None, None, "uncertain", False),
]


@pytest.mark.parametrize(("regime", "referral", "notify", "exposure", "advice"), CONSEQUENCE_TABLE)
def test_what_follows_from_each_regime(regime, referral, notify, exposure, advice):
    found = CONSEQUENCES[regime]
    assert (found.referral_available, found.sos_notification_duty) == (referral, notify)
    assert (found.call_in_exposure, found.seek_legal_advice) == (exposure, advice)


def test_every_regime_has_its_consequences():
    assert set(CONSEQUENCES) == set(Regime)


def test_an_answer_states_the_version_of_the_rule():
    assert resolve_regime(inputs("2026-11-22")).rule_version == "1"


@settings(max_examples=60, deadline=None)
@given(st.dates(date(2022, 1, 1), date(2026, 12, 31)), st.integers(0, 28))
def test_a_month_gives_the_answer_of_its_days_or_none(consulted, shift):
    month = resolve_regime(inputs("2027-01-01", f"{consulted:%Y-%m}")).regime
    other_day = consulted.replace(day=1) + timedelta(days=min(shift, 27))
    exact = resolve_regime(inputs("2027-01-01", other_day.isoformat())).regime
    assert month in (None, exact)
