"""Where an unmet check can be met: the form of the record, evidence or sign-off that it wants."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.facts import RecordVersion
from casework.domain.permissions import can_decide_as
from casework.domain.records import get_kind
from casework.domain.roles import OUTSIDE_ROLES
from casework.domain.viewer import Viewer
from casework.engine.definition import Criterion, Need
from casework.engine.flags import ANSWERERS
from casework.engine.results import CriterionResult
from casework.engine.signatures import attestation_key
from casework.engine.supply import is_undated, need_title, serving_need
from casework.engine.vocabulary import PER_RECORD
from casework.services.reading import CaseView
from casework.services.signing import signable
from casework.web.cases.addresses import address_of
from casework.web.cases.guard_forms import ANOTHER, FORMS, PURPOSES
from casework.web.cases.record_links import address_of_record, title_of
from casework.web.cases.told_apart import told_apart
from casework.web.cases.whose_move import (
    NextStep,
    can_check,
    can_confirm,
    next_step,
    outside_roles_to_record,
    records_to_check,
    unchecked,
    unconfirmed,
)
from casework.web.cases.words import role_holders
from casework.web.named_records import field_that_names

MOST_SHOWN = 4
NONE_IS_AN_ANSWER = {
    "temporary_changes_have_not_outlived_their_expiry": "temporary_change",
    "temporary_changes_are_resolved": "temporary_change",
}
"""Guards that are met where it is recorded that there is none of a kind."""
TOGETHER = (
    ("See the whole record with each council", "reading.scrutiny_record"),
    ("Compare the versions of the proposal", "reading.compare"),
    ("See what is in front of the decision-maker", "reading.deciders"),
    ("See options and their scores", "reading.options"),
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link to something that can be done."""

    text: str
    address: str


def links_for(view: CaseView, viewer: Viewer, result: CriterionResult) -> tuple[Link, ...]:
    """What this viewer can do about an unmet result or a question; nothing on a past date."""
    if view.as_of is not None or not (result.blocks or result.is_flag):
        return ()
    makers = {
        NextStep.CONFIRM: _confirmation_links,
        NextStep.CHECK: _check_links,
        NextStep.CHECK_RECORD: _record_check_links,
        NextStep.SIGN: _sign_links,
        NextStep.SUPPLY: _supply_links,
        NextStep.ANSWER: _answer_links,
    }
    found = makers[next_step(view, result)](view, viewer, result)
    return tuple(link for link in found if link.address)


def _confirmation_links(view: CaseView, viewer: Viewer, result: CriterionResult) -> list[Link]:
    found = unconfirmed(view, result)
    if found is None or not can_confirm(view, viewer, result):
        return []
    aside = found.kind == "waiver"
    words = "Confirm that it is set aside" if aside else "Confirm that it does not apply"
    return [Link(words, gate_act("gates.confirm", view, result))]


def _check_links(view: CaseView, viewer: Viewer, result: CriterionResult) -> list[Link]:
    c = result.criterion
    return [
        Link(
            f"Check the sign-off recorded from {view.names.organisation(s.recorded_from)}",
            address_of(
                "gates.check", reference=view.reference, gate=c.gate,
                attestation=attestation_key(c.ref, result.subject, s.role),
            ),
        )
        for s in unchecked(result) if can_check(view, viewer, result, s)
    ]  # fmt: skip


def _record_check_links(view: CaseView, viewer: Viewer, result: CriterionResult) -> list[Link]:
    return [
        Link(
            f"Check: {_lower(title_of(record, view.names))}",
            address_of(
                "records.check", reference=view.reference, kind=record.kind, key=record.key
            ),
        )
        for record in records_to_check(view, viewer, result)
    ]  # fmt: skip


def _sign_links(view: CaseView, viewer: Viewer, result: CriterionResult) -> list[Link]:
    links = [
        Link(f"Sign off as {_lower(role_holders(view, role).partition(' (')[0])}",
             gate_act("gates.sign", view, result, role=role))
        for role in signable(view.judged, viewer, result, view.own)
    ]  # fmt: skip
    links += [
        Link(f"Record the sign-off of the {_lower(role_holders(view, role).partition(' (')[0])} "
             "from a letter or minute",
             gate_act("gates.record_outside", view, result, role=role))
        for role in outside_roles_to_record(view, viewer, result)
        if role in OUTSIDE_ROLES
    ]  # fmt: skip
    return links


