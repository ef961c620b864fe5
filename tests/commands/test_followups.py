"""``passerelle followups weights load``: whole, with a source, once."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from passerelle.commands.followups import followups
from passerelle.domain.followups.instrument import CURRENT
from passerelle.records.followups.models import SurveyWeights

pytestmark = [pytest.mark.database, pytest.mark.django_db]
CODES = [one.code for one in CURRENT.questions]
HEAD = f"{CURRENT.code},{CURRENT.version},an invented table for this test"


def load(path: Path, *options: str) -> Result:
    return CliRunner().invoke(followups, ["weights", "load", str(path), *options])


def table(path: Path, first: str = "0.42") -> Path:
    lines = [f"{HEAD},{code},{first if code == CODES[0] else '0.02'}" for code in CODES]
    path.write_text("instrument,version,source,question,weight\n" + "\n".join(lines))
    return path


def test_a_table_loads_once(tmp_path: Path) -> None:
    path = table(tmp_path / "weights.csv")
    assert "30 weights loaded" in load(path).stdout
    assert json.loads(load(path, "--json").stdout)["created"] is False
    kept = SurveyWeights.objects.get()
    assert (kept.facts[CODES[0]], kept.source) == ("0.42", "an invented table for this test")


def test_an_object_loads_with_its_numbers_as_written(tmp_path: Path) -> None:
    path = tmp_path / "weights.json"
    weights = {code: 0.42 if code == CODES[0] else 0.02 for code in CODES}
    facts = {"instrument": CURRENT.code, "version": CURRENT.version, "source": "invented", "weights": weights}
    path.write_text(json.dumps(facts))
    assert load(path).exit_code == 0
    assert SurveyWeights.objects.get().facts[CODES[1]] == "0.02"


def test_a_wrong_file_is_refused_with_row_and_reason_and_nothing_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "weights.csv"
    refused = load(table(path, first="much"))
    assert refused.exit_code == 1
    assert "weights.csv:2:weight" in refused.stderr
    assert "sum to 1" in load(table(path, first="0.41")).stderr
    path.write_text("question,weight\nec_work,1\n")
    assert "instrument, version, source" in load(path).stderr
    path.write_text("")
    assert load(path).exit_code == 1
    assert load(tmp_path / "none.csv").exit_code == 2
    for wrong in ("[]", "{}", "nothing", '{"weights": [1]}', '{"weights": {"ec_work": 1, "ec_work": 0}}'):
        (tmp_path / "weights.json").write_text(wrong)
        assert "not_json" in load(tmp_path / "weights.json").stderr
    assert not SurveyWeights.objects.exists()
