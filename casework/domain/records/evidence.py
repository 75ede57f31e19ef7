"""Evidence, and what people attest, set aside, defer or depart from."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.dates import FactDate
from casework.domain.records import fields as f
from casework.domain.records.registry import record_kind
from casework.domain.text import Text


@record_kind("evidence", "Evidence", "Evidence", section="evidence")
@dataclass(frozen=True, slots=True)
class Evidence:
    """A file, or a published document at an address, put in for named criteria.

    Or a paper of a linked case, used by reference: ``of_case`` names that case, ``of_paper`` pins
    its record there and ``of_digest`` is the digest of that version. Its bytes stay there.
    """

    title: Text = f.text("Title", required=True)
    type: str = f.code("Type of evidence", required=True)
    criteria: tuple[str, ...] = f.many_codes("Criteria that it serves", hint="GT31.letter")
    subjects: tuple[str, ...] = f.many_codes(
        "About which bodies", hint="Keys of organisations; a criterion asked of each body needs it"
    )
    sha256: str = f.code("SHA-256 of the file")
    media_type: str = f.code("Media type")
    size: int | None = f.number("Size in bytes")
    file_name: Text = f.text("File name")
    classification: str = f.choice(
        "Classification",
        {
            "public": "Public",
            "restricted": "Restricted",
            "privileged": "Legally privileged",
        },
    )
    dated: FactDate | None = f.when("Date of the evidence")
    author: Text = f.text("Author (role or organisation)")
    sealed: bool | None = f.yes_no("Sealed: kept unopened, out of packs")
    sealed_reason: Text = f.text("Why it is kept sealed", long=True)
    address: Text = f.text("Published at")
    description: Text = f.text("What it shows", long=True)
    of_case: str = f.code("A paper of which other case")
    of_paper: str = f.code("Its record there, in the version that is used")
    of_digest: str = f.code("Digest of that version")
    of_standing: str = f.choice(
        "How it stands there",
        {"current": "It is the version in use", "superseded": "A newer version is there",
         "in_doubt": "It was put in doubt when that case went back"},
        required=False,
    )


@record_kind("attestation", "Sign-off", section="progress", stated_by_people=False)
@dataclass(frozen=True, slots=True)
class Attestation:
    """A named person's sign-off of one criterion on exactly the versions relied on.

    Where the role lies outside, ``recorded_from`` is the organisation whose letter or minute is
    attested by a named officer, and ``checked_by`` the second person who checked it.
    """

    criterion: str = f.code("Criterion", required=True)
    subject: str = f.code("About which body")
    role: str = f.code("Signed as", required=True)
    person: str = f.person("Signed by", required=True)
    acted_for: tuple[str, ...] = f.many_persons("Covering for")
    recorded_from: str = f.organisation("Recorded from", required=False)
    checked_by: str = f.person("Checked by")
    visit: int | None = f.number("Visit of the stage")
    relied_on: tuple[str, ...] = f.many_records("Relied on")
    statement: Text = f.text("Statement", long=True)


@record_kind("second_check", "Second person's check", section="exceptions", stated_by_people=False)
@dataclass(frozen=True, slots=True)
class SecondCheck:
    """A second person compared a record of what another body said with its letter or minute."""

    record: str = f.record_reference("Record, in the version checked", required=True)
    person: str = f.person("Checked by", required=True)


@record_kind(
    "not_applicable", "Not-applicable determination", section="exceptions", stated_by_people=False
)
@dataclass(frozen=True, slots=True)
class NotApplicable:
    """A reasoned determination that a criterion does not apply, attested by a second person."""

    criterion: str = f.code("Criterion", required=True)
    subject: str = f.code("About which body")
    person: str = f.person("Determined by", required=True)
    acted_for: tuple[str, ...] = f.many_persons("Covering for")
    confirmed_by: str = f.person("Confirmed by")
    reason: Text = f.text("Reason, published", required=True, long=True)


@record_kind("waiver", "Waiver", section="exceptions", stated_by_people=False)
@dataclass(frozen=True, slots=True)
class Waiver:
    """A criterion set aside, departed from or its risk accepted, as far as its force allows.

    Where the rule names a second person, or it was ``recorded_from`` the letter or minute of an
    outside body or a board, it counts once ``confirmed_by`` holds them; an accepted risk rests on
    the legal adviser's own written advice instead.
    """

    criterion: str = f.code("Criterion", required=True)
    subject: str = f.code("About which body")
    means: str = f.choice(
        "How it was set aside",
        {
            "waiver": "Waiver",
            "departure": "Departure from guidance, with cogent reasons",
            "proportionate_assurance": "Proportionate assurance by NHS England",
            "accepted_risk": "Residual risk accepted on written legal advice",
            "shorter_notice": "Shorter-notice rule",
            "urgent_decision": "Urgent-decision rule",
        },
    )
    role: str = f.code("Decided as", required=True)
    person: str = f.person("Decided by", required=True)
    acted_for: tuple[str, ...] = f.many_persons("Covering for")
    recorded_from: str = f.organisation("Recorded from the letter or minute of", required=False)
    second_person: str = f.person("Second person")
    confirmed_by: str = f.person("Confirmed by")
    relied_on: tuple[str, ...] = f.many_records("Relied on")
    reason: Text = f.text("Reason, published", required=True, long=True)


@record_kind("deferral", "Deferral", section="exceptions", stated_by_people=False)
@dataclass(frozen=True, slots=True)
class Deferral:
    """A gate put off from where we ask for it to where the law does, by governance."""

    gate: str = f.code("Gate", required=True)
    person: str = f.person("Decided by", required=True)
    reason: Text = f.text("Reason, published", required=True, long=True)


@record_kind(
    "privileged_note",
    "Privileged note",
    section="exceptions",
    stated_by_people=False,
    privileged=True,
)
@dataclass(frozen=True, slots=True)
class PrivilegedNote:
    """Legal advice beside a reason. Never printed, exported or shown to outsiders."""

    about: str = f.record_reference("About", required=True)
    note: Text = f.text("Note", required=True, long=True)


@record_kind(
    "departure",
    "Departure in fact",
    "Departures in fact",
    section="exceptions",
    stated_by_people=False,
)
@dataclass(frozen=True, slots=True)
class Departure:
    """A refused move or act that happened all the same, with what was then unmet."""

    act: str = f.code("Move or act", required=True)
    unmet: tuple[str, ...] = f.many_codes("Criteria unmet at that time")
    reason: Text = f.text("What is known of why", long=True)
