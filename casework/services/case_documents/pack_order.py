"""What is ordered when a pack is: for whom, for what, and what goes in besides."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PackOrder:
    """A pack to be built for one authority, with further public evidence by pin."""

    organisation: str
    purpose: str
    evidence: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The key of the pack's record."""
        return f"{self.purpose}:{self.organisation}"