def _answer_links(view: CaseView, viewer: Viewer, result: CriterionResult) -> list[Link]:
    """The form that answers a question, and those of the facts that would make it fall away."""
    answer = Link("Answer this question", gate_act("gates.answer", view, result))
    mine = can_decide_as(view.judged, viewer, ANSWERERS)
    return ([answer] if mine else []) + _supply_links(view, viewer, result)


def _supply_links(view: CaseView, viewer: Viewer, result: CriterionResult) -> list[Link]:
    if not view.roles:
        return []
    return supply_links(view, result)


def supply_links(view: CaseView, result: CriterionResult) -> list[Link]:
    """Forms for what a check asks for: what is missing, and what is recorded and may be wrong."""
    c = result.criterion
    links = _links_to_bodies(view, c, result.subject)
    for need in c.needs:
        links += _links_for_need(view, c, need, result.subject)
    links += _links_of_guards(view, c, result.subject)
    links += _links_without_needs(view, c, result.subject)
    return list(dict.fromkeys(links))


def _links_to_bodies(view: CaseView, c: Criterion, subject: str) -> list[Link]:
    """A check asked of each body, when none is recorded: the body comes before anything of it."""
    if c.per == "case" or subject:
        return []
    address = address_of(
        "records.new", reference=view.reference, kind=c.per, criterion=c.ref
    )
    return [Link(f"Record: {_lower(get_kind(c.per).title)}", address)]


def _links_for_need(view: CaseView, c: Criterion, need: Need, subject: str) -> list[Link]:
    if need.evidence:
        title = need_title(view.definition, need)
        words = f"Put in: {_lower(title)}" + (" (if there is one)" if need.optional else "")
        return [
            *_links_to_what_is_in(view, c, need, subject),
            Link(words, evidence_form(view, c, subject, need.evidence)),
        ]
    serving = serving_need(c, need, view.facts, subject)
    title = _lower(need_title(view.definition, need))
    form = record_form(view, c, need, subject)
    if not serving:
        return [Link(f"Record: {title}", form)]
    more = need.record in ANOTHER and need.record != c.per
    return _links_to(view, serving) + ([Link(f"Record another: {title}", form)] if more else [])


def _links_to(view: CaseView, records: list[RecordVersion]) -> list[Link]:
    """Records to look at; many of one kind by their list."""
    if len(records) <= MOST_SHOWN:
        return [
            Link(f"Look at or correct: {_lower(words)}", address_of_record(view, r))
            for r, words in told_apart(view, records)
        ]  # fmt: skip
    kind = get_kind(records[0].kind)
    address = address_of("records.list_records", reference=view.reference, kind=kind.name)
    return [Link(f"Look at or correct: {len(records)} {_lower(kind.plural)}", address)]


def _links_of_guards(view: CaseView, c: Criterion, subject: str) -> list[Link]:
    """Records that a check reads without wanting any of them by name, and forms for more."""
    wanted = {need.record for need in c.needs}
    links = []
    if c.per in PER_RECORD and c.per not in wanted:
        links += _links_to(view, [r for r in (view.facts.find(f"{c.per}/{subject}"),) if r])
    for guard in c.guards:
        for name in FORMS.get(guard, ()):
            if name in wanted:
                continue
            need = Need(record=name, purpose=PURPOSES.get((guard, name), ""))
            links += _links_for_need(view, c, need, subject)
        if guard in NONE_IS_AN_ANSWER and not view.facts.current(NONE_IS_AN_ANSWER[guard]):
            links.append(_link_to_none(view, NONE_IS_AN_ANSWER[guard]))
    return links


def _link_to_none(view: CaseView, kind: str) -> Link:
    """The form that states that there is none of a kind, where that is an answer too."""
    address = address_of("records.record_none", reference=view.reference, kind=kind)
    return Link(f"Record that there is none: {_lower(get_kind(kind).title)}", address)


