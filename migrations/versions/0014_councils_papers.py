"""How long before a meeting a council wants papers, stated once for all its cases."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "council_papers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("draft_days", sa.Integer(), nullable=False),
        sa.Column("final_days", sa.Integer(), nullable=False),
        sa.Column("counted", sa.String(12), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("set_by", sa.String(300), nullable=False),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("recorded_by", sa.String(80), nullable=False),
        sa.Column("recorded_at", sa.String(32), nullable=False),
        sa.Column("in_force", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_council_papers")),
        sa.UniqueConstraint("organisation", "version",
                            name=op.f("uq_council_papers_organisation_version")),
    )  # fmt: skip
    op.create_index(op.f("ix_council_papers_organisation"), "council_papers", ["organisation"])


def downgrade() -> None:
    op.drop_table("council_papers")
