"""Jobs and schedules."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _job()
    _schedule()


def downgrade() -> None:
    op.drop_table("schedule")
    op.drop_table("job")


def _job() -> None:
    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("arguments", sa.Text(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("run_at", sa.String(32), nullable=False),
        sa.Column("leased_until", sa.String(32), nullable=True),
        sa.Column("lease", sa.String(40), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.Text(), nullable=False),
        sa.Column("enqueued_at", sa.String(32), nullable=False),
        sa.Column("finished_at", sa.String(32), nullable=True),
        sa.Column("case_reference", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("key", name=op.f("uq_job_key")),
    )
    op.create_index(op.f("ix_job_case_reference"), "job", ["case_reference"])
    op.create_index(op.f("ix_job_state_run_at"), "job", ["state", "run_at"])


def _schedule() -> None:
    op.create_table(
        "schedule",
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("next_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_schedule")),
    )