def _links_to_what_is_in(
    view: CaseView, c: Criterion, need: Need, subject: str
) -> list[Link]:
    """Evidence of the wanted type that lacks only its date, or serves other checks so far."""
    serving = serving_need(c, need, view.facts, subject)
    if serving:
        undated = [r for r in serving if is_undated(view.definition, r)]
        if len(undated) < len(serving):
            return []
        return [
            Link(f"Add the date of {r.payload.title}",
                 next_version_form(view, c, subject, r, "dated"))
            for r in undated
        ]  # fmt: skip
    if c.per != "case" and not subject:
        return []
    return [
        Link(f"Use for this check too: {r.payload.title}", next_version_form(view, c, subject, r))
        for r in view.facts.evidence_of(need.evidence)
    ]


def _links_without_needs(view: CaseView, c: Criterion, subject: str) -> list[Link]:
    """Checks that read only facts: where those facts are entered."""
    holds = Link(
        "See the holds of the case", address_of("moves.show_holds", reference=view.reference)
    )
    scrutiny, compare, deciders, options = (
        Link(text, address_of(endpoint, reference=view.reference))
        for text, endpoint in TOGETHER
    )
    places = {
        "senior_responsible_owner_is_named": Link(
            "Name people on the case", address_of("case_people.show", reference=view.reference)
        ),
        "full_pathway_was_opened_from_its_start": Link(
            "Open the full case", address_of("linking.show", reference=view.reference)
        ),
        "no_call_in_direction_stands": holds,
        "no_call_in_direction_bars_the_decision": holds,
        "each_open_call_in_request_has_a_decision_to_go_on": holds,
        "council_consultation_was_whole": scrutiny,
        "council_was_supplied_with_this_proposal": scrutiny,
        "what_is_decided_was_consulted_on": compare,
        "change_since_consultation_is_small": compare,
        "change_is_as_small_as_a_document_asks": compare,
        "full_report_is_in_members_hands": deciders,
        "discarded_options_have_their_trail": options,
        "nobody_may_still_stop_it": holds,
        "no_challenge_is_live_or_still_possible": holds,
    }
    return [places[guard] for guard in c.guards if guard in places]


def evidence_form(view: CaseView, c: Criterion, subject: str, evidence_type: str = "") -> str:
    """The form that puts evidence in for a check."""
    return address_of(
        "evidence.new", reference=view.reference, criterion=c.ref, subject=subject,
        type=evidence_type,
    )  # fmt: skip


def next_version_form(
    view: CaseView, c: Criterion, subject: str, record: RecordVersion, field: str = ""
) -> str:
    """The form that puts in the next version of evidence, at first for this check as well."""
    return address_of(
        "evidence.revise", reference=view.reference, key=record.key, criterion=c.ref,
        subject=subject, _anchor=field,
    )  # fmt: skip


def record_form(view: CaseView, c: Criterion, need: Need, subject: str) -> str:
    """The form of a new record, filled in with what the check asks for by the fields' names."""
    kind = get_kind(need.record)
    values = {"criterion": c.ref}
    if kind.purpose and need.purpose:
        values[kind.purpose] = need.purpose
    if kind.subject and subject and c.per not in PER_RECORD:
        values[kind.subject] = subject
    naming = field_that_names(kind.name, c.per) if subject and c.per in PER_RECORD else ""
    if naming:
        values[naming] = f"{c.per}/{subject}"
        values |= _also(view, kind.name, c.per, subject)
    return address_of("records.new", reference=view.reference, kind=kind.name, **values)


def _also(view: CaseView, kind: str, per: str, subject: str) -> dict[str, str]:
    """What else the record named says of the new one: a change's own name for itself is the claim.
    """
    change = view.facts.find(f"{per}/{subject}") if kind == "classification_claim" else None
    return {"claim": change.payload.status} if change is not None and change.payload else {}


def gate_act(endpoint: str, view: CaseView, result: CriterionResult, **values: str) -> str:
    """A form of the gate's pages about one check and subject."""
    c = result.criterion
    return address_of(
        endpoint, reference=view.reference, gate=c.gate, criterion=c.id, subject=result.subject,
        **values,
    )  # fmt: skip


def gate_page(view: CaseView, gate: str, anchor: str = "") -> str:
    """The page of a gate, on the same past date if the case is shown on one."""
    as_of = view.as_of.isoformat() if view.as_of else ""
    return address_of(
        "gates.show", reference=view.reference, gate=gate, as_of=as_of, _anchor=anchor
    )


def _lower(text: str) -> str:
    """The text with a small first letter, unless it begins with an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
