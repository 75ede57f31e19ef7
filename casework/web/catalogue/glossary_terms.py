"""The words of the field, in plain words of our own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """A word or abbreviation, what it stands for, and what it means."""

    word: str
    meaning: str
    long_form: str = ""

    @property
    def id(self) -> str:
        """The anchor of the term on its page."""
        return "".join(c if c.isalnum() else "-" for c in self.word.lower()).strip("-")


TERMS = (
    Term("Accountable officer", "The person who answers for the body's decisions and money; at an "
         "integrated care board, its chief executive.", "AO"),
    Term("Act", "Something done within a stage that gates can bar, such as opening the public "
         "consultation."),
    Term("Affected council", "A local authority whose residents the proposal affects. Those with "
         "health scrutiny must be consulted if the change is substantial."),
    Term("Attestation", "A named person's sign-off of one check. It names the exact versions that "
         "it relied on, so that it counts only as long as they are the current ones."),
    Term("Audit trail", "Every act on a case in the order in which it happened. Each entry is tied "
         "to the one before it, so that a later change can be noticed."),
    Term("What blocks", "The checks that are not met and the holds that last, and so bar the next "
         "step."),
    Term("Call-in", "The Secretary of State takes a proposal over to decide it, since 31 January "
         "2024. Any change to how services are delivered can be called in, not only a "
         "substantial one."),
    Term("Case", "One proposal, from the first idea to the public decision and its close, with "
         "everything recorded about it."),
    Term("Case record", "One thing stated about a case, such as a letter or a meeting. Nothing is "
         "written over: a change is a new version, and the old ones stay."),
    Term("Check", "One question of a gate. It is met when what it asks for is recorded and, where "
         "it says so, signed off."),
    Term("Clear days", "Days counted without the day of the notice and without the day of the "
         "meeting."),
    Term("Clinical senate", "A body of clinicians from outside the area that reviews the clinical "
         "case for a change."),
    Term("Cover", "A colleague acts for somebody who is away, from one day to another. Both names "
         "stand on what they do."),
    Term("Council's response", "What a council or joint committee answers when it is consulted, by "
         "the date that it was given."),
    Term("Decision-making business case", "The paper on which the body decides after consultation: "
         "what people said, what changed, and what is proposed.", "DMBC"),
    Term("Deferral", "Governance puts a gate off from where we ask for it to where the law does, "
         "with a reason that is published."),
    Term("Departure from guidance", "A recorded decision, with good reasons, not to follow "
         "guidance that the body must have regard to."),
    Term("Dry run", "Trying a step without taking it, on another date or on facts that are only "
         "assumed: all that would stand in the way is shown. Nothing is recorded unless its author "
         "keeps it; one made for legal advice is legally privileged."),
    Term("Duty to involve", "The duty of NHS bodies to involve the people who use services in "
         "planning and in proposals for change. Consulting is one way to do it, not the only "
         "one."),
    Term("Equality lead", "The person who answers for the duty to have regard to equality."),
    Term("Evidence", "A file, or a paper published at an address, put in to show that a check is "
         "met."),
    Term("Five tests", "What NHS England's assurance asks of a proposal: engagement, choice, "
         "clinical evidence, support of commissioners and, where many beds close, conditions on "
         "beds."),
    Term("Force", "Where a rule gets its strength from: an Act or regulations, fairness as courts "
         "require it, statutory guidance, NHS England's assurance, good practice or local rules. "
         "It decides whether the rule can be set aside, and by whom."),
    Term("Four eyes", "For what the law requires, the person who puts evidence in and the person "
         "who signs it off are two different people."),
    Term("Freeze", "While a hold lasts, certain steps cannot be taken."),
    Term("Gate", "A set of checks that must be met before a step can be taken."),
    Term("Governance lead", "The person who keeps the record in order: opens cases, gives roles, "
         "starts and ends holds."),
    Term("Gunning principles", "What makes a consultation fair: it comes while minds are still "
         "open, gives enough information and time, and is taken into account with care."),
    Term("Guard", "A rule that reads the records of a case and answers yes, no or not known. A "
         "check that rests on one is met only by yes."),
    Term("Handover", "What is printed when a role ends: the work that is open, and who takes each "
         "piece of it."),
    Term("Healthwatch", "The local body that speaks for patients and the public. Guidance expects "
         "it to be involved early."),
    Term("Highlight report", "One page for the board: stage, what blocks, dates, risks, and what "
         "has changed since the last one."),
    Term("Hold", "Something that is true beside the stage, such as a call-in or a court case, and "
         "that freezes certain steps until it ends."),
    Term("HOSC", "The committee of a council that reviews and scrutinises health services in its "
         "area.", "Health overview and scrutiny committee"),
    Term("ICB", "The NHS body that plans and pays for most health services in its area, since 1 "
         "July 2022.", "Integrated care board"),
    Term("IIA", "One assessment of what a change would mean for equality, quality, access, travel, "
         "privacy and the environment.", "Integrated impact assessment"),
    Term("In doubt", "Marked, when a case goes back, as a paper that may no longer be right. "
         "Sign-offs that rest on it are given again."),
    Term("Irreversible step", "A closure, a contract or another step that cannot readily be "
         "undone. Each is asked for its safeguards."),
    Term("JHOSC", "A committee appointed by several councils when a change affects all of them. "
         "Where it is mandatory it alone comments for them.",
         "Joint health overview and scrutiny committee"),
    Term("Judicial review", "A claim to the court that a public body decided unlawfully. It must "
         "be brought promptly."),
    Term("Launch check", "The days of a planned consultation, held against polls, holidays, "
         "councils' meetings and other consultations."),
    Term("Legal privilege", "Advice of lawyers that need not be disclosed. Casework keeps it apart "
         "and never puts it into a pack or an export."),
    Term("Legitimate expectation", "A promise or a settled practice that a public body may not "
         "drop without fair reason."),
    Term("Not applicable", "A reasoned determination that a check does not apply to this case, "
         "confirmed by a second person."),
    Term("NHS England region", "The part of NHS England that assures a proposal before it goes out "
         "to consultation."),
    Term("Pack", "A cover letter, an index and documents, issued to one authority with the hash of "
         "each file."),
    Term("Pathway", "The stages, gates and steps of one kind of case, as a published version. A "
         "case stays with the version that it began with."),
    Term("PCBC", "The paper on which the body decides whether to consult: why change, which "
         "options, and what each would mean.", "Pre-consultation business case"),
    Term("Pre-election period", "The weeks before an election in which public bodies avoid what "
         "could influence it."),
    Term("Programme", "A group of cases that belong together."),
    Term("Programme manager", "The person who runs the case from day to day."),
    Term("Promise", "What the body said in public that it would do. While it is not kept it stands "
         "in the way of the steps that it was made for."),
    Term("Proportionate assurance", "A letter in which NHS England varies what its assurance asks "
         "of one proposal."),
    Term("Proposal", "The change to services that a case is about."),
    Term("Public sector equality duty", "The duty to have due regard to equality, with an open "
         "mind and before deciding.", "Equality Act 2010, section 149"),
    Term("Re-confirm", "A sign-off relied on something that has changed since; its signer looks at "
         "it again."),
    Term("Reconfiguration", "A change in how a health service is delivered to people, or in which "
         "services there are."),
    Term("Reconstructed", "A case replayed from published records. It shows what they say, and "
         "leaves unknown what they do not say."),
    Term("Recommendation", "What a council asks the NHS body to do. If the body disagrees it says "
         "so, and both try to agree."),
    Term("Referral", "Until January 2024 a council could refer a proposal to the Secretary of "
         "State. For some earlier cases it still can."),
    Term("Regime", "The version of the law on scrutiny and call-in that applies to a case. It "
         "depends on what had happened by 31 January 2024."),
    Term("Regulation 23", "The rule under which a council is consulted on a substantial change: it "
         "is given the date of the proposed decision and a date for its comments, and both are "
         "published.", "SI 2013/218, regulation 23"),
    Term("Responsible body", "A body that answers in law for involving the public. Each answers "
         "for itself."),
    Term("Scheme of delegation", "What a board keeps once for all its cases: who may decide or "
         "sign what, from which day, by which paper."),
    Term("Sealed evidence", "A file kept unopened with a reason, because it could not be checked. "
         "Its hash is kept; it never goes into a pack."),
    Term("Senior responsible owner", "The person who answers for the programme as a whole.", "SRO"),
    Term("Shelf life", "How long a piece of evidence counts before it must be brought up to date."),
    Term("Sign-off", "The same as an attestation."),
    Term("Stage", "Where a case stands. A case of major change goes from S0 (intake) to S11 "
         "(close); the shorter pathways have stages of their own."),
    Term("Substantial variation", "A change large enough that the councils must be consulted. The "
         "law does not define it; the body decides after it has asked the councils.",
         "Substantial development or variation"),
    Term("Subject", "The body or step that a check is asked about."),
    Term("Succession", "Bodies merge, split, cease or take another name. One person states it, a "
         "second confirms it, and one act passes what they held on every case."),
    Term("Temporary change", "A change made for a time, often at once, for safety. Reviewed on "
         "its days; what is to last goes on as a full case."),
    Term("Triple aim", "The duty to weigh the effects of a decision on people's health, on the "
         "quality of services and on the use of resources."),
    Term("Visit", "One stay of a case in a stage. When a case comes back, a new visit begins, and "
         "some checks are asked again."),
    Term("Waiver", "A recorded decision to set a check aside. What the law requires is never "
         "waived."),
    Term("Working days", "Days that are neither Saturday, Sunday nor a bank holiday in England."),
)  # fmt: skip
