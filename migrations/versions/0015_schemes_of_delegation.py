"""Schemes of delegation, kept once for a body."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "scheme_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(80), nullable=False),
        sa.Column("key", sa.String(60), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("structure", sa.Text(), nullable=False),
        sa.Column("document", sa.String(300), nullable=False),
        sa.Column("document_dated", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("recorded_by", sa.String(80), nullable=False),
        sa.Column("recorded_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scheme_entry")),
        sa.UniqueConstraint(
            "organisation", "key", "version", name=op.f("uq_scheme_entry_organisation_key_version")
        ),
    )
    op.create_index(op.f("ix_scheme_entry_organisation"), "scheme_entry", ["organisation"])


def downgrade() -> None:
    op.drop_table("scheme_entry")
