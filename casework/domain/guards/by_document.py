"""Figures that a protocol, standing order or other document sets: these bar, where ours only ask.

A case records such a figure as a local threshold, with the document. Without one the guard of the
same question, behind a flag, compares with our own figure.
"""

from __future__ import annotations

from casework.domain.answers import Answer, yes
from casework.domain.facts import CaseFacts
from casework.domain.guards.consulted_and_decided import change_since_consultation_is_small
from casework.domain.guards.crystallisation import (
    councils_were_contacted_once_the_change_was_named,
)
from casework.domain.guards.decision_pack import full_report_came_in_time
from casework.domain.guards.registry import guard
from casework.domain.guards.scrutiny_record import papers_reached_the_council_before_its_meeting
from casework.domain.predicates import Predicate


def _where_sourced(names: tuple[str, ...], judge: Predicate) -> Predicate:
    """A guard: what ``judge`` says, where a document in force sets one of the figures."""

    def answer(facts: CaseFacts, subject: str) -> Answer:
        figures = [facts.threshold(name) for name in names]
        if not any(figure is not None and figure.sourced for figure in figures):
            return yes("no document in force sets the figure")
        return judge(facts, subject)

    return answer


guard("councils_were_contacted_as_a_document_asks")(
    _where_sourced(("contact_working_days",), councils_were_contacted_once_the_change_was_named)
)
guard("papers_reached_the_council_as_a_document_asks")(
    _where_sourced(("papers_clear_days",), papers_reached_the_council_before_its_meeting)
)
guard("change_is_as_small_as_a_document_asks")(
    _where_sourced(("changed_share",), change_since_consultation_is_small)
)
guard("full_report_came_as_a_document_asks")(
    _where_sourced(("report_clear_days",), full_report_came_in_time)
)
