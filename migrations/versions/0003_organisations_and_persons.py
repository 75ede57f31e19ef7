"""Organisations and persons."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _citation_check()
    _contact_list()
    _organisation()
    _organisation_succession()
    _person()
    _contact()


def downgrade() -> None:
    op.drop_table("contact")
    op.drop_table("person")
    op.drop_table("organisation_succession")
    op.drop_table("organisation")
    op.drop_table("contact_list")
    op.drop_table("citation_check")


def _citation_check() -> None:
    op.create_table(
        "citation_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("law_id", sa.String(120), nullable=False),
        sa.Column("checked_by", sa.String(80), nullable=False),
        sa.Column("checked_at", sa.String(32), nullable=False),
        sa.Column("against", sa.Text(), nullable=False),
        sa.Column("finding", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_citation_check")),
    )
    op.create_index(op.f("ix_citation_check_law_id"), "citation_check", ["law_id"])


def _contact_list() -> None:
    op.create_table(
        "contact_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_list")),
        sa.UniqueConstraint("key", name=op.f("uq_contact_list_key")),
    )


def _organisation() -> None:
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("code_system", sa.String(3), nullable=False),
        sa.Column("code", sa.String(12), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.String(300), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("key", name=op.f("uq_organisation_key")),
    )
    op.create_index(op.f("ix_organisation_kind"), "organisation", ["kind"])


def _organisation_succession() -> None:
    op.create_table(
        "organisation_succession",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("predecessor", sa.String(80), nullable=False),
        sa.Column("successor", sa.String(80), nullable=False),
        sa.Column("succeeded_on", sa.Date(), nullable=True),
        sa.Column("instrument", sa.String(300), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_succession")),
    )
    op.create_index(
        op.f("ix_organisation_succession_predecessor"), "organisation_succession", ["predecessor"]
    )
    op.create_index(
        op.f("ix_organisation_succession_successor"), "organisation_succession", ["successor"]
    )


def _person() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("organisation", sa.String(80), nullable=False),
        sa.Column("job_title", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("key", name=op.f("uq_person_key")),
    )
    op.create_index(op.f("ix_person_organisation"), "person", ["organisation"])


def _contact() -> None:
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("organisation", sa.String(80), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["list_id"], ["contact_list.id"],
            name=op.f("fk_contact_list_id_contact_list"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint("key", name=op.f("uq_contact_key")),
    )
    op.create_index(op.f("ix_contact_list_id"), "contact", ["list_id"])
    op.create_index(op.f("ix_contact_organisation"), "contact", ["organisation"])
