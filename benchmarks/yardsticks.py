"""The same transition as most applications make it: transitions and the ORM, without gates or
audit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import create_engine, event
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker
from transitions import Machine

from casework.engine.definition import Definition
from casework.store import database


class _Base(DeclarativeBase):
    """Tables of the yardstick alone."""


class Proposal(_Base):
    """A proposal whose stage is a column."""

    __tablename__ = "proposal"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    stage: Mapped[str]


def transition_by_orm(
    folder: Path, definition: Definition, there: str, back: str
) -> Callable[[], None]:
    """A function that moves a proposal ``there`` or ``back`` in turn, each in one commit.

    Its SQLite has the settings of ours: WAL, foreign keys, synchronous FULL.
    """
    engine = create_engine(f"sqlite:///{folder / 'yardstick.sqlite'}")
    event.listen(engine, "connect", database._set_pragmas)
    event.listen(engine, "begin", database._begin)
    _Base.metadata.create_all(engine)
    sessions = sessionmaker(engine)
    with sessions.begin() as session:
        session.add(Proposal(title="Stroke services", stage=there.partition("-")[0]))
    machine = _machine(definition)
    due = [there, back]

    def transition() -> None:
        edge = due[0]
        with sessions() as session:
            _move(session, machine, edge)
        due.reverse()

    return transition


def _machine(definition: Definition) -> Machine:
    return Machine(
        model=None, states=[s.id for s in definition.stages], initial=definition.stages[0].id,
        transitions=[{"trigger": e.id, "source": e.origin, "dest": e.target}
                     for e in definition.edges],
        auto_transitions=False, model_attribute="stage",
    )  # fmt: skip


def _move(session: Session, machine: Machine, edge: str) -> None:
    proposal = session.get_one(Proposal, 1)
    machine.add_model(proposal, initial=proposal.stage)
    proposal.trigger(edge)  # type: ignore[attr-defined]
    machine.remove_model(proposal)
    session.commit()
