"""Rules on columns of candidates, posts and pairs become the right rows."""

import numpy as np
import pytest

from passerelle.domain.matching.instance import read_instance
from passerelle.domain.matching.tables import Source

PAIRS = b"candidate,post,score,cost\na,p,5,1\na,q,3,2.5\nb,p,4,1\nb,q,1,3\nc,q,2,1\n"
POSTS = b"post,places,region,most\np,1,North,1\nq,2,South,2\nr,1,East,3\n"
PEOPLE = b"candidate,sex,region\na,m,x\nb,f,x\nc,f,y\n"


def rows_of(body: str):
    text = f'[[rule]]\nname = "r"\n{body}\n'
    instance = read_instance(
        Source("P", PAIRS), Source("J", POSTS), Source("C", PEOPLE), Source("R", text.encode())
    )
    return instance.rows


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('kind = "cap"\nlimit = 1.5', [("", [0, 1, 2, 3, 4], 1)]),
        ('kind = "cap"\nlimit = 1\nwhere = { sex = "f" }', [("", [2, 3, 4], 1)]),
        (
            'kind = "cap"\nlimit = 1\nwhere = { sex = ["f", "m"], "post.region" = "South" }',
            [("", [1, 3, 4], 1)],
        ),
        ('kind = "cap"\nlimit = 1\nwhere = { cost = 1 }', [("", [0, 2, 4], 1)]),
        ('kind = "cap"\nlimit = 1\nper = ["candidate.region"]', [("x", [0, 1, 2, 3], 1), ("y", [4], 1)]),
        (
            'kind = "cap"\nlimit = 1\nper = ["sex", "post"]',
            [("f|p", [2], 1), ("f|q", [3, 4], 1), ("m|p", [0], 1), ("m|q", [1], 1)],
        ),
        ('kind = "cap"\nlimit = "most"\nper = ["post"]', [("p", [0, 2], 1), ("q", [1, 3, 4], 2), ("r", [], 3)]),
        (
            'kind = "floor"\nlimit = 1\nper = ["post.region"]\nwhere = { "post.region" = "East" }',
            [("East", [], -1)],
        ),
        ('kind = "budget"\nlimit = 2.2\nsum = "cost"', [("", [0, 1, 2, 3, 4], 2.2)]),
    ],
)
def test_a_rule_counts_these_pairs_in_each_group(body, expected):
    found = rows_of(body)
    assert [(row.group, row.edges.tolist(), row.limit) for row in found] == expected


def test_a_share_counts_its_part_of_the_placements():
    (row,) = rows_of('kind = "share-floor"\nlimit = 0.4\nshare_of = { sex = "f" }')
    assert row.coefficients.tolist() == [2, 2, -3, -3, -3]
    assert (row.used(np.array([0, 3])), row.used(np.array([], np.int64)), row.shown_limit) == (0.5, None, 0.4)
    (cap,) = rows_of('kind = "share-cap"\nlimit = 0.333\nshare_of = { sex = "f" }')
    assert cap.violated(np.array([0, 3]))
    (odd,) = rows_of('kind = "share-cap"\nlimit = 0.33333333\nshare_of = { sex = "f" }')
    assert odd.coefficients.tolist()[0] == pytest.approx(-0.33333333)


def test_a_row_shows_its_natural_direction():
    (floor,) = rows_of('kind = "floor"\nlimit = 1.5')
    assert (floor.limit, floor.shown_limit, floor.used(np.array([0, 3]))) == (-2, 1.5, 2)
    (budget,) = rows_of('kind = "budget"\nlimit = 3\nsum = "cost"')
    assert budget.used(np.array([1, 4])) == 3.5
