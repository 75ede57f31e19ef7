"""What a case shares, for the people of the case: share, withdraw, send and revoke codes."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.domain.errors import CaseworkError
from casework.services.share_codes import revoke_share_code, share_with_contact
from casework.services.sharing import Sharing, read_sharing
from casework.services.sharing import share as record_share
from casework.services.sharing import withdraw_share as record_withdrawal
from casework.web.errors import status_of
from casework.web.forms import choices
from casework.web.outside.forms import CodeForm, ShareForm
from casework.web.outside.sharing_lines import code_lines, opening_lines, shared_lines
from casework.web.trail.frame import frame_of_row
from casework.web.viewer import current_viewer, office

blueprint = Blueprint("shares", __name__)
Page = Response | str | tuple[str, int]


@blueprint.get("/cases/<reference>/sharing")
def show(reference: str) -> str:
    """Everything shared, with whom, and who opened it."""
    return _page(reference, ShareForm(formdata=None), CodeForm(formdata=None))


@blueprint.post("/cases/<reference>/sharing")
def share(reference: str) -> Page:
    """Share one version with one organisation."""
    form = ShareForm()
    try:
        record_share(office(), current_viewer(), reference, form.pin.data or "",
                     form.organisation.data or "")  # fmt: skip
    except CaseworkError as error:
        form.take_error(error)
        return _page(reference, form, CodeForm(formdata=None)), status_of(error)
    flash("It is shared. The people of that organisation see it now.")
    return redirect(url_for(".show", reference=reference))


@blueprint.post("/cases/<reference>/sharing/withdraw")
def withdraw(reference: str) -> Response:
    """Stop sharing one version with one organisation."""
    record_withdrawal(
        office(), current_viewer(), reference, request.form.get("pin", ""),
        request.form.get("organisation", ""),
    )  # fmt: skip
    flash("It is not shared with that organisation any more.")
    return redirect(url_for(".show", reference=reference))


@blueprint.post("/cases/<reference>/sharing/codes")
def send_code(reference: str) -> Page:
    """Send a contact without an account a code that opens one version once."""
    form = CodeForm()
    if not form.validate():
        return _page(reference, ShareForm(formdata=None), form), 422
    try:
        share_with_contact(
            office(), current_viewer(), reference, form.code_pin.data or "",
            form.contact.data or "", form.days.data or 0,
        )  # fmt: skip
    except CaseworkError as error:
        form.take_error(error)
        return _page(reference, ShareForm(formdata=None), form), status_of(error)
    flash("A letter with the code is on its way to the contact.")
    return redirect(url_for(".show", reference=reference))


@blueprint.post("/cases/<reference>/sharing/codes/<int:code_id>/revoke")
def revoke(reference: str, code_id: int) -> Response:
    """End a code at once."""
    revoke_share_code(office(), current_viewer(), reference, code_id)
    flash("The code opens nothing any more.")
    return redirect(url_for(".show", reference=reference))


def _page(reference: str, form: ShareForm, code_form: CodeForm) -> str:
    sharing = read_sharing(office(), current_viewer(), reference)
    _offer(form, code_form, sharing)
    return render_template(
        "outside/sharing.html",
        frame=frame_of_row(office(), sharing.row, "sharing", "Sharing"),
        form=form,
        code_form=code_form,
        shared=shared_lines(sharing),
        codes=code_lines(sharing, office().clock.now()),
        openings=opening_lines(sharing),
        may_share=sharing.may_share,
        has_items=bool(sharing.items),
        has_contacts=bool(sharing.contacts),
    )


def _offer(form: Any, code_form: Any, sharing: Sharing) -> None:
    items = [(item.pin, _item_label(item, sharing)) for item in sharing.items]
    form.pin.choices = choices(items, "Choose")
    code_form.code_pin.choices = choices(items, "Choose")
    form.organisation.choices = choices(
        [(o.key, o.name) for o in sharing.organisations], "Choose"
    )
    code_form.contact.choices = choices(
        [(c.key, _contact_label(c)) for c in sharing.contacts if c.email], "Choose"
    )


def _item_label(item: Any, sharing: Sharing) -> str:
    version = item.pin.rpartition("@")[2]
    return f"{sharing.names.fill(item.title)}, version {version}"


def _contact_label(contact: Any) -> str:
    return f"{contact.name}, {contact.organisation_name}" if contact.organisation_name else (
        str(contact.name)
    )  # fmt: skip
