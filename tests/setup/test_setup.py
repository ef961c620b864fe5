"""The two commands: what they check, what they skip, what they say."""

import hashlib
import json
import re
import socket
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tools.setup import checks, environment, frontend, phases, system  # noqa: E402

LOCKS = ("core.lock", "test.lock")


def test_a_taken_port_is_said_in_one_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(system.Missing, match=f"Port {port} is taken"):
            system.need_port(port)


def test_a_missing_npm_is_said_in_one_line(monkeypatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(system.Missing, match="apt-get install nodejs npm"):
        system.need_npm()


def test_a_python_without_venv_is_said_in_one_line(monkeypatch) -> None:
    monkeypatch.setattr(system.sys, "executable", "/bin/false")
    with pytest.raises(system.Missing, match="python3-venv"):
        system.need_venv()


@pytest.mark.parametrize(
    ("error", "code"), [(system.Missing("npm"), 2), (system.Failed("pip"), 1), (KeyboardInterrupt(), 130)]
)
def test_a_command_ends_with_its_code(error: BaseException, code: int) -> None:
    def main() -> int:
        raise error

    with pytest.raises(SystemExit) as ended:
        phases.end(main)
    assert ended.value.code == code


@pytest.mark.parametrize("command", ["run", "test"])
def test_an_older_python_is_told_what_to_install(command: str) -> None:
    source = (ROOT / command).read_text().replace("(3, 11)", "(99, 0)")
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Install it" in done.stderr


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_hashes_and_no_address(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text()
    packages = re.split(r"\n(?=\S)", text.strip())
    assert all(" \\\n    --hash=sha256:" in package for package in packages)
    assert "://" not in text


def test_the_tests_run_what_the_users_run() -> None:
    pins = [set(re.findall(r"^(\S+==\S+)", (ROOT / "requirements" / name).read_text(), re.M)) for name in LOCKS]
    assert pins[0] <= pins[1]


def test_placed_style_sheets_name_no_source_map_and_no_remote_address() -> None:
    for sheet in frontend.PLACES["pages"].rglob("*.css"):
        text = sheet.read_text()
        assert "sourceMappingURL" not in text
        assert not re.search(r"url\([\"']?(https?:)?//", text)


def test_a_package_that_differs_from_its_hash_is_refused(monkeypatch, tmp_path) -> None:
    package = json.loads(frontend.MANIFEST.read_text())["packages"][0]
    monkeypatch.setitem(frontend.PLACES, "pages", tmp_path / "vendor")
    monkeypatch.setattr(frontend, "need_npm", lambda: str(fake_npm(tmp_path, package)))
    with pytest.raises(system.Failed, match="SHA-512 differs"):
        frontend.ensure_files("pages")
    assert not (tmp_path / "vendor").exists()


def test_files_are_placed_once(monkeypatch, tmp_path) -> None:
    npm = fake_npm(tmp_path, {"files": {"a.css": ""}})
    archive = tmp_path / "made.tgz"
    package = {
        "name": "x", "version": "1", "licence": "none", "use": "pages", "files": {"a.css": "x/a.css"},
        "sha512": hashlib.sha512(archive.read_bytes()).hexdigest(),
    }  # fmt: skip
    manifest = tmp_path / "manifest.json"
    manifest.write_text(json.dumps({"packages": [package]}))
    monkeypatch.setattr(frontend, "MANIFEST", manifest)
    monkeypatch.setitem(frontend.PLACES, "pages", tmp_path / "vendor")
    monkeypatch.setattr(frontend, "need_npm", lambda: str(npm))
    assert [frontend.ensure_files("pages"), frontend.ensure_files("pages")] == [True, False]
    assert (tmp_path / "vendor" / "x" / "a.css").read_text() == "a {}\n"


def fake_npm(folder: Path, package: dict) -> Path:
    """An npm that packs one made-up archive into the folder that it is told."""
    content = folder / "content.css"
    content.write_text("a {}\n/*# sourceMappingURL=a.css.map */")
    with tarfile.open(folder / "made.tgz", "w:gz") as archive:
        for name in package["files"]:
            archive.add(content, f"package/{name}")
    npm = folder / "npm"
    npm.write_text(f'#!/bin/sh\ncp {folder}/made.tgz "$5"/x-1.tgz\n')
    npm.chmod(0o755)
    return npm


def test_an_installed_list_is_not_installed_again(monkeypatch, tmp_path) -> None:
    lock = tmp_path / "core.lock"
    lock.write_text("")
    monkeypatch.setattr(environment, "VENV", tmp_path)
    (tmp_path / "stamp-core").write_text(environment._mark(lock))
    assert environment.ensure_packages(lock) is False


def test_what_is_skipped_under_ci_is_an_error(monkeypatch) -> None:
    monkeypatch.setenv("CI", "true")
    monkeypatch.setattr(checks, "chromium", lambda: None)
    monkeypatch.setattr(checks, "_postgres", lambda: None)
    with pytest.raises(system.Missing, match=r"no Chromium.*PostgreSQL"):
        checks.look_around()


def test_what_is_skipped_elsewhere_has_its_reason(monkeypatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(checks, "chromium", lambda: None)
    monkeypatch.setattr(checks, "_postgres", lambda: None)
    monkeypatch.setattr(checks, "reference_data", lambda: None)
    assert len(checks.look_around().skipped) == 3


def test_the_closing_line_adds_up_all_runs() -> None:
    suite = checks.Suite(checks.Parts(None, None), [], full=False)
    suite._add("==== 3 failed, 10 passed, 1 skipped in 2.00s ====")
    suite._add("5 passed, 9 deselected in 1.00s")
    assert suite.closing().startswith("===== 3 failed, 15 passed, 1 skipped in ")


def test_the_run_beside_is_shown_after_the_other_and_counted(monkeypatch, tmp_path, capfd) -> None:
    monkeypatch.setattr(checks, "PYTHON", sys.executable)
    one = tmp_path / "test_one.py"
    one.write_text("import pytest\n@pytest.mark.database\ndef test_it(): pass\ndef test_other(): assert 0\n")
    suite = checks.Suite(checks.Parts(None, None), [str(one)], full=False)
    with suite.beside("database") as on_the_other:
        assert not suite.run("")
        assert on_the_other()
    said = capfd.readouterr().out
    assert said.index("1 failed, 1 passed") < said.index("1 passed, 1 deselected")
    assert suite.closing().startswith("===== 1 failed, 2 passed in ")
