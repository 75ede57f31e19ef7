"""Files and shares."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _one_use_key()
    _staged_text()
    _staged_upload()
    _share_code()
    _share_opening()
    _stored_file()


def downgrade() -> None:
    op.drop_table("stored_file")
    op.drop_table("share_opening")
    op.drop_table("share_code")
    op.drop_table("staged_upload")
    op.drop_table("staged_text")
    op.drop_table("one_use_key")


def _one_use_key() -> None:
    op.create_table(
        "one_use_key",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("person", sa.String(80), nullable=False),
        sa.Column("result", sa.String(300), nullable=False),
        sa.Column("used_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_one_use_key")),
    )
    op.create_index(op.f("ix_one_use_key_used_at"), "one_use_key", ["used_at"])


def _staged_text() -> None:
    op.create_table(
        "staged_text",
        sa.Column("token", sa.String(64), nullable=False),
        sa.Column("person", sa.String(80), nullable=False),
        sa.Column("form", sa.String(200), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("staged_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_staged_text")),
    )
    op.create_index(op.f("ix_staged_text_person"), "staged_text", ["person"])
    op.create_index(op.f("ix_staged_text_staged_at"), "staged_text", ["staged_at"])


def _staged_upload() -> None:
    op.create_table(
        "staged_upload",
        sa.Column("token", sa.String(64), nullable=False),
        sa.Column("person", sa.String(80), nullable=False),
        sa.Column("case_reference", sa.String(40), nullable=False),
        sa.Column("form", sa.String(80), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(120), nullable=False),
        sa.Column("file_name", sa.String(300), nullable=False),
        sa.Column("refusal", sa.Text(), nullable=False),
        sa.Column("may_be_sealed", sa.Boolean(), nullable=False),
        sa.Column("staged_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_staged_upload")),
    )
    op.create_index(op.f("ix_staged_upload_person"), "staged_upload", ["person"])
    op.create_index(op.f("ix_staged_upload_staged_at"), "staged_upload", ["staged_at"])


def _share_code() -> None:
    op.create_table(
        "share_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("shared", sa.String(200), nullable=False),
        sa.Column("contact", sa.String(80), nullable=False),
        sa.Column("created_by", sa.String(80), nullable=False),
        sa.Column("created_at", sa.String(32), nullable=False),
        sa.Column("expires_at", sa.String(32), nullable=False),
        sa.Column("used_at", sa.String(32), nullable=True),
        sa.Column("revoked_at", sa.String(32), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["service_case.id"],
            name=op.f("fk_share_code_case_id_service_case"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share_code")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_share_code_code_hash")),
    )
    op.create_index(op.f("ix_share_code_case_id"), "share_code", ["case_id"])


def _share_opening() -> None:
    op.create_table(
        "share_opening",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("shared", sa.String(200), nullable=False),
        sa.Column("opened_at", sa.String(32), nullable=False),
        sa.Column("person", sa.String(80), nullable=False),
        sa.Column("contact", sa.String(80), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["service_case.id"],
            name=op.f("fk_share_opening_case_id_service_case"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share_opening")),
    )
    op.create_index(op.f("ix_share_opening_case_id"), "share_opening", ["case_id"])


def _stored_file() -> None:
    op.create_table(
        "stored_file",
        sa.Column("key", sa.String(140), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(120), nullable=False),
        sa.Column("stored_at", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["service_case.id"],
            name=op.f("fk_stored_file_case_id_service_case"),
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_stored_file")),
    )
    op.create_index(op.f("ix_stored_file_case_id"), "stored_file", ["case_id"])
