"""A case with people in every role, acted on through the services as the right people."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casework.domain.facts import RecordVersion
from casework.domain.roles import OUTSIDE_ROLES, ROLES
from casework.domain.viewer import SYSTEM, Viewer
from casework.services.evidence import Submission, put_in_evidence
from casework.services.office import Office
from casework.services.opening import Opening, open_case
from casework.services.reading import CaseView, get_case
from casework.services.recording import Statement, record_absence, record_fact
from casework.services.signing import SignOff, sign_off
from casework.store.parties import insert_organisation, insert_person
from casework.store.transaction import system_transaction

INSIDE = [role for role in ROLES if role not in OUTSIDE_ROLES]
ORGANISATIONS = (
    ("icb", "Northshire Integrated Care Board", "icb"),
    ("trust", "Northshire Hospitals NHS Trust", "trust"),
    ("east-council", "East Northshire Council", "local_authority"),
    ("west-council", "West Northshire Council", "local_authority"),
    ("healthwatch", "Healthwatch Northshire", "healthwatch"),
    ("region", "NHS England, the region", "nhs_england_region"),
)


def seed_people(office: Office) -> None:
    """One person for every role, a second legal adviser, and a clerk for each council."""
    with system_transaction(office.database, SYSTEM, office.clock.now()) as tx:
        for key, name, kind in ORGANISATIONS:
            insert_organisation(
                tx.connection,
                {"key": key, "name": name, "kind": kind, "code_system": "", "code": "",
                 "source": ""},
            )  # fmt: skip
        people = [(role.lower(), "icb") for role in ROLES] + [
            ("leg2", "icb"), ("stranger", "icb"), ("east-clerk", "east-council"),
            ("west-clerk", "west-council"),
        ]  # fmt: skip
        for key, organisation in people:
            insert_person(
                tx.connection,
                {"key": key, "name": f"Holder of {key}", "email": f"{key}@example.nhs.uk",
                 "organisation": organisation, "job_title": key},
            )  # fmt: skip
        tx.record_audit("people_seeded", {})


@dataclass
class Desk:
    """One case and everybody who works on it."""

    office: Office
    reference: str

    def viewer(self, role: str) -> Viewer:
        """The person who holds a role; clerks by their own key."""
        if role.endswith("-clerk"):
            return Viewer(role, role.replace("-clerk", "-council"), outside=True)
        return Viewer(role.lower(), "icb")

    def record(self, kind: str, by: str = "PM", **values: Any) -> RecordVersion:
        """Record a fact as a role."""
        key = values.pop("key", "")
        version = values.pop("version", None)
        return record_fact(
            self.office, self.viewer(by), self.reference,
            Statement(kind, values, key=key, version=version),
        )  # fmt: skip

    def evidence(
        self, type: str, by: str = "PM", criteria: tuple[str, ...] = (), **values: Any
    ) -> RecordVersion:
        """Put in a text file as evidence."""
        content = values.pop("content", f"{type} of the case\n".encode())
        given = {"title": type, "type": type, "criteria": list(criteria),
                 "classification": "public", "dated": "2026-02-01", **values}  # fmt: skip
        return put_in_evidence(
            self.office, self.viewer(by), self.reference,
            Submission(given, file_name=f"{type}.txt", content=content),
        )  # fmt: skip

    def sign(self, criterion: str, role: str, by: str = "", **more: Any) -> RecordVersion:
        """Sign off a criterion in a role."""
        return sign_off(
            self.office, self.viewer(by or role), self.reference,
            SignOff(criterion, role, **more),
        )  # fmt: skip

    def view(self, by: str = "PM", **more: Any) -> CaseView:
        """The case as a role sees it."""
        return get_case(self.office, self.viewer(by), self.reference, **more)

    def result(self, criterion: str, subject: str = "") -> Any:
        """How one criterion stands now."""
        from casework.engine.judgement import judge_criterion

        view = self.view()
        c = view.definition.find_criterion(criterion)
        assert c is not None
        gate = view.definition.find_gate(c.gate)
        assert gate is not None
        return judge_criterion(view.definition, gate, c, view.judged, subject)


def open_desk(office: Office, **more: Any) -> Desk:
    """Open a case with every inside role held."""
    people = tuple((role.lower(), role) for role in INSIDE)
    opening = Opening("Stroke services in Northshire", "icb", "Where care is given.",
                      people=people, **more)  # fmt: skip
    return Desk(office, open_case(office, Viewer("pm", "icb"), opening))


WORKFLOWS = Path(__file__).parents[2] / "workflows"


def without_temporary_change(office: Office, viewer: Viewer, reference: str) -> None:
    """Record that the case had none, as is asked before a proposal is taken back."""
    statement = Statement("temporary_change", source="Minute of June")
    record_absence(office, viewer, reference, statement)
