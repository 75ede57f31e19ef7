"""Every date of a case, from its facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casework.domain.case_dates import moved, other_rules, scrutiny_rules
from casework.domain.case_dates.falling_away import with_those_that_fall_away
from casework.domain.case_dates.projected import with_projected_holidays
from casework.domain.case_dates.shapes import CaseDate, Terms
from casework.domain.case_dates.stated import stated_dates
from casework.domain.facts import CaseFacts, RecordVersion

RULES = (*scrutiny_rules.RULES, *other_rules.RULES)


def case_dates(
    facts: CaseFacts, terms: Terms, versions: Iterable[RecordVersion] = ()
) -> tuple[CaseDate, ...]:
    """What records state, then what rules make of it and what they cannot make yet.

    ``versions`` are earlier and present versions of records: without them nothing is known of
    dates that were moved, and so nothing of rule T03.
    """
    found = (*stated_dates(facts), *computed_dates(facts, terms, versions))
    return tuple(with_projected_holidays(facts, with_those_that_fall_away(facts, found)))


def computed_dates(
    facts: CaseFacts, terms: Terms, versions: Iterable[RecordVersion] = ()
) -> Iterator[CaseDate]:
    """What rules of the register make of the facts."""
    for rule in RULES:
        yield from rule(facts, terms)
    yield from moved.changed_dates(facts, versions)
