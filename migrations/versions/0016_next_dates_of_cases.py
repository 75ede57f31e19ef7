"""Which line of a case's page of dates its next date is; and every case's columns worked out anew.

What blocks the next step and the next date are counted otherwise from here on, so a job is left
that recomputes every case of which the columns are no longer right.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

AT = "2026-11-26T00:00:00.000000+00:00"


def upgrade() -> None:
    op.add_column(
        "service_case",
        sa.Column("next_date_mark", sa.String(40), nullable=False, server_default=""),
    )
    op.execute(
        "INSERT INTO job (name, key, arguments, state, run_at, lease, attempts, last_error,"
        " enqueued_at, case_reference)"
        f" SELECT 'recompute_differing', 'next-dates-of-cases', '{{}}', 'waiting', '{AT}', '', 0,"
        f" '', '{AT}', '' WHERE EXISTS (SELECT 1 FROM service_case)"
    )


def downgrade() -> None:
    op.execute("DELETE FROM job WHERE key = 'next-dates-of-cases'")
    op.drop_column("service_case", "next_date_mark")
