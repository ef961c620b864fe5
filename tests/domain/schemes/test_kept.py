"""Tracks come back from the facts that are kept as they were in the file."""

from passerelle.domain.schemes.folder import load_folder, shipped_folder
from passerelle.domain.schemes.kept import known, tracks_from


def test_the_tracks_of_kept_facts_are_those_of_the_file():
    for scheme in load_folder(shipped_folder()).values():
        assert tuple(tracks_from(scheme.normalised()).values()) == scheme.tracks


def test_what_is_unknown_is_left_out():
    assert known({"a": None, "b": [{"c": None, "d": 1}], "e": 0}) == {"b": [{"d": 1}], "e": 0}
    assert tracks_from({}) == {}
