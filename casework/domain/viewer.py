"""Who is looking or acting: the first argument of every verb and query."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person in an organisation, with the roles that they hold apart from any case.

    ``roles`` are system-wide: `administrator`, `governance`, `legal`. Roles on a case are read
    from the case's facts. ``outside`` is True for people of councils, Healthwatch and other
    bodies that see only what is shared with their organisation.
    """

    person: str
    organisation: str = ""
    roles: frozenset[str] = field(default_factory=frozenset)
    outside: bool = False

    @property
    def is_anonymous(self) -> bool:
        return not self.person

    def has_role(self, role: str) -> bool:
        """True if the person holds the system-wide role."""
        return role in self.roles


ANONYMOUS = Viewer("", outside=True)
SYSTEM = Viewer("casework", roles=frozenset({"system"}))
