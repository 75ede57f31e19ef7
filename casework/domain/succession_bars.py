"""Which moves wait for what a succession left to be confirmed anew, as data.

Brief 7.5 lists what to confirm anew when bodies merge in the middle of a case, and tags the list A:
assumed. It names no move. Which moves rest on each is our own reading too, and every page that
shows a bar says so. No row names a way back, a way out, the end of a case, the close of a
consultation or an act for safety: those never wait for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

OUR_DEFAULT = "casework-succession-moves"
"""The entry of the register of law that says it."""
OUR_READING = "Which moves wait for it is our own reading of the law [assumed]"


@dataclass(frozen=True, slots=True)
class SuccessionBar:
    """One thing to be confirmed anew, and the moves and acts of any pathway that rest on it.

    ``law`` are entries of the register of law that the step rests on, and ``since`` the first day
    of the newest of them, where one is known: before it nothing waits. ``when`` names a condition
    without which nothing waits either. ``tag`` says how sure we are that these moves wait for it,
    ``source`` where the brief takes what passes from.
    """

    step: str
    bars: tuple[str, ...]
    why: str
    law: tuple[str, ...]
    since: date | None = None
    when: str = ""
    tag: str = "A"
    source: str = "SRC-L18"


DECIDING = (
    "S5-S6", "S6-S7", "S8-S9", "S9-S10", "M2-M3", "M3-M4", "U0-U1", "U1-U2",
    "start_temporary_change", "extend_temporary_change", "take_irreversible_step",
)  # fmt: skip
"""To and out of a stage in which somebody decides, and the acts that somebody decides upon."""
FROM_THE_LAUNCH = (
    "S6-S7", "open_consultation", "extend_consultation", "S7-S8", "S8-S9", "S9-S10", "S10-S11",
)
"""The launch of a consultation, and what follows it."""

BARS = (
    SuccessionBar(
        "decision_maker", DECIDING,
        "a decision is for the body that has the power on its day; transfer schemes move property, "
        "rights and liabilities, and no decision is taken under them",
        ("nhs-act-2006-s14z28", "nhs-act-2006-s65z5-s65z7"),
    ),
    SuccessionBar(
        "delegation", DECIDING,
        "whoever decides does so under a delegation of the body that answers now",
        ("nhs-act-2006-s65z5-s65z7", "icb-scheme-of-delegation"),
    ),
    SuccessionBar(
        "scrutiny_letter", (*FROM_THE_LAUNCH, "M1-M2", "M2-M3", "M3-M4", "U1-U2", "U2-U3"),
        "the council is consulted by the body that has the proposal under consideration, and has "
        "to know which that is",
        ("si-2013-218-reg-23-1-a",), date(2013, 4, 1),
    ),
    SuccessionBar(
        "secretary_of_state_notice", FROM_THE_LAUNCH,
        "the Secretary of State is notified by the body that proposes it",
        ("nhs-act-2006-sch-10a-para-2",), date(2024, 1, 31), "regime_may_be_called_in",
    ),
    SuccessionBar(
        "web_redirects", (*FROM_THE_LAUNCH, "M0-M1", "M1-M2", "M3-M4"),
        "people are involved through pages that they can still find",
        ("nhs-act-2006-s14z45",), date(2022, 7, 1),
    ),
)  # fmt: skip


def bar_of(step: str) -> SuccessionBar | None:
    """The row of something that is to be confirmed anew."""
    return next((bar for bar in BARS if bar.step == step), None)
