"""Everything that a document may say about a case, as plain data.

Services fill a `DocumentContext` from the case's facts; templates reach it only through the
`source` paths of their manifests, such as `dates.decision_on`. The properties below are views of
the same facts that several documents print.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from casework.documents import facts, highlights, rows, temporary, turns
from casework.documents.impact_chapters import CHAPTERS

_NO_SECTIONS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentContext:
    """The facts of one case on one day, for one addressee where the document is a letter.

    `made_at` is a UTC-aware instant; documents print its date in London. `sections` holds the
    texts that officers wrote, by field name. An empty tuple means that nothing is recorded.
    `document_reference` is the reference of the letter or paper itself, if it has one, and
    `made_for` the key of the one body that the document is made for (else the addressee's key).
    """

    case: facts.CaseIdentity
    made_at: datetime
    document_reference: str | None = None
    made_for: str | None = None
    addressee: facts.Addressee | None = None
    signatory: facts.Person | None = None
    contact: facts.Person | None = None
    author: facts.Person | None = None
    sponsor: facts.Person | None = None
    proposal: facts.Proposal = field(default_factory=facts.Proposal)
    regime: facts.Regime = field(default_factory=facts.Regime)
    substantiality: facts.Determination = field(default_factory=facts.Determination)
    dates: facts.KeyDates = field(default_factory=facts.KeyDates)
    decision: facts.Decision = field(default_factory=facts.Decision)
    decision_meeting: facts.Meeting | None = None
    joint_committee: facts.JointCommittee = field(default_factory=facts.JointCommittee)
    services: tuple[facts.Service, ...] = ()
    sites: tuple[facts.Site, ...] = ()
    responsible_bodies: tuple[facts.ResponsibleBody, ...] = ()
    authorities: tuple[facts.AffectedAuthority, ...] = ()
    all_recommendations: tuple[facts.Recommendation, ...] = ()
    healthwatch: tuple[facts.Healthwatch, ...] = ()
    meetings: tuple[facts.Meeting, ...] = ()
    legal_duties: tuple[facts.LegalDuty, ...] = ()
    criteria: tuple[facts.Criterion, ...] = ()
    assurances: tuple[facts.Assurance, ...] = ()
    assurance_conditions: tuple[facts.AssuranceCondition, ...] = ()
    evidence: tuple[facts.Evidence, ...] = ()
    enclosures: tuple[facts.Evidence, ...] = ()
    options: tuple[rows.Option, ...] = ()
    impacts: tuple[rows.Impact, ...] = ()
    themes: tuple[rows.Theme, ...] = ()
    risks: tuple[rows.Risk, ...] = ()
    safeguards: tuple[rows.Safeguard, ...] = ()
    audiences: tuple[rows.Audience, ...] = ()
    formats: tuple[rows.AlternativeFormat, ...] = ()
    temporary_changes: tuple[temporary.TemporaryChange, ...] = ()
    urgent_decisions: tuple[temporary.UrgentDecision, ...] = ()
    safety_grounds: tuple[temporary.SafetyGround, ...] = ()
    declarations: tuple[temporary.Declaration, ...] = ()
    temporary_reviews: tuple[temporary.TemporaryReview, ...] = ()
    review_days: tuple[temporary.ReviewDay, ...] = ()
    change_conditions: tuple[temporary.ChangeCondition, ...] = ()
    full_cases: tuple[temporary.FullCase, ...] = ()
    review_rhythm: temporary.CitedLaw | None = None
    notice_law: temporary.CitedLaw | None = None
    pause: turns.Pause | None = None
    withdrawal: turns.Withdrawal | None = None
    restart: turns.Restart | None = None
    report: highlights.Report | None = None
    blockers: tuple[highlights.Blocker, ...] = ()
    next_dates: tuple[highlights.NextDate, ...] = ()
    open_matters: tuple[highlights.OpenMatter, ...] = ()
    changes: tuple[highlights.Change, ...] = ()
    last_report_on: facts.When | None = None
    set_aside: tuple[facts.SetAside, ...] = ()
    questions: tuple[facts.Question, ...] = ()
    interests: tuple[facts.Interest, ...] = ()
    people: tuple[facts.Person, ...] = ()
    pack: facts.PackContents | None = None
    sections: Mapping[str, str] = field(default_factory=lambda: _NO_SECTIONS)

    @property
    def lead_body(self) -> facts.ResponsibleBody | None:
        """The responsible body that leads, or None where none is recorded as lead."""
        return next((body for body in self.responsible_bodies if body.is_lead), None)

    @property
    def addressed_body(self) -> facts.ResponsibleBody | None:
        """The responsible body that the document is about or for."""
        return next((b for b in self.responsible_bodies if b.key == self._addressed), None)

    @property
    def addressed_authority(self) -> facts.AffectedAuthority | None:
        """The authority to which the letter goes."""
        return next((a for a in self.authorities if a.key == self._addressed), None)

    @property
    def addressed_healthwatch(self) -> facts.Healthwatch | None:
        """The Healthwatch to which the letter goes."""
        return next((h for h in self.healthwatch if h.key == self._addressed), None)

    @property
    def addressed_recommendations(self) -> tuple[facts.Recommendation, ...]:
        """The recommendations of the authority to which the letter goes."""
        return tuple(r for r in self.all_recommendations if r.authority_key == self._addressed)

    @property
    def several_authorities(self) -> tuple[facts.AffectedAuthority, ...]:
        """Every authority where two or more are affected, so that a joint committee is needed."""
        return self.authorities if len(self.authorities) > 1 else ()

    @property
    def open_temporary_changes(self) -> tuple[temporary.TemporaryChange, ...]:
        """The temporary changes of which no end is recorded."""
        return tuple(change for change in self.temporary_changes if change.ended_on is None)

    @property
    def kept_options(self) -> tuple[rows.Option, ...]:
        """The options that were not discarded."""
        return tuple(option for option in self.options if not option.is_discarded)

    @property
    def discarded_options(self) -> tuple[rows.Option, ...]:
        """The options that were discarded."""
        return tuple(option for option in self.options if option.is_discarded)

    @property
    def impacts_by_chapter(self) -> Mapping[str, tuple[rows.Impact, ...]]:
        """The effects by chapter; a group that must be covered and is not has a bare row."""
        return {chapter: self._impacts_of(chapter) for chapter in CHAPTERS}

    @property
    def _addressed(self) -> str | None:
        return self.made_for or (self.addressee.key if self.addressee else None)

    def _impacts_of(self, chapter: str) -> tuple[rows.Impact, ...]:
        recorded = tuple(impact for impact in self.impacts if impact.chapter == chapter)
        covered = {impact.group for impact in recorded}
        missing = tuple(
            rows.Impact(chapter=chapter, group=group)
            for group in CHAPTERS[chapter]
            if group not in covered
        )
        return recorded + missing
