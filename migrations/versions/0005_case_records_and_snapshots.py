"""Case records and snapshots."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _case_record()
    _erasable_text()
    _gate_snapshot()
    _case_record_head()


def downgrade() -> None:
    op.drop_table("case_record_head")
    op.drop_table("gate_snapshot")
    op.drop_table("erasable_text")
    op.drop_table("case_record")


def _case_record() -> None:
    op.create_table(
        "case_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("key", sa.String(120), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("structure", sa.Text(), nullable=False),
        sa.Column("effective_on", sa.String(20), nullable=False),
        sa.Column("recorded_at", sa.String(32), nullable=False),
        sa.Column("judged_on", sa.Date(), nullable=False),
        sa.Column("recorded_by", sa.String(80), nullable=False),
        sa.Column("on_behalf_of", sa.String(80), nullable=False),
        sa.Column("cites", sa.Text(), nullable=False),
        sa.Column("source", sa.String(64), nullable=False),
        sa.Column("assumed", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["service_case.id"],
            name=op.f("fk_case_record_case_id_service_case"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_record")),
        sa.UniqueConstraint(
            "case_id", "kind", "key", "version",
            name=op.f("uq_case_record_case_id_kind_key_version"),
        ),
    )
    op.create_index(op.f("ix_case_record_case_position"), "case_record", ["case_id", "position"])


def _erasable_text() -> None:
    op.create_table(
        "erasable_text",
        sa.Column("commitment", sa.String(64), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("salt", sa.String(64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["service_case.id"],
            name=op.f("fk_erasable_text_case_id_service_case"),
        ),
        sa.PrimaryKeyConstraint("commitment", name=op.f("pk_erasable_text")),
    )
    op.create_index(op.f("ix_erasable_text_case_id"), "erasable_text", ["case_id"])


def _gate_snapshot() -> None:
    op.create_table(
        "gate_snapshot",
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("move", sa.String(80), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["service_case.id"],
            name=op.f("fk_gate_snapshot_case_id_service_case"),
        ),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_gate_snapshot")),
    )
    op.create_index(op.f("ix_gate_snapshot_case_id"), "gate_snapshot", ["case_id"])


def _case_record_head() -> None:
    op.create_table(
        "case_record_head",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("key", sa.String(120), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["service_case.id"],
            name=op.f("fk_case_record_head_case_id_service_case"),
        ),
        sa.ForeignKeyConstraint(
            ["record_id"], ["case_record.id"],
            name=op.f("fk_case_record_head_record_id_case_record"),
        ),
        sa.PrimaryKeyConstraint("case_id", "kind", "key", name=op.f("pk_case_record_head")),
    )
