"""Third-party front-end files: fetched once with npm, checked against the manifest, never committed."""

import hashlib
import json
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from tools.setup.system import ROOT, Failed, need_npm

MANIFEST = ROOT / "frontend" / "manifest.json"
PLACES = {
    "pages": ROOT / "src" / "passerelle" / "web" / "shared" / "static" / "vendor",
    "tests": ROOT / "var" / "frontend",
}
# Hashed static names fail on a style sheet that names a source map which is not shipped.
SOURCE_MAP = re.compile(rb"/\*# sourceMappingURL=[^*]*\*/\s*|//# sourceMappingURL=\S*\s*")


def ensure_files(use: str) -> bool:
    """Place the files of one use ("pages" or "tests"); True when something was fetched."""
    fetched = False
    for package in json.loads(MANIFEST.read_text())["packages"]:
        if package["use"] == use and not _is_placed(package):
            _fetch(package)
            fetched = True
    return fetched


def _stamp(package: dict[str, Any]) -> Path:
    return PLACES[package["use"]] / f"{package['name'].replace('/', '-')}.stamp"


def _mark(package: dict[str, Any]) -> str:
    return hashlib.sha512(json.dumps(package, sort_keys=True).encode()).hexdigest()


def _is_placed(package: dict[str, Any]) -> bool:
    stamp = _stamp(package)
    files = [PLACES[package["use"]] / target for target in package["files"].values()]
    return stamp.is_file() and stamp.read_text() == _mark(package) and all(file.is_file() for file in files)


def _fetch(package: dict[str, Any]) -> None:
    name = f"{package['name']}@{package['version']}"
    with tempfile.TemporaryDirectory() as folder:
        command = [need_npm(), "pack", "--loglevel=error", name, "--pack-destination", folder]
        fetched = subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False)
        archives = list(Path(folder).glob("*.tgz"))
        if fetched.returncode or len(archives) != 1:
            raise Failed(
                f"npm could not fetch {name}: {(fetched.stderr.strip() or 'no answer').splitlines()[0]}"
            )
        if hashlib.sha512(archives[0].read_bytes()).hexdigest() != package["sha512"]:
            raise Failed(f"{name} is not the file that frontend/manifest.json describes (SHA-512 differs).")
        _place(package, archives[0])
    _stamp(package).write_text(_mark(package))


def _place(package: dict[str, Any], archive: Path) -> None:
    with tarfile.open(archive) as packed:
        for source, target in package["files"].items():
            member = packed.extractfile(f"package/{source}")
            if member is None:
                raise Failed(f"{package['name']} holds no {source}.")
            path = PLACES[package["use"]] / target
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(SOURCE_MAP.sub(b"", member.read()))
