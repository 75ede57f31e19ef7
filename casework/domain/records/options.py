"""How options were made and judged: criteria, panels, scores and sub-scores."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.dates import FactDate
from casework.domain.records import fields as f
from casework.domain.records.registry import record_kind
from casework.domain.text import Text


@record_kind("option_criterion", "Criterion of options", "Criteria of options", section="options")
@dataclass(frozen=True, slots=True)
class OptionCriterion:
    """A criterion by which options were sifted or scored."""

    name: Text = f.text("Criterion", required=True)
    use: str = f.choice(
        "Used to",
        {"hurdle": "Sift the long list", "scored": "Score, unweighted", "weighted": "Score, "
         "weighted"},
    )  # fmt: skip
    weight: int | None = f.number("Weight, in hundredths", most=100)
    agreed_on: FactDate | None = f.when("Agreed on")
    published_on: FactDate | None = f.when("Published on")


@record_kind("evaluation_panel", "Evaluation panel", section="options")
@dataclass(frozen=True, slots=True)
class EvaluationPanel:
    """Who judged the options, and whether each of them declared interests first."""

    name: Text = f.text("Name of the panel", required=True)
    members: tuple[Text, ...] = f.many_texts("Members, by role and organisation")
    met_on: FactDate | None = f.when("Met on")
    all_declared: bool | None = f.yes_no("Did every member declare interests before it met?")
    declared_on: FactDate | None = f.when("Declarations made by")


@record_kind("option_scores", "Scores of an option", "Scores of options", section="options")
@dataclass(frozen=True, slots=True)
class OptionScores:
    """The scores and sub-scores that a panel gave an option, and who could see them."""

    option: str = f.record_reference("Option", required=True)
    panel: str = f.record_reference("Panel")
    scored_on: FactDate | None = f.when("Scored on")
    scores: tuple[dict[str, str], ...] = f.rows(
        "Scores and sub-scores",
        f.word("criterion", "Criterion", required=True),
        f.word("part", "Part of it"),
        f.figure("score", "Score", required=True),
        f.figure("out_of", "Out of"),
        f.figure("weight", "Weight"),
        hint="Such as: Access | Journeys by ambulance | 3 | 5. Leave the part empty for a total.",
    )
    published_on: FactDate | None = f.when("Published on")
    published_at: Text = f.text("Where they were published")
    not_published_because: Text = f.text("If not published: the reason given", long=True)
    seen_by_deciders: bool | None = f.yes_no("Did those who decide see these scores?")
