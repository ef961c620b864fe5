"""Documents made from the code are up to date, and those that speak of files name files that are there."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_on_personal_data_is_up_to_date() -> None:
    checked = subprocess.run([sys.executable, "tools/data_protection.py", "--check"], cwd=ROOT, check=False)
    assert checked.returncode == 0, "run tools/data_protection.py"


def test_the_page_of_journeys_is_up_to_date() -> None:
    checked = subprocess.run([sys.executable, "tools/journeys.py", "--check"], cwd=ROOT, check=False)
    assert checked.returncode == 0, "run tools/journeys.py"


def test_links_between_documents_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_no_two_decisions_have_one_number() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(one.name[:4]) for one in pages] == list(range(1, len(pages) + 1))
    for one in pages:
        assert one.read_text().startswith(f"# {int(one.name[:4])}. "), one.name
