"""The register of polls: list, add, correct, withdraw."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response
from wtforms import BooleanField, HiddenField, SelectField, StringField
from wtforms.validators import InputRequired, Optional

from casework.domain.calendar.poll_register import POLL_KINDS, SURE
from casework.domain.errors import CaseworkError
from casework.services import organisations
from casework.services import polls as service
from casework.services.polls import PollDetails, PollHistory
from casework.web.errors import status_of
from casework.web.forms import (
    AtMost,
    CaseworkForm,
    DatePartsField,
    OneUseKeyField,
    Options,
    choices,
)
from casework.web.people import blueprint
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]
COUNCILS = ("local_authority", "district_council")


class PollForm(CaseworkForm):
    one_use_key = OneUseKeyField()
    version = HiddenField()
    title = StringField("Name of the poll", [InputRequired("Enter what the poll is called"),
                                             AtMost(200)])  # fmt: skip
    poll_on = DatePartsField("Day of the poll", [InputRequired("Enter the day of the poll")])
    kind = SelectField(
        "Kind of poll", [InputRequired("Choose the kind of poll")],
        choices=choices(POLL_KINDS, "Choose one"),
    )  # fmt: skip
    all_england = BooleanField("Everybody in England votes")
    areas = Options(
        "Councils whose people vote",
        description="Leave this empty if it is not known: the poll is then shown for every case",
    )
    starts_on = DatePartsField(
        "Notice published, or Parliament dissolved, on", [Optional()],
        description="If it is known", called="The day of the notice",
    )  # fmt: skip
    source = StringField("Where this comes from", [InputRequired("Say where this comes from"),
                                                   AtMost(300)])  # fmt: skip


class ChangePollForm(PollForm):
    reason = StringField("Why you correct it", [InputRequired("Say why you correct it"),
                                                AtMost(300)])  # fmt: skip


class WithdrawPollForm(CaseworkForm):
    version = HiddenField()
    why = StringField("Why it is withdrawn", [InputRequired("Say why the poll is withdrawn"),
                                              AtMost(300)])  # fmt: skip


@blueprint.get("/polls")
def list_polls() -> str:
    """The register."""
    found = service.list_polls(office(), current_viewer())
    return render_template("people/polls.html", register=found, sure=SURE)


@blueprint.route("/polls/add", methods=["GET", "POST"])
def add_poll() -> Page:
    """Add a poll; pressing twice adds one."""
    form = _with_councils(PollForm())
    if request.method == "GET":
        return render_template("people/poll_form.html", form=form)
    if not form.validate():
        return render_template("people/poll_form.html", form=form), 422
    try:
        service.add_poll(
            office(), current_viewer(), _details(form), one_use_key=form.one_use_key.data or ""
        )
    except CaseworkError as error:
        form.take_error(error)
        return render_template("people/poll_form.html", form=form), status_of(error)
    flash("The poll is added.")
    return redirect(url_for("people.list_polls"))


@blueprint.route("/polls/<key>", methods=["GET", "POST"])
def change_poll(key: str) -> Page:
    """One poll with its versions, and the form that corrects it."""
    found = service.get_poll(office(), current_viewer(), key)
    form = _change_form(found)
    if request.method == "GET":
        return _show(found, form)
    if not form.validate():
        return _show(found, form), 422
    try:
        service.change_poll(
            office(), current_viewer(), key, _version(form.version.data), _details(form)
        )
    except CaseworkError as error:
        form.take_error(error)
        return _show(found, form), status_of(error)
    flash("The poll is corrected; what stood before is kept.")
    return redirect(url_for("people.change_poll", key=key))


@blueprint.post("/polls/<key>/withdraw")
def withdraw_poll(key: str) -> Page:
    """Take a poll off the register."""
    form = WithdrawPollForm()
    found = service.get_poll(office(), current_viewer(), key)
    if not form.validate():
        return _show(found, _change_form(found, read=False), form), 422
    try:
        service.withdraw_poll(
            office(), current_viewer(), key, _version(form.version.data), form.why.data or ""
        )
    except CaseworkError as error:
        form.take_error(error)
        return _show(found, _change_form(found, read=False), form), status_of(error)
    flash("The poll is withdrawn; its versions are kept.")
    return redirect(url_for("people.list_polls"))


def _show(found: PollHistory, form: PollForm, withdrawing: WithdrawPollForm | None = None) -> str:
    if withdrawing is None:
        withdrawing = WithdrawPollForm(formdata=None, version=str(found.latest.version))
    return render_template(
        "people/poll.html", history=found, form=form, withdrawing=withdrawing, sure=SURE
    )


def _change_form(found: PollHistory, *, read: bool = True) -> ChangePollForm:
    if read:
        form = ChangePollForm(obj=found.latest)
    else:
        form = ChangePollForm(formdata=None, obj=found.latest)
    _with_councils(form)
    return form


def _with_councils(form: Any) -> Any:
    known = organisations.list_organisations(office(), current_viewer())
    offered = {o.key: o.details.name for o in known
               if o.details.kind in COUNCILS and not o.is_from_published_records}  # fmt: skip
    chosen = form.areas.data or []
    offered |= {o.key: o.details.name for o in known if o.key in chosen}
    form.areas.choices = choices(offered)
    return form


def _version(text: str | None) -> int:
    """The version that the form showed; one that no poll has if it is no number."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else -1


def _details(form: Any) -> PollDetails:
    reason = form.reason.data if "reason" in form else ""
    return PollDetails(
        form.title.data or "", form.poll_on.data, form.kind.data or "", form.all_england.data,
        tuple(form.areas.data or ()), form.starts_on.data, form.source.data or "", reason or "",
    )  # fmt: skip
