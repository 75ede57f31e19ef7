"""Forms of documents and packs."""

from __future__ import annotations

from flask import request
from wtforms import HiddenField, RadioField
from wtforms.validators import InputRequired

from casework.services.case_documents.pack_contents import PURPOSES
from casework.services.reading import CaseView
from casework.services.staging import StagedFile, staged_files
from casework.web.forms import CaseworkForm, ManyFilesField, OneUseKeyField, Options, choices
from casework.web.forms.fields import new_key
from casework.web.viewer import current_viewer, office

ACCEPTED = ".docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class UploadForm(CaseworkForm):
    """The next draft, written in Word. ``version`` is the version that the page showed."""

    file = ManyFilesField(
        "Word document (.docx)", description="The draft that you downloaded and wrote on in Word",
        render_kw={"accept": ACCEPTED},
    )  # fmt: skip
    version = HiddenField()
    token = HiddenField()


class PackForm(CaseworkForm):
    """Packs to be ordered: for what, for whom, with what besides."""

    purpose = RadioField(
        "What is it for?", [InputRequired("Choose what the pack is for.")],
        choices=choices({name: title for name, (title, _) in PURPOSES.items()}),
    )  # fmt: skip
    organisations = Options(
        "Which councils?", [InputRequired("Choose at least one council.")],
        description="Each council gets a pack of its own",
    )  # fmt: skip
    evidence = Options(
        "Further public evidence", description="Only public files that are not sealed are offered"
    )
    one_use_key = OneUseKeyField()


def one_use_key() -> str:
    """A fresh one-use key for a form that is a single button."""
    return new_key()


def upload_form_name(key: str) -> str:
    """The name under which the files of a document's upload form wait."""
    return f"document:{key}"[:80]


def staged_draft(view: CaseView, key: str) -> StagedFile | None:
    """The file that waits because it could not be taken, on the page that says why."""
    token = request.form.get("token", "")
    if request.method != "POST":
        return None
    waiting = staged_files(
        office(), current_viewer(), case=view.reference, form=upload_form_name(key)
    )
    fitting = [file for file in waiting if not token or file.token == token]
    return fitting[-1] if fitting else None
