"""Reminders, and feeds of dates for calendars."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar_feed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(80), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("made_at", sa.String(32), nullable=False),
        sa.Column("revoked_at", sa.String(32), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_feed")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calendar_feed_token_hash")),
    )
    op.create_index(op.f("ix_calendar_feed_person"), "calendar_feed", ["person"])
    op.create_table(
        "calendar_reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("feed_id", sa.Integer(), nullable=False),
        sa.Column("readings", sa.Integer(), nullable=False),
        sa.Column("last_read_at", sa.String(32), nullable=False),
        sa.Column("hour_began_at", sa.String(32), nullable=False),
        sa.Column("in_hour", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_reading")),
        sa.ForeignKeyConstraint(["feed_id"], ["calendar_feed.id"],
                                name=op.f("fk_calendar_reading_feed_id_calendar_feed")),
        sa.UniqueConstraint("feed_id", name=op.f("uq_calendar_reading_feed_id")),
    )  # fmt: skip
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("date_key", sa.String(300), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("person", sa.String(80), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(200), nullable=False),
        sa.Column("rule_id", sa.String(10), nullable=False),
        sa.Column("escalated", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.String(12), nullable=False),
        sa.Column("made_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.ForeignKeyConstraint(["case_id"], ["service_case.id"],
                                name=op.f("fk_reminder_case_id_service_case")),
        sa.UniqueConstraint("case_id", "date_key", "due_on", "person", "days",
                            name=op.f("uq_reminder_case_id_date_key_due_on_person_days")),
    )  # fmt: skip
    op.create_index(op.f("ix_reminder_case_id"), "reminder", ["case_id"])
    op.create_table(
        "reminder_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(80), nullable=False),
        sa.Column("by_mail", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder_choice")),
        sa.UniqueConstraint("person", name=op.f("uq_reminder_choice_person")),
    )


def downgrade() -> None:
    for table in ("reminder_choice", "reminder", "calendar_reading", "calendar_feed"):
        op.drop_table(table)
