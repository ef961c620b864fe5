"""A folder of scheme files; a tenth scheme needs a file and no code."""

from datetime import date

import pytest
from sample_scheme import SAMPLE

from passerelle.domain.journey.transitions import move
from passerelle.domain.kernel.problems import MissingFile, Refused
from passerelle.domain.schemes import folder
from passerelle.domain.schemes.findings import Severity
from passerelle.domain.schemes.folder import content_of, find, load_folder, shipped_folder
from passerelle.domain.schemes.parse import check_bytes
from passerelle.domain.schemes.writing import as_toml

NINE = ["digex", "homere", "match", "move_green", "palim", "thamm", "wafira", "wecco", "ygca"]
FILES = sorted(shipped_folder().glob("*.toml"))


@pytest.fixture(scope="module")
def schemes():
    return load_folder(shipped_folder())


def test_the_nine_pilots_and_the_trial_are_there(schemes):
    assert [code for code in schemes if not schemes[code].hypothetical] == NINE
    assert [code for code in schemes if schemes[code].hypothetical] == ["trial_fr_ict"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_shipped_file_has_no_error_and_the_name_of_its_scheme(path, schemes):
    found = check_bytes(content_of(path), path.name, on=date(2026, 1, 1))
    assert [one for one in found if one.severity is Severity.ERROR] == []
    assert {one.code for one in found} <= {"unconfirmed", "rule-ended"}
    assert path.stem in schemes


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_shipped_file_written_again_says_the_same(path, schemes, tmp_path):
    (tmp_path / "again.toml").write_text(as_toml(schemes[path.stem]), "utf-8")
    assert load_folder(tmp_path) == {path.stem: schemes[path.stem]}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_accepted_referral_can_go_on_to_an_offer_and_a_place(path, schemes):
    for track in schemes[path.stem].tracks:
        events = [row.event for row in track.transitions]
        assert track.start_stage == "referred"
        assert {"referred", "offered", "placed"} <= set(events)
        assert [row.to for row in track.transitions if "reserve_place" in row.then] == ["offered"]


def test_published_facts_are_as_published(schemes):
    palim, match, homere = schemes["palim"], schemes["match"], schemes["homere"]
    assert (palim.fact("applicants").value, palim.fact("trained").value) == (9677, 120)
    assert palim.fact("moved").value is None
    assert palim.fact("nothing") is None
    assert [target.value for target in match.targets] == [245, 210, 105]
    assert match.target.value == 105
    assert match.budget.amount is None
    assert (homere.budget.amount, homere.budget.eu_share) == (697779.31, 39.69)
    assert schemes["thamm"].target is None


def test_each_pilot_has_its_act(schemes):
    assert {code: schemes[code].act.kind for code in NINE} == {
        "palim": "admission",
        "ygca": "admission",
        "move_green": "admission",
        "match": "shortlist",
        "wecco": "pairing",
        "homere": "assignment",
        "digex": "assignment",
        "thamm": "assignment",
        "wafira": "assignment",
    }
    act = schemes["match"].act
    assert (act.size_for("BE"), act.size_for("NL"), act.size_for(None)) == (5, 10, 5)
    assert schemes["palim"].act.size_for("BE") is None


def test_no_french_job_shows_under_a_flemish_permit(schemes):
    trial = schemes["trial_fr_ict"]
    assert trial.destinations == ("FR",)
    assert {route.country for route in trial.routes} == {"FR"}


def test_rules_count_at_the_act_they_name(schemes):
    match = schemes["match"]
    assert match.act.rule_act == "interview"
    assert [rule.name for rule in match.rules_for("shortlist")] == ["women_30"]
    assert match.rules_for("interview") == match.rules_for("shortlist")
    assert match.rules_for("placement") == ()
    assert [rule.name for rule in schemes["ygca"].rules_for("admission")] == ["hundred_grants"]


def test_a_tenth_scheme_needs_no_code(tmp_path):
    (tmp_path / "tenth.toml").write_text(SAMPLE, "utf-8")
    tenth = find(load_folder(tmp_path), "TENTH")
    assert tenth.target.value == 30
    assert tenth.rules_for("shortlist") == tenth.rules
    track = tenth.tracks[0]
    assert move(track, track.start_stage, "offered", who="employer").then == ("reserve_place",)


def test_an_unknown_code_names_the_known_ones(tmp_path):
    (tmp_path / "tenth.toml").write_text(SAMPLE, "utf-8")
    with pytest.raises(Refused) as refused:
        find(load_folder(tmp_path), "eleventh")
    assert str(refused.value.problems[0].hint) == "Known codes: tenth."


def test_a_folder_tells_the_errors_of_all_its_files(tmp_path):
    (tmp_path / "a.toml").write_text(SAMPLE, "utf-8")
    (tmp_path / "b.toml").write_text(SAMPLE, "utf-8")
    (tmp_path / "c.toml").write_text("code = ", "utf-8")
    with pytest.raises(Refused) as refused:
        load_folder(tmp_path)
    found = [(one.code, one.file) for one in refused.value.problems]
    assert found == [("duplicate-code", str(tmp_path / "b.toml")), ("syntax", str(tmp_path / "c.toml"))]


def test_a_missing_folder_or_file_is_missing(tmp_path):
    with pytest.raises(MissingFile):
        load_folder(tmp_path / "nowhere")
    with pytest.raises(MissingFile):
        content_of(tmp_path)


def test_without_a_checkout_the_schemes_come_from_the_package(monkeypatch, tmp_path):
    (tmp_path / "passerelle").mkdir()
    monkeypatch.setattr(folder.passerelle, "__file__", str(tmp_path / "passerelle" / "__init__.py"))
    assert shipped_folder() == tmp_path / "passerelle" / "scheme_files"
