"""How the case moves, who acts on it, and what is shared: the records that verbs write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casework.domain.dates import FactDate
from casework.domain.records import fields as f
from casework.domain.records.registry import record_kind
from casework.domain.text import Text


@record_kind("stage_move", "Stage move", section="progress", stated_by_people=False)
@dataclass(frozen=True, slots=True)
class StageMove:
    """The case entered a stage. ``unmet`` is filled only where it did so in fact, unmet."""

    origin: str = f.code("From")
    target: str = f.code("To", required=True)
    visit: int | None = f.number("Visit")
    snapshot: str = f.code("Hash of the snapshot")
    unmet: tuple[str, ...] = f.many_codes("Unmet and happened all the same")
    reason: Text = f.text("Reason", long=True)


@record_kind("act", "Act", section="progress", stated_by_people=False)
@dataclass(frozen=True, slots=True)
class Act:
    """A named act done within a stage, such as opening the consultation."""

    act: str = f.code("Act", required=True)
    subject: str = f.code("About")
    visit: int | None = f.number("Visit")
    snapshot: str = f.code("Hash of the snapshot")
    unmet: tuple[str, ...] = f.many_codes("Unmet and happened all the same")
    reason: Text = f.text("Reason", long=True)


@record_kind("hold", "Hold", section="progress", stated_by_people=False)
@dataclass(frozen=True, slots=True)
class Hold:
    """Something true beside the stage, which freezes named acts while it lasts."""

    hold: str = f.code("Hold", required=True)
    started_on: FactDate | None = f.when("Started on", required=True)
    ended_on: FactDate | None = f.when("Ended on")
    reason: Text = f.text("Reason", long=True)
    outcome: Text = f.text("How it ended", long=True)
    ended_as: str = f.code("Ended by", hint="One of the ways out that the pathway lists")
    falls: tuple[str, ...] = f.many_records("Decisions that no longer stand")
    because: tuple[str, ...] = f.many_records("Directions or reports that it stands for")


@record_kind("pathway_version", "Version of the pathway", "Versions of the pathway", single=True,
             section="progress", stated_by_people=False)  # fmt: skip
@dataclass(frozen=True, slots=True)
class PathwayVersion:
    """The case was moved to another version of its pathway; each version of this record is one such
    change.

    ``signed_anew`` pins the sign-offs and waivers of checks that ask something else in this version
    than when they were made; ``signed_anew_before`` those of changes before this one.
    """

    pathway: str = f.code("Pathway", required=True)
    version: int | None = f.number("Version")
    definition: str = f.code("Hash of its text", required=True)
    before: int | None = f.number("Version before")
    definition_before: str = f.code("Hash of the text before", required=True)
    undoes: bool | None = f.yes_no("Does it undo the change before?")
    signed_anew: tuple[str, ...] = f.many_records("Sign-offs that are asked for again")
    signed_anew_before: tuple[str, ...] = f.many_records("Of these, asked for again before")
    reason: Text = f.text("Reason", long=True)


@record_kind(
    "stage_before",
    "Stage reached before this system",
    single=True,
    section="progress",
    stated_by_people=False,
)
@dataclass(frozen=True, slots=True)
class StageBefore:
    """The case was already under way: gates of earlier stages read "before this system"."""

    stage: str = f.code("Stage reached", required=True)
    reason: Text = f.text("What is known of what went before", long=True)


@record_kind(
    "role", "Role on the case", "Roles on the case", section="people", stated_by_people=False
)
@dataclass(frozen=True, slots=True)
class RoleOnCase:
    """A person acts in a role on the case from one date, perhaps to another.

    ``organisation`` is the body for which somebody from outside speaks.
    """

    person: str = f.person("Person", required=True)
    role: str = f.code("Role", required=True)
    organisation: str = f.organisation("Speaks for", required=False)
    since: FactDate | None = f.when("Since")
    until: FactDate | None = f.when("Until")


@record_kind("cover", "Absence cover", "Absence covers", section="people", stated_by_people=False)
@dataclass(frozen=True, slots=True)
class Cover:
    """While one person is away another acts in roles of theirs, and every act names both.

    ``since`` and ``until`` are the first and the last day, both exact. ``named_at`` is the entry
    of the case's chain by which the cover was named, and ``ended_at`` the one by which it was ended
    before its last day: what was done between the two was done in cover.
    """

    covered: str = f.person("Covered for", required=True)
    covering: str = f.person("Covering", required=True)
    roles: tuple[str, ...] = f.many_codes("In the roles")
    since: FactDate | None = f.when("From", required=True)
    until: FactDate | None = f.when("Last day", required=True)
    named_by: str = f.person("Named by", required=True)
    named_at: int | None = f.number("Named by entry")
    ended_at: int | None = f.number("Ended early by entry")


@record_kind("handover", "Handover", section="people", stated_by_people=False)
@dataclass(frozen=True, slots=True)
class Handover:
    """What was open for somebody whose role ended, and who takes it on.

    ``open_work`` holds a row for each piece of work: what it is (`check/GT31.letter/body`,
    `move/S3-S4`, `document/D05/body`, or a record as `kind/key`), by when, and the key of the
    person who takes it, empty where nobody was named yet. Words of it stand in no row: rows are
    kept for good.
    """

    person: str = f.person("Whose role ended", required=True)
    role: str = f.code("Role", required=True)
    until: FactDate | None = f.when("Last day in the role", required=True)
    takes_role: str = f.person("Takes the role")
    open_work: tuple[Mapping[str, str], ...] = f.rows(
        "Open work", f.word("work", "What", required=True), f.word("due", "By"),
        f.word("taker", "Taken by"),
    )


@record_kind("request", "Request", section="progress", stated_by_people=False)
@dataclass(frozen=True, slots=True)
class Request:
    """Something asked of a named person by a date, and what became of it."""

    to: str = f.person("Asked of", required=True)
    asked_by: str = f.person("Asked by", required=True)
    criterion: str = f.code("For criterion")
    due_on: FactDate | None = f.when("By", required=True)
    state: str = f.choice(
        "State",
        {
            "open": "Open",
            "sent": "Sent back with an answer",
            "accepted": "Accepted",
            "returned": "Returned for more",
            "withdrawn": "Withdrawn",
        },
    )
    supplied: tuple[str, ...] = f.many_records("Supplied")
    what: Text = f.text("What is asked", required=True, long=True)
    answer: Text = f.text("Answer", long=True)
    note: Text = f.text("Note on acceptance, return or withdrawal", long=True)


@record_kind("document", "Document", section="documents", stated_by_people=False)
@dataclass(frozen=True, slots=True)
class Document:
    """A generated or hand-finished Word document in draft or approved state."""

    document: str = f.code("Which document", required=True)
    subject: str = f.code("About which body")
    state: str = f.choice("State", {"draft": "Draft", "approved": "Approved"})
    template_version: str = f.code("Template version")
    case_version: int | None = f.number("Case version")
    made_by: str = f.choice("Made by", {"casework": "Generated", "person": "Written in Word"})
    sha256: str = f.code("SHA-256", required=True)
    inputs: str = f.code("SHA-256 of its inputs")
    size: int | None = f.number("Size in bytes")
    gaps: tuple[Text, ...] = f.many_texts("Gaps")
    classification: str = f.choice(
        "Classification", {"public": "Public", "restricted": "Restricted"}
    )
    approved_by: str = f.person("Approved by")


@record_kind(
    "pack",
    "Pack",
    subject="organisation",
    purpose="purpose",
    section="documents",
    stated_by_people=False,
)
@dataclass(frozen=True, slots=True)
class Pack:
    """A cover letter, index, documents and manifest issued to one authority."""

    organisation: str = f.organisation("Issued to")
    purpose: str = f.choice(
        "For", {"notification": "Notification", "launch": "Launch of the consultation"}
    )
    sha256: str = f.code("SHA-256 of the .zip")
    size: int | None = f.number("Size in bytes")
    contents: tuple[str, ...] = f.many_records("Contents")
    issued_on: FactDate | None = f.when("Issued on")
    acknowledged_on: FactDate | None = f.when("Acknowledged on")
    acknowledged_by: str = f.person("Acknowledged by")


@record_kind("share", "Share", subject="organisation", section="documents", stated_by_people=False)
@dataclass(frozen=True, slots=True)
class Share:
    """One exact version of something, shown to one organisation until withdrawn."""

    organisation: str = f.organisation("Shared with")
    shared: str = f.record_reference("What is shared", required=True)
    withdrawn_on: FactDate | None = f.when("Withdrawn on")
