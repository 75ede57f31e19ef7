"""Where an act of a case file is played, and by whom."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.facts import CaseFacts
from casework.domain.viewer import SYSTEM, Viewer
from casework.services.casefiles.format import CaseFile
from casework.services.office import Office
from casework.services.reading import get_case


@dataclass(frozen=True)
class Stand:
    """Where an act is played: the office, the case file and who acts."""

    office: Office
    case: CaseFile
    viewer: Viewer

    @property
    def reference(self) -> str:
        return self.case.reference

    def facts(self) -> CaseFacts:
        """The case as it is now, with its texts."""
        return get_case(self.office, SYSTEM, self.reference).facts
