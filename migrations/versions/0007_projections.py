"""Projections."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _case_access()
    _case_share()
    _required_action()


def downgrade() -> None:
    op.drop_table("required_action")
    op.drop_table("case_share")
    op.drop_table("case_access")


def _case_access() -> None:
    op.create_table(
        "case_access",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(80), nullable=False),
        sa.Column("role", sa.String(10), nullable=False),
        sa.Column("outside", sa.Boolean(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["service_case.id"],
            name=op.f("fk_case_access_case_id_service_case"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_access")),
    )
    op.create_index(op.f("ix_case_access_case_id"), "case_access", ["case_id"])
    op.create_index(op.f("ix_case_access_person"), "case_access", ["person"])


def _case_share() -> None:
    op.create_table(
        "case_share",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(80), nullable=False),
        sa.Column("shared", sa.String(200), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["service_case.id"],
            name=op.f("fk_case_share_case_id_service_case"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_share")),
    )
    op.create_index(op.f("ix_case_share_case_id"), "case_share", ["case_id"])
    op.create_index(op.f("ix_case_share_organisation"), "case_share", ["organisation"])


def _required_action() -> None:
    op.create_table(
        "required_action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("blocks", sa.String(200), nullable=False),
        sa.Column("gate", sa.String(20), nullable=False),
        sa.Column("criterion", sa.String(80), nullable=False),
        sa.Column("subject", sa.String(120), nullable=False),
        sa.Column("state", sa.String(30), nullable=False),
        sa.Column("force", sa.String(20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("roles", sa.String(120), nullable=False),
        sa.Column("person", sa.String(80), nullable=False),
        sa.Column("only", sa.Boolean(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["service_case.id"],
            name=op.f("fk_required_action_case_id_service_case"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_required_action")),
    )
    op.create_index(op.f("ix_required_action_case_id"), "required_action", ["case_id"])
    op.create_index(op.f("ix_required_action_gate"), "required_action", ["gate"])
    op.create_index(op.f("ix_required_action_person"), "required_action", ["person"])
