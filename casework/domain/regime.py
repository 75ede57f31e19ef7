"""Which legal regime judges an act: the resolver of the domain brief, section 1.1.

`as_at` is the date of the act that is judged. 31 January 2024 makes four situations, not two: a
case whose consultation of the local authority had begun by then has neither a referral right nor
a duty to notify the Secretary of State. The answer is three-valued: a date that straddles the
boundary, or is not known, gives no regime and names the missing fact.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from casework.domain.dates import FactDate, long_date

RULE_VERSION = "1"

PART_4_IN_FORCE = date(2013, 4, 1)
CALL_IN_REPLACES_REFERRAL = date(2024, 1, 31)

OUTSIDE_ENGLAND_NOT_KNOWN = "whether the body is outside the NHS in England"
REPORT_NOT_KNOWN = (
    "whether a local authority or JHOSC sent a report to the Secretary of State "
    "before 31 January 2024"
)
CONSULTATION_NOT_KNOWN = (
    "whether consultation of the local authority or JHOSC had begun before 31 January 2024"
)


class Regime(StrEnum):
    """The body of law under which an act is judged.

    R27_HEALTH_BILL is present and off: it is only ever the answer when the caller turns it on,
    which may be done only when an Act of Parliament has been commenced, never on a Bill.
    """

    PRE_R13_OR_OTHER = "PRE_R13_OR_OTHER"
    R13 = "R13"
    R13_SAVED = "R13_SAVED"
    R24_TRANSITIONAL = "R24_TRANSITIONAL"
    R24 = "R24"
    R27_HEALTH_BILL = "R27_HEALTH_BILL"


class CallInExposure(StrEnum):
    """Whether the Secretary of State can call the proposal in; `uncertain` is a legal doubt."""

    YES = "yes"
    NO = "no"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class RegimeConsequences:
    """What follows from a regime; None for a right or duty means that its law is not encoded."""

    referral_available: bool | None
    sos_notification_duty: bool | None
    call_in_exposure: CallInExposure
    seek_legal_advice: bool
    basis: tuple[str, ...]


_NOT_ENCODED = RegimeConsequences(None, None, CallInExposure.UNCERTAIN, False, ())

# R13_SAVED: an existing report proceeds, no new right of referral is created. The exposure of both
# transitional cohorts turns on SI 2023/1431, which was not seen.
CONSEQUENCES: dict[Regime, RegimeConsequences] = {
    Regime.PRE_R13_OR_OTHER: _NOT_ENCODED,
    Regime.R13: RegimeConsequences(True, False, CallInExposure.NO, False, ("SRC-L1",)),
    Regime.R13_SAVED: RegimeConsequences(
        True, False, CallInExposure.UNCERTAIN, True, ("SRC-L5",)
    ),
    Regime.R24_TRANSITIONAL: RegimeConsequences(
        False, False, CallInExposure.YES, True, ("SRC-L4", "SRC-L5", "SRC-L6")
    ),
    Regime.R24: RegimeConsequences(
        False, True, CallInExposure.YES, False, ("SRC-L4", "SRC-L5", "SRC-L6", "SRC-G25")
    ),
    Regime.R27_HEALTH_BILL: _NOT_ENCODED,
}


@dataclass(frozen=True, slots=True)
class RegimeInputs:
    """The facts that decide the regime.

    `reg23_consult_began` and `sos_report_made`: None states that it did not happen; a FactDate
    `unknown` states that it is not known. `outside_england` is None while not recorded.
    `case_opened` is kept with the determination and decides nothing: the saving turns on the
    consultation having begun. `r27_health_bill` is turned on only when an Act is commenced.
    """

    as_at: date
    outside_england: bool | None
    reg23_consult_began: FactDate | None = None
    sos_report_made: FactDate | None = None
    case_opened: FactDate | None = None
    r27_health_bill: bool = False


@dataclass(frozen=True, slots=True)
class RegimeAnswer:
    """The regime with its reason in words, or no regime and the facts that are missing."""

    regime: Regime | None
    reason: str
    missing: tuple[str, ...] = ()
    rule_version: str = RULE_VERSION

    @property
    def is_known(self) -> bool:
        """False when a fact that decides the regime is not recorded."""
        return self.regime is not None

    @property
    def referral_available(self) -> bool | None:
        """Whether a local authority's report to the Secretary of State can be acted on.

        Under R13_SAVED only the report already made. None when not known or not encoded.
        """
        return self._consequences.referral_available

    @property
    def sos_notification_duty(self) -> bool | None:
        """Whether a substantial change must be notified; None when not known or not encoded."""
        return self._consequences.sos_notification_duty

    @property
    def call_in_exposure(self) -> CallInExposure:
        """Whether the proposal can be called in; uncertain while the regime is not known."""
        return self._consequences.call_in_exposure

    @property
    def seek_legal_advice(self) -> bool:
        """Whether pages show the banner that asks for legal advice on the transition."""
        return self._consequences.seek_legal_advice

    @property
    def basis(self) -> tuple[str, ...]:
        """Source codes of the law, such as SRC-L5; empty where the law is not encoded."""
        return self._consequences.basis

    @property
    def _consequences(self) -> RegimeConsequences:
        return _NOT_ENCODED if self.regime is None else CONSEQUENCES[self.regime]


def resolve_regime(inputs: RegimeInputs) -> RegimeAnswer:
    """The regime on `as_at`, or no regime with every fact that is needed and missing."""
    if inputs.as_at < PART_4_IN_FORCE:
        return RegimeAnswer(
            Regime.PRE_R13_OR_OTHER,
            f"The act is judged as at {long_date(inputs.as_at)}, before Part 4 of the 2013 "
            f"Regulations came into force on {long_date(PART_4_IN_FORCE)}; that law is not "
            "encoded here.",
        )
    if inputs.outside_england:
        return RegimeAnswer(
            Regime.PRE_R13_OR_OTHER,
            "The body is outside the NHS in England; its law is not encoded here.",
        )
    if inputs.as_at < CALL_IN_REPLACES_REFERRAL:
        return _unless_outside(inputs, _referral_regime(inputs.as_at))
    return _unless_outside(inputs, _regime_since_2024(inputs))


def _unless_outside(inputs: RegimeInputs, answer: RegimeAnswer) -> RegimeAnswer:
    """The answer for a body in England, which is no answer while that is not recorded."""
    if inputs.outside_england is None:
        return _not_known((OUTSIDE_ENGLAND_NOT_KNOWN, *answer.missing))
    return answer


def _referral_regime(as_at: date) -> RegimeAnswer:
    return RegimeAnswer(
        Regime.R13,
        f"The act is judged as at {long_date(as_at)}, when Part 4 of the 2013 Regulations "
        "applied as first made, with referral to the Secretary of State.",
    )


def _regime_since_2024(inputs: RegimeInputs) -> RegimeAnswer:
    reported = _before_the_change(inputs.sos_report_made)
    if reported:
        return RegimeAnswer(
            Regime.R13_SAVED,
            "A report was sent to the Secretary of State before 31 January 2024, so Part 4 of "
            "the 2013 Regulations continues for this proposal as it stood just before then.",
        )
    consulted = _before_the_change(inputs.reg23_consult_began)
    missing: tuple[str, ...] = () if reported is False else (REPORT_NOT_KNOWN,)
    # a known consultation date settles nothing while the report, which comes first, is open
    missing += () if consulted is not None else (CONSULTATION_NOT_KNOWN,)
    if missing:
        return _not_known(missing)
    if consulted:
        return RegimeAnswer(
            Regime.R24_TRANSITIONAL,
            "Consultation of the local authority began before 31 January 2024 and no report was "
            "sent to the Secretary of State before then: no referral, no duty to notify.",
        )
    return _current_regime(inputs)


def _current_regime(inputs: RegimeInputs) -> RegimeAnswer:
    if inputs.r27_health_bill:
        return RegimeAnswer(
            Regime.R27_HEALTH_BILL,
            "The regime of the Health Bill is turned on, which states that an Act is commenced; "
            "its law is not encoded here.",
        )
    reason = (
        f"The act is judged as at {long_date(inputs.as_at)}; consultation of the local authority "
        "had not begun before 31 January 2024 and no report had been sent by then."
    )
    if _before_the_change(inputs.case_opened):
        reason += " That the case was opened before then does not change this."
    return RegimeAnswer(Regime.R24, reason)


def _before_the_change(when: FactDate | None) -> bool | None:
    """Whether it happened before 31 January 2024; False when it did not happen at all."""
    return False if when is None else when.before(CALL_IN_REPLACES_REFERRAL)


def _not_known(missing: tuple[str, ...]) -> RegimeAnswer:
    reason = f"The regime is not known. Not recorded: {'; '.join(missing)}."
    return RegimeAnswer(None, reason, missing)
