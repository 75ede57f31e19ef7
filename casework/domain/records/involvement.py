"""What people were asked, promised and told, and what was done with what they said."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.dates import FactDate
from casework.domain.records import fields as f
from casework.domain.records.registry import record_kind
from casework.domain.text import Text


@record_kind("involvement_activity", "Involvement activity", "Involvement activities",
             section="involvement")  # fmt: skip
@dataclass(frozen=True, slots=True)
class InvolvementActivity:
    """People were involved in a version of the proposal: with whom, how, and what came of it.

    Level and promise are those of the spectrum of the International Association for Public
    Participation (IAP2).
    """

    about: str = f.record_reference(
        "On which version of the proposal, or temporary change",
        hint="Leave empty if it was on a general strategy",
    )
    nature: str = f.choice(
        "Nature",
        {
            "engagement": "Engagement",
            "formal_consultation": "Formal consultation",
            "information": "Information only",
        },
    )
    on_general_strategy: bool | None = f.yes_no(
        "Was it on a general strategy rather than on this proposal?"
    )
    participants: Text = f.text("With whom", long=True)
    users_reached: bool | None = f.yes_no(
        "Was it aimed at people who use the services that would change?"
    )
    representatives_reached: bool | None = f.yes_no("Were carers or representatives involved?")
    methods: Text = f.text("How", long=True)
    questions_only: bool | None = f.yes_no("Could people only ask questions, and not give views?")
    opened_on: FactDate | None = f.when("Began on")
    closed_on: FactDate | None = f.when("Closed on")
    level: str = f.choice(
        "Level of participation (IAP2)",
        {
            "inform": "Inform",
            "consult": "Consult",
            "involve": "Involve",
            "collaborate": "Collaborate",
            "empower": "Empower",
        },
        required=False,
    )
    promise: Text = f.text("What people were promised would be done with it", long=True)
    outcome: Text = f.text("What came out of it", long=True)
    fed: tuple[str, ...] = f.many_records("Which papers or records it fed")


@record_kind("promise", "Promise or public assurance", "Promises and public assurances",
             section="involvement")  # fmt: skip
@dataclass(frozen=True, slots=True)
class Promise:
    """A public assurance: whoever gave it, it binds until it is kept or openly overridden."""

    promise: Text = f.text("What was promised", required=True, long=True)
    sort: str = f.choice(
        "To do what",
        {
            "consult": "To consult or involve",
            "reopen": "To reopen or restore",
            "deliver": "To deliver or provide something",
            "keep": "To keep a service or a home",
            "mitigate": "To soften an effect",
            "other": "Something else",
        },
    )
    made_by: Text = f.text("Who promised")
    made_on: FactDate | None = f.when("Promised on")
    where: Text = f.text("Where it was said", hint="A minute, a press release, a letter")
    trigger: Text = f.text("What makes it fall due", long=True)
    due_before: str = f.choice(
        "To be kept before",
        {
            "consultation": "The consultation opens",
            "decision": "The public decision",
            "implementation": "Anything is carried out",
            "close": "The case is closed",
        },
        required=False,
    )
    touches_this_proposal: bool | None = f.yes_no("Does it touch this proposal?")
    touches_not_because: Text = f.text("If it does not touch it, why not", long=True)
    kept_on: FactDate | None = f.when("Kept on")
    kept_how: Text = f.text("How it was kept", long=True)


@record_kind("representation", "Response of an organisation", "Responses of organisations",
             section="involvement")  # fmt: skip
@dataclass(frozen=True, slots=True)
class Representation:
    """A response, a counter-proposal or a request for delay, and where the paper answers it."""

    sort: str = f.choice(
        "What it is",
        {
            "response": "Response",
            "counter_proposal": "Counter-proposal",
            "delay": "Request for delay",
        },
    )
    by: Text = f.text("From which organisation", required=True)
    received_on: FactDate | None = f.when("Received on")
    says: Text = f.text("What it says", long=True)
    disposition: str = f.choice(
        "What was done with it",
        {
            "accepted": "Accepted",
            "accepted_in_part": "Accepted in part",
            "not_accepted": "Considered and not accepted",
            "noted": "Noted",
        },
        required=False,
    )
    reasons: Text = f.text("Why", long=True)
    paragraph: Text = f.text("Paragraph of the decision paper that answers it")


@record_kind("paper_statement", "Statement in a decision paper", "Statements in decision papers",
             section="involvement")  # fmt: skip
@dataclass(frozen=True, slots=True)
class PaperStatement:
    """A sentence of a paper that says that people were involved, and the activities behind it."""

    statement: Text = f.text("What the paper says", required=True, long=True)
    paper: str = f.record_reference("Paper")
    on_this_proposal: bool | None = f.yes_no(
        "Does it say that it was on this proposal?",
        hint="No for a statement on earlier engagement, such as on the case for change",
    )
    rests_on: tuple[str, ...] = f.many_records("Involvement activities that it rests on")
