"""For how long records of a case are kept, by class, as data (domain brief, section 8, Retention).

The periods stand in Appendix II of the NHS Records Management Code, which was not read here: each
is tagged A, assumed, to be verified against it. `tag` is as in the register of deadlines. A class
without a period is one for which none was read: it is kept, and no day is given.
"""

from __future__ import annotations

from dataclasses import dataclass

CLOSURE, LITIGATION_ENDS = "the end of the case", "the end of the last claim or legal hold"


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """One class of record: what belongs to it, for how many whole years it is kept and from what.

    ``years`` is None where no period was read. ``then`` says what a person does when they are over.
    ``source`` is a source code such as SRC-G42.
    """

    id: str
    title: str
    covers: str
    years: int | None
    starts_from: str
    then: str
    tag: str
    source: str
    note: str = ""


RETENTION_RULES = (
    RetentionRule(
        "RT1", "Public consultation",
        "The consultation, its documents, the responses taken together and the reports on them",
        5, CLOSURE, "may be disposed of", "A", "SRC-G42",
        "Five years after its end; counted from the end of the case, which is later.",
    ),
    RetentionRule(
        "RT2", "Raw personal responses to a consultation",
        "What single persons wrote, before it was counted and summed up",
        2, CLOSURE, "may be disposed of, apart from the rest", "C2", "SRC-G43",
        "The example of a council: two years at most. They are kept apart from the record, so that "
        "they can go first. A shorter time may be right: ask the data protection officer.",
    ),
    RetentionRule(
        "RT3", "Board papers, minutes and decisions",
        "Papers and minutes of boards and committees, and what they decided",
        20, CLOSURE, "are reviewed with the place of deposit", "A", "SRC-G42",
        "Up to twenty years, then a review by the place of deposit; they may be kept for good.",
    ),
    RetentionRule(
        "RT4", "Policies, strategies and business cases",
        "Plans, business cases, assessments and what else says how services are to be",
        6, CLOSURE, "may be disposed of", "A", "SRC-G42",
        "Six years after they cease to apply; that they cease with the case is our reading.",
    ),
    RetentionRule(
        "RT5", "Litigation",
        "Letters before claim, claims, orders and the papers of the case in court",
        10, LITIGATION_ENDS, "may be disposed of", "A", "SRC-G42",
        "Ten years after the claim is closed.",
    ),
    RetentionRule(
        "RT6", "Information requests",
        "Requests for information, and the answers", 6, CLOSURE, "may be disposed of", "A",
        "SRC-G42",
        "Three years, and six where the answer was appealed against. Appeals are not recorded "
        "here, so six are counted.",
    ),
    RetentionRule(
        "RT7", "Data protection impact assessment",
        "The assessment and its screening", 6, CLOSURE, "may be disposed of", "A", "SRC-G42",
    ),
    RetentionRule(
        "RT8", "Scrutiny reports and minutes of councils",
        "What councils' scrutiny committees wrote and resolved", None, CLOSURE,
        "are kept", "C2", "SRC-G43",
        "In the example of a council they are permanent.",
    ),
    RetentionRule(
        "RT9", "All other records of the case, the audit trail included",
        "Whatever belongs to no other class", None, CLOSURE, "are kept", "A", "",
        "Ask the records manager.",
    ),
)  # fmt: skip
