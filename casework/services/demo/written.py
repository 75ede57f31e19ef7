"""What the officers of the fictional case wrote: the sections of its documents, by document."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "D01": {
        "involvement_level": "Early work with stroke survivors and carers of both towns, then a "
        "public consultation of at least twelve weeks, with easy-read and large-print papers.",
        "existing_insight": "Two years of feedback from stroke survivors, collected by both "
        "hospitals, and a survey of carers from last year.",
    },
    "D03": {
        "case_for_change_summary": "Two small units cannot both keep a specialist on site at all "
        "hours. One unit can, and outcomes improve where it does.",
        "need_population": "About nine hundred people of Northshire have a stroke each year. The "
        "number is expected to grow as the population ages.",
        "need_quality": "Neither unit meets the standard for seeing a specialist within fourteen "
        "hours at weekends. Both meet it on working days.",
        "need_workforce": "Five specialists share two rotas that need eight. Two posts have been "
        "vacant for more than a year.",
        "need_performance": "Half of all patients reach the stroke unit within four hours of "
        "arriving. The aim is nine in ten.",
        "need_estate": "North General has room for the beds of both units. The unit at Westbrook "
        "needs new equipment within three years.",
        "need_finance": "Temporary staff on two rotas cost more than one full rota would. No "
        "saving is assumed.",
        "need_patient_voice": "Survivors ask for a specialist at any hour. Families ask how they "
        "would visit a hospital that is further away.",
        "no_change": "Both units would go on without a specialist at night, and one of them would "
        "close at short notice if a further post fell vacant.",
        "scope": "The first three days of stroke care, and the hours of the urgent treatment "
        "centre at Westbrook. Rehabilitation is not in scope: it stays in both towns.",
        "interdependencies": "The ambulance service, and the neighbouring counties to which some "
        "patients are taken today.",
        "next_steps": "The effects on people are assessed next. Then the councils and Healthwatch "
        "are consulted, and options are worked out with patients.",
        "evidence_limits": "Travel times by public transport are not yet measured. They will be "
        "before options are compared.",
        "history_and_promises": "A review six years ago moved no service and promised nothing. No "
        "other promise was found in a search of papers since 2016.",
    },
    "D06": {
        "joint_terms_of_reference": "The committee considers this proposal alone. Each council "
        "appoints members in proportion to its political groups, unless all agree otherwise; a "
        "third of the members from at least two councils make a quorum; substitutes may vote.",
        "footprint": "East Northshire: the whole area, served by North General Hospital. West "
        "Northshire: the whole area, served by Westbrook Hospital.",
    },
    "D07": {
        "healthwatch_ask": "Tell us what you know of how people live with stroke in both towns, "
        "and help us to choose whom to ask and how, within six weeks.",
        "healthwatch_offer": "The papers as they are written, a named contact, meetings at your "
        "office, and payment for listening events that we agree with you.",
    },
}
