"""The acts of a case file and the fields of each: what reading, schema and page derive from."""

from __future__ import annotations

from dataclasses import dataclass

TEXT, KEY, LIST, VALUES, FLAG, DATE = "text", "key", "list", "values", "flag", "date"
NUMBER = "number"


@dataclass(frozen=True, slots=True)
class ActField:
    """One field of an act: how it is written and what it says."""

    name: str
    type: str
    says: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class ActKind:
    """One kind of act. ``default_role`` is who does it where ``by`` is not given."""

    name: str
    says: str
    fields: tuple[ActField, ...]
    default_roles: tuple[str, ...] = ("PM", "GOV", "SRO")
    needs_source: bool = True

    @property
    def keys(self) -> tuple[str, ...]:
        """The names of the act's own fields."""
        return tuple(f.name for f in self.fields)


COMMON = (
    ActField("act", KEY, "Which kind of act this is", True),
    ActField("on", DATE, "When it was so; may be imprecise"),
    ActField("judged_on", DATE, "The exact date by which gates judge it"),
    ActField("by", KEY, "The person who does it; by default the first who may"),
    ActField("source", TEXT, "Where it is stated: the id of a source, several ids, or a text"),
    ActField("assumed", FLAG, "True where no source states it"),
    ActField("expect", VALUES, "accepted, refused, or refused with blocked_by"),
    ActField("expect_assuming", VALUES, "The same for a replay with --assume-unrecorded"),
    ActField("happened_anyway", FLAG, "A refused move or act that took place all the same"),
)
_CRITERION = ActField("criterion", KEY, "The check, such as GT31.letter", True)
_SUBJECT = ActField("subject", KEY, "The organisation or record that it is about")
_REASON = ActField("reason", TEXT, "Why; it is published", True)
_ROLE = ActField("role", KEY, "The role, by its code", True)
_PERSON = ActField("person", KEY, "The person's key", True)

