"""The steps by which a form is filled in, for the kinds whose question has an order.

Source: domain brief, sections 3.1 (duty to involve) and 4.1 (substantial variation). The steps of
longer records stand in `guidance_steps`.
"""

from __future__ import annotations

from casework.domain.records import Kind
from casework.web.records.form_building import BOOKKEEPING
from casework.web.records.guidance_steps import LONG_FORMS, Step

BACKGROUND = Step("When and where from", (), BOOKKEEPING)

DUTY_TO_INVOLVE = (
    Step(
        "Whose duty it is",
        ("Each body answers for itself, also where several involve people together: "
         "make one assessment for each.",),
        ("organisation",),
    ),
    Step(
        "Step 1: does it concern health services?",
        ("If no, the duty is not engaged. Record why, and stop after this step.",),
        ("concerns_health_services",),
    ),
    Step(
        "Step 2: which activity is it?",
        ("There may be several. Planning alone means that the duty applies; step 3 is then not "
         "asked.",),
        ("activity",),
    ),
    Step(
        "Step 3: would patients notice?",
        ("Think of how services are delivered and which there are, as patients see it: access, "
         "transport and ambulances too. Yes means that the duty applies, no that it does not.",),
        ("impact_on_patients",),
    ),
    Step(
        "What follows",
        ("If the duty does not apply, the reasons are what a court would look at first.",),
        ("applies", "reasons", "involvement", "existing_insight", "legal_advice_taken",
         "assessed_on", "review_on"),
    ),
)  # fmt: skip

SUBSTANTIALITY = (
    Step(
        "Before you determine it",
        ("The law does not define what is substantial. Bodies and councils settle it in dialogue.",
         "Ask each affected council for its view first and record it: who was asked when, what "
         "was answered, and where that is minuted. A council that was asked and chased and did "
         "not answer is recorded as that.",
         "Weigh the need for change and its evidence, access to services, the effect on patients, "
         "carers, staff and the wider community, how many and which patients are affected, and "
         "how services are delivered."),
        (),
    ),
    Step(
        "The determination",
        ("The duty in law is the NHS body's; a council's view carries much weight. If a council "
         "disagrees, say so: legal review follows, and a call-in is more likely.",),
        ("outcome", "decider", "determined_on", "proposal", "reasons"),
    ),
)  # fmt: skip

STEPS = {"duty_to_involve": DUTY_TO_INVOLVE, "substantiality": SUBSTANTIALITY, **LONG_FORMS}


def steps_of(kind: Kind, offered: tuple[str, ...]) -> tuple[Step, ...]:
    """The steps of a kind's form; one without heading where its questions have no order.

    ``offered`` are the fields that the form has: one that it lacks is left out.
    """
    declared = STEPS.get(kind.name, (Step("", (), tuple(kind.specs)),))
    return tuple(
        Step(s.heading, s.words, tuple(f for f in s.fields if f in offered))
        for s in (*declared, BACKGROUND)
    )
