"""Indexes are kept on disk; whatever happens to the file, the search works."""

import pytest

from passerelle.domain.classifications.search.index import Entry, build
from passerelle.gateways.reference_cache import kept


@pytest.fixture
def folder(tmp_path, settings):
    settings.VAR = tmp_path
    return tmp_path / "search"


class Maker:
    """Counts how often the index was built."""

    def __init__(self):
        self.times = 0

    def __call__(self):
        self.times += 1
        return build([Entry("u", "cook", True)])


def test_an_index_is_made_once(folder):
    make = Maker()
    assert kept("occupation-en", "m" * 64, make).find("cook") == kept("occupation-en", "m" * 64, make).find(
        "cook"
    )
    assert make.times == 1
    assert [path.suffix for path in folder.iterdir()] == [".npz"]


def test_other_releases_replace_the_file(folder):
    kept("occupation-en", "a" * 64, Maker())
    kept("occupation-fr", "a" * 64, Maker())
    kept("occupation-en", "b" * 64, Maker())
    assert sorted(path.name[:15] for path in folder.iterdir()) == ["occupation-en-1", "occupation-fr-1"]


def test_a_damaged_file_is_made_anew(folder):
    make = Maker()
    kept("occupation-en", "m" * 64, make)
    (path,) = folder.iterdir()
    path.write_bytes(path.read_bytes()[:100])
    assert kept("occupation-en", "m" * 64, make).find("cook")
    assert make.times == 2
    kept("occupation-en", "m" * 64, make)
    assert make.times == 2


def test_a_folder_that_cannot_be_written_only_costs_time(folder):
    folder.write_text("a file in the folder's place")
    make = Maker()
    assert kept("occupation-en", "m" * 64, make).find("cook")
    assert kept("occupation-en", "m" * 64, make).find("cook")
    assert make.times == 2


def test_a_write_cut_short_leaves_nothing_behind(folder, monkeypatch):
    def fail(*_):
        raise OSError("disk full")

    monkeypatch.setattr("pathlib.Path.replace", fail)
    assert kept("occupation-en", "m" * 64, Maker()).find("cook")
    assert list(folder.iterdir()) == []