_KINDS = (
    ActKind("record", "States a fact: a case record of any kind that people state.", (
        ActField("kind", KEY, "The kind of record", True),
        ActField("key", KEY, "Its key; the same key again makes its next version"),
        ActField("values", VALUES, "All its fields; what is left out is not recorded"),
        ActField("changes", VALUES, "Only the fields that differ from its last version"),
        ActField("cites", LIST, "Evidence that it cites, as kind/key@version"),
        ActField("on_behalf_of", KEY, "The organisation for which it is stated"),
    )),
    ActKind("absent", "States that something did not happen.", (
        ActField("kind", KEY, "The kind of record, or evidence", True),
        ActField("what", KEY, "The purpose of the record or the type of evidence"),
        _SUBJECT,
        ActField("key", KEY, "The key of the absence, as an export writes it"),
    )),
    ActKind("withdraw", "Takes a record back: it was recorded in error.", (
        ActField("record", KEY, "The record, as kind/key", True), _REASON,
    )),
    ActKind("remove", "Takes every record of a kind away; in a file with a base.", (
        ActField("kind", KEY, "The kind of record, also evidence or attestation", True),
        ActField("what", KEY, "Only those of this purpose, type of evidence, check or role"),
        _SUBJECT,
    )),
    ActKind("answer", "Answers what a check raises without barring anything.", (
        _CRITERION, _SUBJECT,
        ActField("answer", TEXT, "The answer; it is published", True),
    ), ("SRO", "PM", "GOV")),
    ActKind("evidence", "Puts in a paper: a file, or a document published at an address.", (
        ActField("type", KEY, "The type of evidence", True),
        ActField("title", TEXT, "Its title", True),
        ActField("key", KEY, "Its key; the same key again makes its next version"),
        ActField("criteria", LIST, "The checks that it serves"),
        ActField("subjects", LIST, "The organisations that it is about"),
        ActField("classification", KEY, "public (the default), restricted or privileged"),
        ActField("dated", DATE, "The date of the paper"),
        ActField("author", TEXT, "Its author: a role or an organisation"),
        ActField("address", TEXT, "Where it is published"),
        ActField("description", TEXT, "What it shows"),
        ActField("file", KEY, "SHA-256 of the file beside the case file"),
        ActField("file_name", TEXT, "The name under which it was put in"),
        ActField("withheld", TEXT, "Why there is neither a file nor an address here"),
    )),
    ActKind("sign_off", "Signs one check off.", (
        _CRITERION, _ROLE, _SUBJECT,
        ActField("statement", TEXT, "What the signer states"),
        ActField("recorded_from", KEY, "The outside organisation whose letter is attested"),
        ActField("papers", LIST, "That letter or minute, as kind/key@version"),
    )),
    ActKind("check_sign_off", "A second person checks a sign-off recorded from outside.", (
        _CRITERION, _ROLE, _SUBJECT,
    ), ("GOV", "PM", "LEG")),
    ActKind("check_record", "A second person checks what another body said against its letter.", (
        ActField("record", KEY, "The record, as kind/key", True),
    ), ("GOV", "LEG", "PM")),
    ActKind("set_aside", "Sets a check aside, as its force allows.", (
        _CRITERION,
        ActField("means", KEY, "How, such as waiver, departure or not_applicable", True),
        _REASON, _SUBJECT,
        ActField("second_person", KEY, "The second person whom the rule names"),
        ActField("recorded_from", KEY, "The body from whose letter or minute it is recorded"),
        ActField("relied_on", LIST, "Records that it rests on, as kind/key@version"),
    )),
    ActKind("confirm", "A second person confirms that a check does not apply, or is set aside.", (
        _CRITERION, _SUBJECT,
    ), ("GOV", "LEG")),
    ActKind("defer", "Governance puts a gate off to the law's latest point.", (
        ActField("gate", KEY, "The gate", True), _REASON,
    ), ("GOV",)),
    ActKind("move", "Moves the case from one stage to another.", (
        ActField("what", KEY, "The move, such as S3-S4", True),
        ActField("reason", TEXT, "Why; asked for moves back and out"),
        ActField("authorised_by", KEY, "Of a move back: the person who authorised it"),
        ActField("authorised_on", DATE, "Of a move back: when it was authorised"),
        ActField("authority", TEXT, "Of a move back: where that is recorded, such as a minute"),
        ActField("in_doubt", LIST, "Of a move back: what it puts in doubt, as kind/key@version"),
    )),
    ActKind("do", "Does a named act within a stage.", (
        ActField("what", KEY, "The named act, such as open_consultation", True),
        _SUBJECT,
        ActField("reason", TEXT, "Why"),
    )),
    ActKind("start_hold", "Starts a hold, from the date in on.", (
        ActField("hold", KEY, "The hold, such as REFERRED", True),
        ActField("key", KEY, "A key of your own, by which it is ended", True),
        ActField("reason", TEXT, "What is known of why"),
    )),
    ActKind("end_hold", "Ends a hold, on the date in on.", (
        ActField("key", KEY, "The key with which it was started", True),
        ActField("outcome", TEXT, "How it ended"),
        ActField("way_out", KEY, "One of the ways out that the pathway lists, such as proceed"),
        ActField("falls", LIST, "The decisions that no longer stand, as kind/key"),
    )),
    ActKind("correct_hold", "Corrects how a hold is recorded: its days, or how it ended.", (
        ActField("key", KEY, "The key with which it was started", True),
        ActField("started", DATE, "From when it was, if another day is recorded"),
        ActField("ended", DATE, "On which day it ended; without it, it has not ended"),
        ActField("outcome", TEXT, "How it ended"),
        ActField("way_out", KEY, "One of the ways out that the pathway lists, such as proceed"),
        ActField("falls", LIST, "The decisions that no longer stand, as kind/key"),
        _REASON,
    )),
    ActKind("withdraw_hold", "Withdraws a hold that was begun by hand in error.", (
        ActField("key", KEY, "The key with which it was started", True), _REASON,
    )),
    ActKind("open_linked", "Opens another case from this one; both then record the link.", (
        ActField("relation", KEY, "What the other case is, such as full_pathway", True),
        ActField("reference", KEY, "The reference of the case that is opened", True),
        ActField("title", TEXT, "Its title", True), _REASON,
        ActField("parts", LIST, "Of copied_to: what is copied; everything if left out"),
    ), ("PM", "SRO", "AO", "GOV")),
    ActKind("change_version", "Moves the case to a newer version of its pathway.", (
        ActField("version", NUMBER, "The number of the version", True), _REASON,
    ), ("GOV",)),
    ActKind("undo_version", "Takes the last change of version back.", (_REASON,), ("GOV",)),
    ActKind("relate", "Links two cases that stand beside each other; both record the link.", (
        ActField("reference", KEY, "The reference of the other case, replayed before", True),
        _REASON,
        ActField("pathway", KEY, "Its pathway, as an export tells it: it need not be there then"),
        ActField("stage", KEY, "The stage at which it stood, as an export tells it"),
        ActField("relation", KEY, "How it stands to this one, as an export tells it"),
    ), ("PM", "SRO", "AO", "GOV")),
    ActKind("use_paper", "Uses a paper of a linked case by reference; no copy of it is made.", (
        ActField("of_case", KEY, "The reference of the linked case, replayed before", True),
        ActField("paper", KEY, "The paper there, as evidence/key@version", True),
        ActField("key", KEY, "Its key here; the same key again uses its newer version", True),
        ActField("criteria", LIST, "The checks that it serves here"),
        ActField("subjects", LIST, "The organisations that it is about here"),
    )),
    ActKind("succeed", "Passes what bodies that cease held to others, from the date in on.", (
        ActField("key", KEY, "A key of your own, which its records bear", True),
        ActField("sort", KEY, "What happens: merger, split or abolition", True),
        ActField("bodies", LIST, "The bodies that cease", True),
        ActField("to", LIST, "The bodies that take over; none where nobody does"),
        ActField("instrument", TEXT, "By which instrument", True),
        ActField("confirmed_by", KEY, "The second person, of governance or law", True),
        ActField("passes", VALUES, "In a split, the bodies to which each record passes"),
        ActField("persons", VALUES, "To which body each person goes; empty if their roles end"),
    ), ("GOV",)),
    ActKind("give_role", "Gives a person a role, from the date in on.", (_PERSON, _ROLE), ("GOV",)),
    ActKind("end_role", "Ends a person's role, on the date in on.", (
        _PERSON, _ROLE,
        ActField("takes_role", KEY, "Who takes the role, and with it the work left open"),
        ActField("takers", VALUES, "Who takes what else they leave, by work; empty if nobody yet"),
    ), ("GOV",)),
    ActKind("assign_work", "Names who takes on what a handover left to nobody.", (
        ActField("key", KEY, "The handover, numbered in the order in which roles ended", True),
        ActField("takers", VALUES, "Who takes it, by work", True),
    ), ("GOV",)),
    ActKind("name_cover", "Names who covers for a person from the date in on.", (
        _PERSON,
        ActField("covering", KEY, "Who covers for them", True),
        ActField("until", DATE, "The last day of the cover", True),
        ActField("roles", LIST, "In which roles; every role inside if left out"),
    ), ("GOV",)),
    ActKind("end_cover", "Ends a cover before its last day.", (
        ActField("key", KEY, "The cover, numbered in the order in which they were named", True),
    ), ("GOV",)),
    ActKind("note", "Says something that no record holds: shown in the report, not kept.", (
        ActField("text", TEXT, "The remark", True),
    ), needs_source=False),
)  # fmt: skip
ACTS = {kind.name: kind for kind in _KINDS}
DATED = ("start_hold", "end_hold", "end_role", "name_cover", "succeed")
"""Acts that mean nothing without their own date in ``on``."""
