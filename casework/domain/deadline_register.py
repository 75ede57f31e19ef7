"""The deadline register T01 to T19 of the domain brief, section 10.1, as data.

T04a and T04b are what a council wants of its own before T04 (brief, section 4.3).

`force` is one of the codes of the pathway files. `tag` says how sure we are of the rule: C1 read
in the primary text, C2 in a secondary source, A assumed and to be verified. Of a rule with several
limbs it is the tag of the limb that gives the date. How clear days and months are counted is
itself an assumption, on the cautious side, whatever the tag (brief, section 10).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """One rule: what it limits, the event that starts it, and what it rests on."""

    id: str
    title: str
    starts_from: str
    rule: str
    force: str
    tag: str
    source: str

    @property
    def to_be_verified(self) -> bool:
        """Whether the rule or its computation is assumed."""
        return self.tag == "A"


_RULES = (
    DeadlineRule(
        "T01", "Date for the HOSC's comments", "the letter under regulation 23",
        "set by the NHS body; at least 10 working days after the next HOSC meeting",
        "STATUTE", "C2", "SRC-G66",
    ),
    DeadlineRule(
        "T02", "Earliest proposed decision date", "the letter under regulation 23",
        "set by the NHS body; later than the date for the HOSC's comments",
        "STATUTE", "C2", "SRC-G66",
    ),
    DeadlineRule(
        "T03", "Changed dates notified and published", "the change of either date",
        "the same day", "STATUTE", "C2", "SRC-G66",
    ),
    DeadlineRule(
        "T04", "Papers for the HOSC", "the HOSC meeting",
        "5 clear working days before", "STATUTE", "C1", "SRC-L11",
    ),
    DeadlineRule(
        "T04a", "Draft papers for the HOSC's clerk", "the HOSC meeting",
        "working days before as the council sets; 15 unless it has",
        "LOCAL", "A", "",
    ),
    DeadlineRule(
        "T04b", "Final papers for the HOSC's clerk", "the HOSC meeting",
        "working days before as the council sets; 10 unless it has",
        "LOCAL", "A", "",
    ),
    DeadlineRule(
        "T05", "Public notice of the ICB meeting", "the ICB meeting",
        "3 clear working days before", "STATUTE", "C2", "SRC-L15",
    ),
    DeadlineRule(
        "T06", "Papers for the ICB meeting", "the ICB meeting",
        "working days before as standing orders say; 5 unless the case records theirs",
        "LOCAL", "A", "",
    ),
    DeadlineRule(
        "T07", "Notification of the Secretary of State", "the consultation under regulation 23",
        "no later than its start; the duty is statutory, its timing assumed",
        "STATUTE", "A", "SRC-L6",
    ),
    DeadlineRule(
        "T08", "End of the call-in period", "the Secretary of State's direction",
        "6 months beginning with the date of the direction", "STATUTE", "C1", "SRC-L6",
    ),
    DeadlineRule(
        "T09", "Response to a scrutiny report", "the request for a response",
        "28 calendar days", "STATUTE", "A", "SRC-G80",
    ),
    DeadlineRule(
        "T10", "Response to a Healthwatch report", "receipt of the report",
        "20 working days", "STATUTE", "C2", "SRC-G51",
    ),
    DeadlineRule(
        "T11", "Notice of an urgent change to the local authority", "the urgent decision",
        "immediately; overdue after the next working day", "STATUTE", "A", "",
    ),
    DeadlineRule(
        "T12", "Pre-election period", "the poll",
        "from the council's notice of election, or dissolution", "GOOD_PRACTICE", "C1", "SRC-G33",
    ),
    DeadlineRule(
        "T13", "Mid-point review of the consultation", "the consultation window",
        "when half of it has passed", "GOOD_PRACTICE", "A", "",
    ),
    DeadlineRule(
        "T14", "Response to a letter before claim", "the letter before claim",
        "14 calendar days", "COURT_RULE", "A", "",
    ),
    DeadlineRule(
        "T15", "Watch for a legal challenge: the risk does not end on this day", "the decision",
        "promptly; looked at again after 3 months less a day, which ends nothing",
        "COURT_RULE", "C1", "SRC-G37",
    ),
    DeadlineRule(
        "T16", "Response to an information request", "receipt of the request",
        "20 working days", "STATUTE", "A", "",
    ),
    DeadlineRule(
        "T17", "Reviews of a temporary change", "the temporary decision",
        "from 4 to 6 weeks, 3 months, 6 months and 12 months", "GOOD_PRACTICE", "A", "",
    ),
    DeadlineRule(
        "T18", "Request to the clinical senate", "the planned clinical senate review",
        "request 3 months before, panel 8 weeks before", "GOOD_PRACTICE", "C2", "SRC-G14",
    ),
    DeadlineRule(
        "T19", "Evidence still current", "the date of the evidence",
        "impact data 12 months, travel and activity models 18, senate report 24",
        "LOCAL", "A", "",
    ),
)  # fmt: skip

REGISTER: dict[str, DeadlineRule] = {rule.id: rule for rule in _RULES}

LAW: dict[str, tuple[str, ...]] = {
    "T01": ("si-2013-218-reg-23-1-b",),
    "T02": ("si-2013-218-reg-23-1-b",),
    "T03": ("si-2013-218-reg-23-1-c", "si-2013-218-reg-23-1-d"),
    "T04": ("local-government-act-1972-s100b",),
    "T05": ("public-bodies-meetings-act-1960-s1-4-a",),
    "T06": ("icb-constitution",),
    "T07": ("nhs-act-2006-sch-10a-para-2", "casework-notification-timing"),
    "T08": ("nhs-act-2006-sch-10a-para-3",),
    "T09": ("si-2013-218-reg-22-7",),
    "T10": ("si-2012-3094",),
    "T11": ("si-2013-218-reg-23-3",),
    "T12": ("nhse-pre-election-guidance",),
    "T14": ("pre-action-protocol-judicial-review",),
    "T15": ("cpr-54-5",),
    "T17": ("nhse-involvement-guidance-2022", "casework-temporary-change-reviews"),
    "T18": ("clinical-senate-process",),
}
"""Entries of the register of law on which a rule rests, where a source was read."""
WHY_NO_LAW: dict[str, str] = {
    "T04a": "What a council wants of its own is local; how many days unless it has said is our own "
            "assumption (A).",
    "T04b": "What a council wants of its own is local; how many days unless it has said is our own "
            "assumption (A).",
    "T13": "No source was read that sets the day: that it is half of the consultation is our own "
           "assumption (A).",
    "T16": "No source was read: that the law gives 20 working days is our own assumption (A), to "
           "be verified.",
    "T19": "No source was read: how long evidence counts as current is our own assumption (A).",
}  # fmt: skip
"""Why no entry of the register of law is named for a rule."""
