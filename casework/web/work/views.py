"""My work: what only I can do now first, then what others could do as well."""

from __future__ import annotations

from flask import render_template

from casework.services.work import read_work
from casework.web.viewer import current_viewer, office
from casework.web.work import blueprint
from casework.web.work.presenters import cover_lines, sections_of
from casework.web.work.successions import succession_lines


@blueprint.get("/work")
def show_my_work() -> str:
    """Everything that waits for this person, grouped by case, most urgent first."""
    work = read_work(office(), current_viewer())
    sections = sections_of(work, current_viewer(), office().clock.today())
    return render_template("work/my_work.html", sections=sections, cut=work.cut,
                           covers=cover_lines(work), successions=succession_lines())  # fmt: skip
