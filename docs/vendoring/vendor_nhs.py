"""Bring the NHS front end into the tree: one stylesheet, one script and the images it names.

Run by `make vendor-nhs`; needs npm. What is kept, what is changed and why stands in
docs/vendoring.md. The same package always gives the same files.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "nhsuk-frontend"
VERSION = "10.6.1"
# The integrity value that npm publishes for this version's tarball.
SHA512 = "PZorqQZjZx/A26yJoskCL9z0ib6AtkAyF0o4K/RHr8zRrJyXrUOCnMbjy0VNXsGO4tfTNMwqlkwATKs4a0xayw=="

DIST = "package/dist/nhsuk"
STYLESHEET = "nhsuk-frontend.min.css"
SCRIPT = "nhsuk-frontend.min.js"
STATIC = Path(__file__).resolve().parents[2] / "casework" / "web" / "static"
TARGET = STATIC / f"{PACKAGE}-{VERSION}"

FONT_FACE = re.compile(r"@font-face\{[^}]*\}")
SOURCE_MAP = re.compile(r"(/\*# sourceMappingURL=[^*]*\*/|//# sourceMappingURL=\S*)\s*$")
IMAGE = re.compile(r"url\(/assets/images/([A-Za-z0-9._-]+)\)")
ELSEWHERE = re.compile(r"url\((?!images/|data:)[^)]*\)")

LICENCE = f"""{PACKAGE} {VERSION}: the NHS design system's front end.

The package states that it is released under the MIT licence (the `license` field of its
package.json, and its README) and ships no licence file and no copyright line of its own. It is
published by NHS England. The terms of that licence:

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
associated documentation files (the "Software"), to deal in the Software without restriction,
including without limitation the rights to use, copy, modify, merge, publish, distribute,
sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or
substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT
NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM,
DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT
OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.

The files here were changed: see docs/vendoring.md. The NHS logo and the Frutiger typeface are not
covered by that licence and are not here.
"""


class VendoringRefused(Exception):
    """The package is not the one expected; nothing in the tree was changed."""


def fetch(folder: Path) -> Path:
    """The package's tarball, downloaded by npm into `folder`."""
    command = ["npm", "pack", "--silent", "--pack-destination", str(folder), f"{PACKAGE}@{VERSION}"]
    subprocess.run(command, check=True, cwd=folder)
    return folder / f"{PACKAGE}-{VERSION}.tgz"


def check_integrity(tarball: Path) -> None:
    """Raise VendoringRefused unless the tarball is byte for byte the published one."""
    digest = hashlib.sha512(tarball.read_bytes()).digest()
    found = base64.b64encode(digest).decode()
    if found != SHA512:
        raise VendoringRefused(f"{tarball.name}: sha512 is {found}, expected {SHA512}")


def adapted_stylesheet(text: str) -> str:
    """The stylesheet without remote fonts and source map, its images found beside it."""
    text = SOURCE_MAP.sub("", FONT_FACE.sub("", text))
    text = IMAGE.sub(r"url(images/\1)", text)
    left = sorted(set(ELSEWHERE.findall(text)))
    if left:
        raise VendoringRefused(f"{STYLESHEET}: still fetches {', '.join(left)}; expected images/")
    return text.rstrip() + "\n"


def adapted_script(text: str) -> str:
    """The script without its source map."""
    return SOURCE_MAP.sub("", text).rstrip() + "\n"


def images_named_in(stylesheet: str) -> list[str]:
    return sorted(set(re.findall(r"url\(images/([^)]+)\)", stylesheet)))


def write_files(tarball: Path, target: Path) -> None:
    """Replace `target` with the adapted files of the tarball."""
    with tarfile.open(tarball) as package:
        stylesheet = adapted_stylesheet(_read(package, STYLESHEET).decode())
        files = {
            STYLESHEET: stylesheet.encode(),
            SCRIPT: adapted_script(_read(package, SCRIPT).decode()).encode(),
            "LICENCE.txt": LICENCE.encode(),
            "VERSION": f"{PACKAGE} {VERSION}\nsha512-{SHA512}\n".encode(),
        }
        for name in images_named_in(stylesheet):
            files[f"images/{name}"] = _read(package, f"assets/images/{name}")
    shutil.rmtree(target, ignore_errors=True)
    for name, content in files.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    print(f"{target.name}: {len(files)} files")


def _read(package: tarfile.TarFile, name: str) -> bytes:
    member = package.extractfile(f"{DIST}/{name}")
    if member is None:
        raise VendoringRefused(f"{PACKAGE}: {DIST}/{name} is not a file")
    return member.read()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tarball", type=Path, help="use this tarball instead of asking npm")
    parser.add_argument("--target", type=Path, default=TARGET, help="folder to write")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        try:
            tarball = options.tarball or fetch(Path(folder))
            check_integrity(tarball)
            write_files(tarball, options.target)
        except FileNotFoundError as error:
            print(f"{error.filename} was not found. npm comes with node.", file=sys.stderr)
            return 1
        except (VendoringRefused, subprocess.CalledProcessError) as error:
            print(error, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
