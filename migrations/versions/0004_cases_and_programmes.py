"""Cases and programmes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _pathway_definition()
    _programme()
    _service_case()


def downgrade() -> None:
    op.drop_table("service_case")
    op.drop_table("programme")
    op.drop_table("pathway_definition")


def _pathway_definition() -> None:
    op.create_table(
        "pathway_definition",
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("pathway", sa.String(80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("canonical_text", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_pathway_definition")),
    )


def _programme() -> None:
    op.create_table(
        "programme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("organisation", sa.String(80), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
        sa.UniqueConstraint("key", name=op.f("uq_programme_key")),
    )


def _service_case() -> None:
    op.create_table(
        "service_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(40), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("pathway", sa.String(80), nullable=False),
        sa.Column("definition_hash", sa.String(64), nullable=False),
        sa.Column("stage", sa.String(20), nullable=False),
        sa.Column("visit", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("audit_position", sa.Integer(), nullable=False),
        sa.Column("audit_hash", sa.String(64), nullable=False),
        sa.Column("opened_on", sa.String(20), nullable=False),
        sa.Column("opened_at", sa.String(32), nullable=False),
        sa.Column("stage_since", sa.Date(), nullable=False),
        sa.Column("simulated_on", sa.Date(), nullable=True),
        sa.Column("replayed", sa.Boolean(), nullable=False),
        sa.Column("organisation", sa.String(80), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=True),
        sa.Column("blockers", sa.Integer(), nullable=False),
        sa.Column("next_date", sa.Date(), nullable=True),
        sa.Column("next_date_label", sa.String(200), nullable=False),
        sa.Column("recompute_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["definition_hash"], ["pathway_definition.hash"],
            name=op.f("fk_service_case_definition_hash_pathway_definition"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"],
            name=op.f("fk_service_case_programme_id_programme"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_case")),
        sa.UniqueConstraint("reference", name=op.f("uq_service_case_reference")),
    )
    op.create_index(op.f("ix_service_case_organisation"), "service_case", ["organisation"])
    op.create_index(op.f("ix_service_case_programme_id"), "service_case", ["programme_id"])
    op.create_index(op.f("ix_service_case_recompute_on"), "service_case", ["recompute_on"])
    op.create_index(op.f("ix_service_case_stage"), "service_case", ["stage"])
