"""``bench search``: the figures come from a fresh process, on the built-in set where there is no more."""

import json

import pytest
from esco_files import package

from passerelle.commands.benches import search, search_figures


@pytest.mark.database
@pytest.mark.django_db
def test_the_measured_process_loads_what_there_is(tmp_path, settings, monkeypatch, capsys):
    settings.VAR = tmp_path / "var"
    settings.REFERENCE_DATA = tmp_path
    (tmp_path / "esco/official-v1.1.1").mkdir(parents=True)
    package(tmp_path / "esco/official-v1.1.1")
    monkeypatch.setattr(search_figures, "_LABELS", ())
    monkeypatch.setattr("sys.argv", ["figures", "5"])
    search_figures.main()
    answer = json.loads(capsys.readouterr().out)
    assert answer["releases"] == 7
    assert {(one["language"], one["kind"]) for one in answer["figures"]} == {
        ("en", "occupation"),
        ("en", "skill"),
    }


@pytest.mark.database
def test_the_built_in_set_alone_is_good_enough(tmp_path, monkeypatch):
    monkeypatch.setenv("PASSERELLE_DATA", str(tmp_path))
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "passerelle.config.settings.dev")
    seconds, checks = search.run("10")
    assert seconds < 0.05
    assert checks["whole_esco"] is None
    assert checks["nine_in_ten_in_first_five"]
    assert checks["median_under_50_ms"]
    assert len(checks["figures"]) == 7
