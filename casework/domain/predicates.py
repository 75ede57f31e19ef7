"""Named questions over the facts of a case, and what their answers have in common.

Conditions and guards are functions that pathways name. A name that a published pathway uses keeps
its answers for ever; a change of answer is a new name in a new version.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from casework.domain.answers import Answer, Verdict, no, not_known, yes
from casework.domain.dates import FactDate, long_date
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.records import get_kind

Predicate = Callable[[CaseFacts, str], Answer]
NOT_RECORDED = "Not recorded: "
NAMED_AT_MOST = 5
"""Records that one reason names, before it says how many more there are."""


class Predicates:
    """Functions by name. ``what`` says in errors what they are: a condition or a guard."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._named: dict[str, Predicate] = {}

    def register(self, name: str) -> Callable[[Predicate], Predicate]:
        """Decorator: file the function under ``name``. ValueError if the name is taken."""

        def file(function: Predicate) -> Predicate:
            if name in self._named:
                raise ValueError(f"{self._what} {name!r} is registered twice")
            self._named[name] = function
            return function

        return file

    def find(self, name: str) -> Predicate | None:
        """The function called ``name``, or None."""
        return self._named.get(name)

    def names(self) -> list[str]:
        """Every name, in alphabetical order."""
        return sorted(self._named)


def not_recorded(kind: str, purpose: str = "") -> Answer:
    """Not known, because no record of the kind is there; worded as the checklist words it."""
    declared = get_kind(kind)
    title = declared.title
    if purpose:
        title = f"{title} ({declared.specs[declared.purpose].choices[purpose]})"
    return not_known(f"{NOT_RECORDED}{title}")


def fact_not_recorded(what: str) -> Answer:
    """Not known, because one fact is missing; ``what`` names it, such as `the closing date`."""
    return not_known(f"{NOT_RECORDED}{what}")


def from_single(
    facts: CaseFacts, kind: str, judge: Callable[[RecordVersion], Answer]
) -> Answer:
    """Judge the one record of a kind, or say that it is not there or states an absence."""
    record = facts.single(kind)
    if record is not None:
        return judge(record)
    if facts.absent(kind):
        return no(f"{get_kind(kind).title}: it is recorded that this did not happen")
    return not_recorded(kind)


def every(answers: Iterable[Answer]) -> Answer:
    """Yes if all are yes; else every no together; else every not known together."""
    given = list(answers)
    for verdict, build in (("is_no", no), ("is_not_known", not_known)):
        found = [answer.reason for answer in given if getattr(answer, verdict)]
        if found:
            return build("; ".join(dict.fromkeys(found)))
    return yes("; ".join(dict.fromkeys(a.reason for a in given if a.reason)))


def about_each(
    records: Iterable[RecordVersion], judge: Callable[[RecordVersion], Answer | Iterable[Answer]]
) -> Answer:
    """Every record judged, and all answers together; each reason names the records that it is
    about, so that one among many can be found."""
    about: dict[Answer, list[str]] = {}
    for record in records:
        answers = judge(record)
        for answer in (answers,) if isinstance(answers, Answer) else answers:
            about.setdefault(answer, []).append(record.reference)
    alike: dict[tuple[Verdict, tuple[str, ...]], list[Answer]] = {}
    for answer, references in about.items():
        alike.setdefault((answer.verdict, tuple(references)), []).append(answer)
    return every(_naming(answers, references) for (_, references), answers in alike.items())


def _naming(answers: list[Answer], references: tuple[str, ...]) -> Answer:
    """Answers of one verdict on the same records as one, which names the records once."""
    together = every(answers)
    if together.is_yes:
        return together
    first, *others = dict.fromkeys(answer.reason for answer in answers)
    reason = "; ".join([first, *(other.removeprefix(NOT_RECORDED) for other in others)])
    named = ", ".join(the_record(reference) for reference in references[:NAMED_AT_MOST])
    more = len(references) - NAMED_AT_MOST
    reason += f" ({named}{f' and {more} more' if more > 0 else ''})"
    return replace(together, reason=reason, missing=reason if together.missing else "")


def happened(facts: CaseFacts, on: FactDate | None, what: str) -> Answer:
    """Whether something that is dated has happened by the date judged.

    No date at all is not known. A date stated as unknown is a statement that it happened. A rough
    date may lie on either side of the date judged: then it is not known either.
    """
    if on is None:
        return fact_not_recorded(f"the date of {what}")
    later = on.after(facts.as_at)
    if later is True:
        return no(f"the date of {what} is {on.plain()}, after {long_date(facts.as_at)}")
    if later is None and on.is_known:
        return not_known(
            f"Not recorded: whether {what} ({on.plain()}) had happened by "
            f"{long_date(facts.as_at)}"
        )
    return yes()


def organisation(key: str) -> str:
    """How a reason names an organisation; pages turn the key into its name."""
    return f"{{org:{key}}}"


def the_record(reference: str) -> str:
    """How a reason names a record, by its `kind/key`; pages turn it into the record's own words."""
    return f"{{rec:{reference}}}"


def latest_of_each_body(records: Iterable[RecordVersion]) -> list[RecordVersion]:
    """The last written record of every organisation, in the order in which bodies first appear."""
    latest = {record.payload.organisation: record for record in records}
    return list(latest.values())
