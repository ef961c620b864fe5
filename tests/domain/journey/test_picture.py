"""The picture of a table shows every stage once, ends below, and each step that leads on."""

from passerelle.domain.journey.picture import ACROSS, Picture, draw
from passerelle.domain.schemes.folder import load_folder, shipped_folder


def test_every_stage_stands_once_and_no_two_share_a_place():
    for scheme in load_folder(shipped_folder()).values():
        for track in scheme.tracks:
            picture = draw(track)
            assert {node.stage for node in picture.nodes} == set(track.stages)
            places = {(node.column, node.row) for node in picture.nodes}
            assert len(places) == len(picture.nodes)
            assert all(node.column < ACROSS and node.row < picture.rows for node in picture.nodes)
            open_rows = [node.row for node in picture.nodes if not node.is_end]
            assert max(open_rows) < min(node.row for node in picture.nodes if node.is_end)
            joined = {(one.stage, other.stage) for one, other in picture.joined}
            assert joined == {
                (row.leaving, row.to)
                for row in track.transitions
                if row.leaving != row.to and not track.is_end(row.to)
            }


def test_nothing_to_draw_has_no_row():
    assert Picture((), ()).rows == 0
