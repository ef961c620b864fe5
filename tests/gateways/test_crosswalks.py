"""The ROME crosswalk: reached by code or label, and what is missing is counted."""

import csv
import gzip
from collections import Counter

import pytest
from esco_files import APPELLATIONS, LINKS, OCCUPATION, packed, plain

from passerelle.domain.kernel.problems import Refused
from passerelle.gateways.crosswalks import Reached, read_rome, read_tables, summary, version_of
from passerelle.gateways.reference import tables


@pytest.fixture
def crosswalk(tmp_path):
    return read_rome(packed(tmp_path, "l_v1.0.9.csv.gz", LINKS), plain(tmp_path, "a.csv", APPELLATIONS))


@pytest.mark.parametrize("text", ["100", "Développeur / Développeuse", "developpeur/developpeuse", " 100 "])
def test_an_appellation_is_reached_by_code_or_label(crosswalk, text):
    assert crosswalk.reach(text) == Reached(OCCUPATION + "a", "exactMatch")


def test_both_spellings_of_a_renamed_appellation_are_reached(crosswalk):
    assert crosswalk.reach("Codeur -web-") == crosswalk.reach("Codeur (web) moderne") == crosswalk.reach("102")


@pytest.mark.parametrize("text", ["Dompteur / Dompteuse", "103", "Astronaute", "", "999"])
def test_without_a_link_nothing_is_reached(crosswalk, text):
    assert crosswalk.reach(text) is None


def test_missing_links_are_counted(crosswalk):
    counts = crosswalk.counts()
    assert counts == {"exactMatch": 1, "closeMatch": 1, "broadMatch": 1, "narrowMatch": 0, "missing": 1}
    assert summary(counts) == {"exact": 2, "broad": 1, "narrow": 0, "missing": 1}


def test_without_the_list_missing_links_are_unknown(tmp_path):
    alone = read_rome(plain(tmp_path, "l.csv", LINKS))
    assert alone.counts()["missing"] == 0
    assert alone.reach("Chef / Cheffe").relation == "broadMatch"
    assert read_tables(None, None).links == {}


def test_bad_links_are_named_with_their_row(tmp_path):
    bad = (
        LINKS[0],
        [("http://example.org", "", "1", "x", "skos:exactMatch"), (OCCUPATION + "a", "", "2", "y", "like")],
    )
    with pytest.raises(Refused) as refusal:
        read_rome(plain(tmp_path, "l.csv", bad))
    assert [(problem.code, problem.row) for problem in refusal.value.problems] == [
        ("bad_link", 2),
        ("bad_link", 3),
    ]


def test_missing_columns_are_named(tmp_path):
    with pytest.raises(Refused, match="libelle"):
        read_rome(plain(tmp_path, "l.csv", LINKS), plain(tmp_path, "a.csv", (("code", "label"), [])))


def test_the_version_is_in_the_name(tmp_path):
    assert version_of(tables(plain(tmp_path, "rome_esco_v1.0.9.csv", LINKS))[0]) == "v1.0.9"
    assert version_of(tables(plain(tmp_path, "rome.csv", LINKS))[0]) == "unknown"


def test_the_published_crosswalk_reaches_the_real_vacancies(reference_data):
    folder = reference_data / "crosswalks"
    crosswalk = read_rome(
        folder / "rome_appellation_esco_v1.0.9.csv.gz", folder / "rome_appellations_fr.csv.gz"
    )
    assert crosswalk.counts() == {
        "exactMatch": 1_144,
        "closeMatch": 4_597,
        "broadMatch": 5_086,
        "narrowMatch": 291,
        "missing": 989,
    }
    with gzip.open(
        reference_data / "vacancies/francetravail_ict_fr_dev.csv.gz", "rt", encoding="utf-8"
    ) as lines:
        reached = [crosswalk.reach(row["rome_appellation"]) for row in csv.DictReader(lines)]
    assert len(reached) == 1_225
    assert Counter(one.relation for one in reached if one) == {
        "exactMatch": 507,
        "closeMatch": 242,
        "broadMatch": 121,
    }
