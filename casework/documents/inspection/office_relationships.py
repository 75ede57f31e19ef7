"""What the parts of an Office file may point to: each other, and pages a person clicks on."""

from __future__ import annotations

import re

from casework.documents.inspection.kinds import FileKind
from casework.documents.inspection.outcome import RefusedFile
from casework.documents.inspection.xml_reading import read_xml

ACTIVE_RELATIONSHIPS = {
    "afchunk": "another file that is merged in when it opens",
    "attachedtoolbars": "macros",
    "control": "an ActiveX control",
    "oleobject": "an embedded object (OLE)",
    "vbaproject": "macros",
    "wordvbadata": "macros",
    "webextension": "an Office add-in",
    "xlmacrosheet": "macros",
    "xlintlmacrosheet": "macros",
}
EXTERNAL = {
    "attachedtemplate": (
        "a template outside the file",
        "In Word choose Developer, Document Template, attach Normal, save and upload it again.",
    ),
    "externallinkpath": (
        "links to other workbooks",
        "In Excel choose Data, Edit Links, Break Link, save and upload it again.",
    ),
    "image": (
        "a picture that is linked and not stored in the file",
        "Insert the picture itself (cut and paste it), save and upload it again.",
    ),
}
EXTERNAL_OTHERWISE = (
    "something fetched from outside the file when it opens",
    "Break its links in Office, or save the file as PDF, and upload that.",
)
SCRIPT_LINK = re.compile(r"\s*(?:javascript|vbscript|data|ms-msdt|search-ms):", re.I)


def check_relationships(name: str, kind: FileKind, part: bytes) -> None:
    """Raises RefusedFile for an active part, an external target or a link that runs a script.

    A hyperlink is the one external target allowed: nothing follows it until a person does.
    """
    for relationship in read_xml(name, kind.kind, part):
        meaning = relationship.get("Type", "").rpartition("/")[2].lower()
        target = relationship.get("Target", "")
        external = relationship.get("TargetMode", "").strip().lower() == "external"
        if meaning in ACTIVE_RELATIONSHIPS:
            what, remedy = ACTIVE_RELATIONSHIPS[meaning], EXTERNAL_OTHERWISE[1]
        elif external and meaning != "hyperlink":
            what, remedy = EXTERNAL.get(meaning, EXTERNAL_OTHERWISE)
        elif SCRIPT_LINK.match(target):
            what, remedy = "a link that runs a script", "Remove the link and upload it again."
        else:
            continue
        raise RefusedFile(name, "active-content", f"it contains {what}", remedy)
