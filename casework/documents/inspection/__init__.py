"""What an incoming file is, and whether it may be kept: judged by its content, never its name.

Nothing here touches a database or a request. A file that is refused is never opened further than
the fault; "sealed evidence" (hashed, never opened) is for the refusals that allow it.
"""

from casework.documents.inspection.inspecting import inspect_file
from casework.documents.inspection.limits import DEFAULT_LIMITS, InspectionLimits
from casework.documents.inspection.names import safe_download_name
from casework.documents.inspection.outcome import Inspection, RefusedFile
from casework.documents.inspection.zip_upload import ZipMember, open_zip_upload

__all__ = [
    "DEFAULT_LIMITS",
    "Inspection",
    "InspectionLimits",
    "RefusedFile",
    "ZipMember",
    "inspect_file",
    "open_zip_upload",
    "safe_download_name",
]
