"""Packs of a case: what each council was sent, and ordering more."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.domain.errors import Conflict, Invalid
from casework.domain.permissions import can_act_as
from casework.services.case_documents.pack_checks import may_go_out
from casework.services.case_documents.pack_order import PackOrder
from casework.services.case_documents.packs import ISSUERS, download_pack, order_packs
from casework.services.case_documents.reading import PacksOfCase, packs_of
from casework.services.reading import CaseView
from casework.services.verb import AlreadyDone
from casework.web.cases.frame import frame_of
from casework.web.documents import blueprint
from casework.web.documents.forms import PackForm
from casework.web.documents.pack_presenters import pack_rows, ready_rows, repeated_orders
from casework.web.documents.views import attachment
from casework.web.forms import choices
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]


@blueprint.get("/packs")
def packs(reference: str) -> Page:
    """What each council was sent, and the form for more."""
    found = packs_of(office(), current_viewer(), reference)
    data = {"purpose": request.args.get("purpose", "notification")}
    return _page(found, _form(found.view, data))


@blueprint.post("/packs")
def order_pack(reference: str) -> Page:
    """Order one pack for each chosen council: all of them, or none."""
    found = packs_of(office(), current_viewer(), reference)
    form = _form(found.view, {})
    if not form.validate():
        return _page(found, form, 422)
    evidence = tuple(form.evidence.data or ())
    orders = [PackOrder(o, form.purpose.data, evidence) for o in form.organisations.data or ()]
    try:
        order_packs(
            office(), current_viewer(), reference, orders, once=form.one_use_key.data or ""
        )
    except AlreadyDone:
        pass  # pressed twice
    except (Conflict, Invalid) as error:
        form.faults.append(found.view.names.fill(str(error)))
        return _page(found, form, 422)
    flash(f"{len(orders)} pack{'' if len(orders) == 1 else 's'} ordered. "
          "Each is built and issued in a moment.")  # fmt: skip
    return redirect(url_for(".packs", reference=reference))


@blueprint.get("/packs/<key>/<int:version>.zip", endpoint="download_pack")
def download_pack_file(reference: str, key: str, version: int) -> Response:
    """One exact pack as it was issued, as an attachment."""
    return attachment(download_pack(office(), current_viewer(), reference, key, version))


def _form(view: CaseView, data: dict[str, str]) -> PackForm:
    form = PackForm(data=data)
    councils = view.judged.scrutiny_authorities()
    form.organisations.choices = choices([(c, view.names.organisation(c)) for c in councils])
    form.evidence.choices = choices(
        [(r.pin, str(r.payload.title)) for r in view.facts.current("evidence")
         if may_go_out(view.judged, r)]
    )
    return form


def _page(found: PacksOfCase, form: PackForm, status: int = 200) -> tuple[str, int]:
    view = found.view
    may_issue = can_act_as(view.judged, current_viewer(), ISSUERS)
    page = render_template(
        "documents/packs.html", frame=frame_of(view, "documents", "Packs for councils"),
        form=form, rows=pack_rows(found), ready=ready_rows(office(), view),
        launch=repeated_orders(found), may_issue=may_issue,
        has_councils=bool(form.organisations.choices),
    )  # fmt: skip
    return page, status
