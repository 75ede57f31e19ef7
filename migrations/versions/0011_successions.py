"""Successions of bodies, and the names that they had before."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "succession_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("sort", sa.String(20), nullable=False),
        sa.Column("in_force_on", sa.Date(), nullable=False),
        sa.Column("instrument", sa.String(300), nullable=False),
        sa.Column("structure", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("recorded_by", sa.String(80), nullable=False),
        sa.Column("recorded_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_succession_version")),
        sa.UniqueConstraint("key", "version", name=op.f("uq_succession_version_key_version")),
    )
    op.create_index(op.f("ix_succession_version_key"), "succession_version", ["key"])
    op.create_table(
        "former_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(80), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=False),
        sa.Column("succession", sa.String(80), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_name")),
    )
    op.create_index(op.f("ix_former_name_organisation"), "former_name", ["organisation"])
    op.add_column(
        "organisation_succession",
        sa.Column("plan", sa.String(80), nullable=False, server_default=""),
    )


def downgrade() -> None:
    op.drop_column("organisation_succession", "plan")
    op.drop_table("former_name")
    op.drop_table("succession_version")
