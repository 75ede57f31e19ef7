"""The kinds of file that are accepted, and what to say of the kinds that are not."""

from __future__ import annotations

from dataclasses import dataclass

from casework.documents.inspection.outcome import RefusalCode, RefusedFile

ACCEPTED_IN_WORDS = (
    "PDF, Word (.docx), Excel (.xlsx), PowerPoint (.pptx), PNG, JPEG, GIF, WebP or TIFF images, "
    "plain text, CSV and saved emails (.eml)"
)


@dataclass(frozen=True)
class FileKind:
    """One accepted kind: ``sniffed`` are the extensions a sniffer may give for its content."""

    family: str
    media_type: str
    kind: str
    sniffed: frozenset[str] = frozenset()


def image(media_type: str, kind: str, *sniffed: str) -> FileKind:
    return FileKind("image", media_type, kind, frozenset(sniffed))


def office(part: str, kind: str, extension: str) -> FileKind:
    media_type = f"application/vnd.openxmlformats-officedocument.{part}"
    return FileKind("office", media_type, kind, frozenset({extension, "zip"}))


JPEG = image("image/jpeg", "JPEG image", "jpg", "jpeg", "jpe", "jfif")
TIFF = image("image/tiff", "TIFF image", "tif", "tiff")

ACCEPTED: dict[str, FileKind] = {
    "pdf": FileKind("pdf", "application/pdf", "PDF document", frozenset({"pdf"})),
    "docx": office("wordprocessingml.document", "Word document", "docx"),
    "xlsx": office("spreadsheetml.sheet", "Excel workbook", "xlsx"),
    "pptx": office("presentationml.presentation", "PowerPoint presentation", "pptx"),
    "png": image("image/png", "PNG image", "png"),
    "jpg": JPEG,
    "jpeg": JPEG,
    "gif": image("image/gif", "GIF image", "gif"),
    "webp": image("image/webp", "WebP image", "webp"),
    "tif": TIFF,
    "tiff": TIFF,
    "txt": FileKind("text", "text/plain", "plain text file"),
    "csv": FileKind("csv", "text/csv", "CSV table"),
    "eml": FileKind("email", "message/rfc822", "saved email"),
}

EXTENSION_OF_MEDIA_TYPE = {kind.media_type: name for name, kind in reversed(ACCEPTED.items())}


@dataclass(frozen=True)
class RefusedKind:
    """A kind that is known and not accepted."""

    code: RefusalCode
    wrong: str
    remedy: str

    def refusal(self, name: str) -> RefusedFile:
        return RefusedFile(name, self.code, self.wrong, self.remedy)


MACRO_OFFICE = RefusedKind(
    "active-content",
    "it is an Office file of a kind that can carry macros",
    "Save it as .docx, .xlsx or .pptx without macros, or as PDF, and upload that.",
)
LEGACY_OFFICE = RefusedKind(
    "legacy-office",
    "it is in an older Office format, which can hide active content",
    "Open it, save it as .docx, .xlsx, .pptx or PDF, and upload that.",
)
OUTLOOK_MESSAGE = RefusedKind(
    "msg",
    "it is an Outlook message (.msg)",
    "Save the email as .eml or print it to PDF, and upload that.",
)
LOCKED_OFFICE = RefusedKind(
    "password-protected",
    "it is an Office file locked with a password",
    "Remove the password, save it and upload it again.",
)
WEB_PAGE = RefusedKind(
    "active-content",
    "it is a web page or SVG drawing, which can run scripts",
    "Print the page to PDF, or save the drawing as PNG, and upload that.",
)
PROGRAM = RefusedKind(
    "executable",
    "it is a program or script",
    "Programs cannot be evidence. Upload a document that describes what it shows.",
)
ARCHIVE = RefusedKind(
    "archive",
    "it is an archive of other files",
    "Unpack it and upload the files, or use “Upload a folder” for a zip file.",
)
UNKNOWN = RefusedKind(
    "unknown-type",
    "this kind of file is not accepted",
    f"Save it as one of: {ACCEPTED_IN_WORDS}.",
)

REFUSED_EXTENSIONS: dict[RefusedKind, str] = {
    MACRO_OFFICE: "docm dotm xlsm xltm xlam xlsb pptm potm ppsm ppam sldm xll",
    LEGACY_OFFICE: "doc dot xls xlt xlw ppt pps pot rtf wps mpp vsd pub",
    OUTLOOK_MESSAGE: "msg oft",
    WEB_PAGE: "html htm xhtml xht shtml mht mhtml svg svgz hta xsl xslt swf",
    PROGRAM: (
        "exe dll com scr pif cpl sys msi msp bat cmd ps1 psm1 vbs vbe vb js jse mjs wsf wsh wsc "
        "jar class lnk url scf reg inf chm hlp app apk sh bash zsh command py pyc pl rb php elf "
        "so dylib deb rpm appimage gadget application msc settingcontent-ms desktop iqy slk"
    ),
    ARCHIVE: "zip 7z rar tar gz tgz bz2 tbz xz txz zst lz cab arj ace iso img vhd vhdx dmg",
}

BY_EXTENSION = {
    extension: kind for kind, names in REFUSED_EXTENSIONS.items() for extension in names.split()
}


def accepted_kind(name: str, extension: str) -> FileKind:
    """The accepted kind with this extension; raises RefusedFile saying what to do instead."""
    if extension in ACCEPTED:
        return ACCEPTED[extension]
    raise BY_EXTENSION.get(extension, UNKNOWN).refusal(name)
