"""When people are reminded of dates, and who: the list, and each rule with its history."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response
from wtforms import HiddenField, StringField
from wtforms.validators import InputRequired, Optional, Regexp

from casework.domain.calendar.poll_register import SURE
from casework.domain.dates import long_date
from casework.domain.errors import CaseworkError
from casework.domain.reminder_register import ESCALATED_TO, ReminderRule
from casework.domain.roles import ROLES, role_title
from casework.services import reminder_rules as service
from casework.services.reminder_rules import RuleDetails, RuleHistory, StandingRule
from casework.web.errors import status_of
from casework.web.forms import AtMost, CaseworkForm, DatePartsField, Options, choices
from casework.web.people import blueprint
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]
NAMED = "The person whom the record names"
NOBODY = "Nobody"
DAYS = Regexp(
    r"^[\s,]*([0-9]{1,3}([\s,]+[0-9]{1,3})*[\s,]*)?$",
    message="Enter whole numbers of days, parted by commas, such as 14, 7, 1",
)


class CorrectionForm(CaseworkForm):
    version = HiddenField()
    before = StringField(
        "Calendar days before the date", [Optional(), DAYS, AtMost(80)],
        description="Such as 14, 7, 1. 0 is the day itself. Leave it empty for none",
    )  # fmt: skip
    after = StringField(
        "Calendar days after the date, while it is not recorded as done",
        [Optional(), DAYS, AtMost(80)], description="Such as 1, 7. Leave it empty for none",
    )  # fmt: skip
    roles = Options("Who is reminded")
    escalate_after = StringField(
        "From how many days after the date others are told too",
        [Optional(), Regexp(r"^\s*[0-9]{1,3}\s*$", message="Enter one whole number of days")],
        description="They are the senior responsible owner and governance. Leave it empty for "
        "never",
    )
    valid_from = DatePartsField(
        "Counts from", [InputRequired("Enter the day from which it counts")],
        description="Today or later",
    )  # fmt: skip
    source = StringField("Where this comes from", [InputRequired("Say where this comes from"),
                                                   AtMost(300)])  # fmt: skip
    reason = StringField("Why you correct it", [InputRequired("Say why you correct it"),
                                                AtMost(300)])  # fmt: skip


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule in words."""

    key: str
    title: str
    before: str
    after: str
    whom: str
    others: str
    source: str
    since: str
    to_come: tuple[str, ...] = ()


@blueprint.get("/reminders")
def list_reminder_rules() -> str:
    """Every rule as it is in force today."""
    found = service.list_reminder_rules(office(), current_viewer())
    return render_template("people/reminder_rules.html", rules=[_standing(each) for each in found])


@blueprint.route("/reminders/<key>", methods=["GET", "POST"])
def correct_reminder_rule(key: str) -> Page:
    """One rule with its versions, and the form that corrects it."""
    found = service.get_reminder_rule(office(), current_viewer(), key)
    form = _form(found)
    if request.method == "GET":
        return _show(found, form)
    if not form.validate():
        return _show(found, form), 422
    try:
        service.correct_reminder_rule(
            office(), current_viewer(), key, _number(form.version.data), _details(form)
        )
    except CaseworkError as error:
        form.take_error(error)
        return _show(found, form), status_of(error)
    flash("The rule is corrected; what stood before is kept.")
    return redirect(url_for("people.correct_reminder_rule", key=key))


def _show(found: RuleHistory, form: Any) -> str:
    versions = [(_line(each.rule), each) for each in found.versions]
    return render_template(
        "people/reminder_rule.html", rule=_standing(found.standing), shipped=_line(found.shipped),
        versions=versions, form=form,
    )  # fmt: skip


def _form(found: RuleHistory) -> Any:
    rule = found.standing.rule
    form: Any = CorrectionForm(
        version=str(found.version), before=_listed(rule.before), after=_listed(rule.after),
        roles=list(rule.roles),
        escalate_after="" if rule.escalate_after is None else str(rule.escalate_after),
    )
    form.roles.choices = choices({code: role.title for code, role in ROLES.items()})
    if not found.shipped.roles:
        form.roles.description = "The record itself names who is reminded: choose nobody here"
    return form


def _details(form: Any) -> RuleDetails:
    limit = (form.escalate_after.data or "").strip()
    return RuleDetails(
        _days(form.before.data), _days(form.after.data), tuple(form.roles.data or ()),
        int(limit) if limit else None, form.valid_from.data, form.source.data or "",
        form.reason.data or "",
    )  # fmt: skip


def _days(text: str | None) -> tuple[int, ...]:
    return tuple(int(each) for each in re.findall(r"[0-9]+", text or ""))


def _listed(days: tuple[int, ...]) -> str:
    return ", ".join(str(day) for day in days)


def _number(text: str | None) -> int:
    """The version that the form showed; one that no rule has if it is no number."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else -1


def _standing(each: StandingRule) -> RuleLine:
    to_come = tuple(_in_words(rule) for rule in each.to_come)
    return _line(each.rule, to_come)


def _line(rule: ReminderRule, to_come: tuple[str, ...] = ()) -> RuleLine:
    return RuleLine(
        rule.id, rule.title, _before(rule), _after(rule), _whom(rule), _others(rule),
        f"{rule.source} ({SURE[rule.tag]})",
        long_date(rule.valid_from) if rule.version else "", to_come,
    )  # fmt: skip


def _in_words(rule: ReminderRule) -> str:
    return (f"From {long_date(rule.valid_from)}. Before: {_before(rule)}. After: {_after(rule)}. "
            f"Who: {_whom(rule)}. {_others(rule)}")  # fmt: skip


def _before(rule: ReminderRule) -> str:
    counted = _counted([day for day in rule.before if day])
    return ", ".join([*counted, *(["the day itself"] if 0 in rule.before else [])]) or "none"


def _after(rule: ReminderRule) -> str:
    return "".join(_counted(list(rule.after))) or "none"


def _counted(days: list[int]) -> list[str]:
    """Such as: 14, 7, 1 calendar days; nothing where there are none."""
    named = ", ".join(str(day) for day in days)
    return [f"{named} calendar day{'' if days == [1] else 's'}"] if days else []


def _whom(rule: ReminderRule) -> str:
    if not rule.moments:
        return NOBODY
    return ", ".join(role_title(role) for role in rule.roles) or NAMED


def _others(rule: ReminderRule) -> str:
    if rule.escalate_after is None:
        return ""
    titles = " and ".join(role_title(role).lower() for role in ESCALATED_TO)
    count = rule.escalate_after
    return f"From {count} day{'' if count == 1 else 's'} after it the {titles} too."
