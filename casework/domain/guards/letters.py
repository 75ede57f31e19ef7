"""Guards on the letters of regulation 23 and on the notification of the Secretary of State.

Source: regulation 23(1) of the 2013 Regulations; Schedule 10A paragraph 2 to the NHS Act 2006.
"""

from __future__ import annotations

from casework.domain.answers import Answer, no, not_known, yes
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.registry import guard
from casework.domain.predicates import (
    fact_not_recorded,
    happened,
    not_recorded,
    organisation,
)

NOTIFICATION = "secretary_of_state_notification"
LETTERS_WITH_DATES = frozenset({"regulation_23", "regulation_23_dates"})


def letters_sent_to(facts: CaseFacts, body: str, *purposes: str) -> list[RecordVersion]:
    """Letters sent to the body, or to its joint committee, for any of the purposes."""
    return [
        record
        for record in facts.about("letter", body)
        if record.payload.direction == "sent" and record.payload.purpose in purposes
    ]


@guard("regulation_23_letter_was_sent")
def regulation_23_letter_was_sent(facts: CaseFacts, subject: str) -> Answer:
    """A letter that consults the council has gone by the date judged."""
    letter = _consulting_letter(facts, subject)
    if letter is None:
        return not_recorded("letter", "regulation_23")
    return happened(facts, letter.payload.sent_on, f"the letter to {organisation(subject)}")


@guard("regulation_23_letter_gives_both_dates")
def regulation_23_letter_gives_both_dates(facts: CaseFacts, subject: str) -> Answer:
    """The letter gives the proposed decision date and the date for comments; rough dates count."""
    letter = _consulting_letter(facts, subject)
    if letter is None:
        return not_recorded("letter", "regulation_23")
    return _gives_both_dates(letter, subject)


@guard("decision_date_follows_comments_date")
def decision_date_follows_comments_date(facts: CaseFacts, subject: str) -> Answer:
    """The decision is proposed for a day after the day by which the council may comment."""
    letter = _consulting_letter(facts, subject)
    if letter is None:
        return not_recorded("letter", "regulation_23")
    given = _gives_both_dates(letter, subject)
    if not given.is_yes:
        return given
    decision, comments = letter.payload.decision_date, letter.payload.comments_date
    later = decision.after(comments)
    words = (
        f"the letter to {organisation(subject)} gives {decision.plain()} for the decision and "
        f"{comments.plain()} for comments"
    )
    if later is None:
        return not_known(f"{words}, which does not settle that the decision comes later")
    return yes() if later else no(f"{words}, which is not earlier")


@guard("regulation_23_dates_were_published")
def regulation_23_dates_were_published(facts: CaseFacts, subject: str) -> Answer:
    """Both dates given to the council have been published by the date judged."""
    letter = _consulting_letter(facts, subject)
    if letter is None:
        return not_recorded("letter", "regulation_23")
    return _dates_published(facts, letter, subject)


@guard("council_has_firm_dates")
def council_has_firm_dates(facts: CaseFacts, subject: str) -> Answer:
    """The last letter that gave the council dates gives both, and not as provisional ones."""
    letter = _last_letter_with_dates(facts, subject)
    if letter is None:
        return not_recorded("letter", "regulation_23_dates")
    given = _gives_both_dates(letter, subject)
    if not given.is_yes:
        return given
    if letter.payload.dates_provisional is None:
        return fact_not_recorded(f"whether the dates given to {organisation(subject)} are firm")
    if letter.payload.dates_provisional:
        return no(f"{organisation(subject)} has been given provisional dates only")
    return happened(facts, letter.payload.sent_on, f"the letter to {organisation(subject)}")


@guard("firm_dates_were_published")
def firm_dates_were_published(facts: CaseFacts, subject: str) -> Answer:
    """The dates of the last letter that gave the council dates have been published."""
    letter = _last_letter_with_dates(facts, subject)
    if letter is None:
        return not_recorded("letter", "regulation_23_dates")
    return _dates_published(facts, letter, subject)


@guard("secretary_of_state_was_notified")
def secretary_of_state_was_notified(facts: CaseFacts, subject: str) -> Answer:
    """The notification has gone by the date judged."""
    sent = _notifications(facts)
    if not sent:
        return not_recorded("letter", NOTIFICATION)
    return happened(facts, sent[-1].payload.sent_on, "the notification of the Secretary of State")


@guard("notification_preceded_consultation_of_councils")
def notification_preceded_consultation_of_councils(facts: CaseFacts, subject: str) -> Answer:
    """A notification went on or before the day of every letter that consulted a council."""
    notified = [r.payload.sent_on for r in _notifications(facts) if r.payload.sent_on is not None]
    if not notified:
        return fact_not_recorded("when the Secretary of State was notified")
    letters = [
        record
        for record in facts.current("letter", purpose="regulation_23")
        if record.payload.direction == "sent"
    ]
    for letter in letters:
        body, consulted = organisation(letter.payload.organisation), letter.payload.sent_on
        if consulted is None:
            return fact_not_recorded(f"when {body} was consulted")
        in_time = [on.on_or_before(consulted) for on in notified]
        if True not in in_time:
            words = (
                f"the dates of the first notification ({min(notified).plain()}) and of the letter "
                f"that consulted {body} ({consulted.plain()})"
            )
            if None in in_time:
                return not_known(f"{words} do not settle which came first")
            return no(f"{words} show that the letter came first")
    return yes()


def _consulting_letter(facts: CaseFacts, council: str) -> RecordVersion | None:
    found = letters_sent_to(facts, council, "regulation_23")
    return found[-1] if found else None


def _last_letter_with_dates(facts: CaseFacts, council: str) -> RecordVersion | None:
    found = letters_sent_to(facts, council, *LETTERS_WITH_DATES)
    return found[-1] if found else None


def _notifications(facts: CaseFacts) -> list[RecordVersion]:
    return [
        record
        for record in facts.current("letter", purpose=NOTIFICATION)
        if record.payload.direction == "sent"
    ]


def _gives_both_dates(letter: RecordVersion, council: str) -> Answer:
    given = {
        "the proposed decision date": letter.payload.decision_date,
        "the date for comments": letter.payload.comments_date,
    }
    missing = [name for name, on in given.items() if on is None or not on.is_known]
    if missing:
        return fact_not_recorded(f"{' and '.join(missing)} given to {organisation(council)}")
    return yes()


def _dates_published(facts: CaseFacts, letter: RecordVersion, council: str) -> Answer:
    given = _gives_both_dates(letter, council)
    if not given.is_yes:
        return given
    return happened(
        facts,
        letter.payload.dates_published_on,
        f"publication of the dates given to {organisation(council)}",
    )
