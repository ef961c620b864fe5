"""Every way in which the files of ``assign`` are refused, with its place."""

import pytest

from passerelle.domain.kernel.problems import Refused
from passerelle.domain.matching.instance import read_instance
from passerelle.domain.matching.stable_files import read_lists
from passerelle.domain.matching.tables import SHOWN, Source

PAIRS = "candidate,post,score,cost\na,p,5,1\nb,q,3,2\n"
POSTS = "post,places,region,cap\np,1,North,1\nq,2,South,1\n"
PEOPLE = "candidate,sex,region\na,f,x\nb,m,y\n"


def rule(body: str) -> str:
    return f'[[rule]]\nname = "r"\n{body}\n'


CAP = rule('kind = "cap"\nlimit = 1')


def refused(pairs=PAIRS, posts=POSTS, people=PEOPLE, rules=CAP):
    def as_source(name, content):
        return Source(name, content if isinstance(content, bytes) else content.encode())

    with pytest.raises(Refused) as refusal:
        read_instance(
            as_source("P", pairs), as_source("J", posts), as_source("C", people), as_source("R", rules)
        )
    return [(problem.code, problem.file, problem.row, problem.column) for problem in refusal.value.problems]


TABLES = [
    ({"pairs": PAIRS + "a,p,1,1\n"}, ("duplicate_pair", "P", 4, "candidate")),
    ({"pairs": PAIRS + "x,p,1,1\n"}, ("unknown_id", "P", 4, "candidate")),
    ({"pairs": PAIRS + "a,x,1,1\n"}, ("unknown_id", "P", 4, "post")),
    ({"pairs": PAIRS + ",p,1,1\n"}, ("empty_cell", "P", 4, "candidate")),
    ({"pairs": PAIRS + "a,q,nan,1\n"}, ("not_finite", "P", 4, "score")),
    ({"pairs": PAIRS + "a,q,-inf,1\n"}, ("not_finite", "P", 4, "score")),
    ({"pairs": PAIRS + "a,q,1e999,1\n"}, ("not_finite", "P", 4, "score")),
    ({"pairs": PAIRS + "a,q,1_0,1\n"}, ("not_a_number", "P", 4, "score")),
    ({"pairs": PAIRS + "a,q\n"}, ("ragged_row", "P", 4, None)),
    ({"pairs": PAIRS + 'a,q,"1\n'}, ("unreadable_row", "P", 4, None)),
    ({"pairs": ""}, ("empty_file", "P", None, None)),
    ({"pairs": "candidate;post;score\n"}, ("missing_column", "P", 1, "candidate")),
    ({"pairs": "candidate,post,score,score\n"}, ("duplicate_column", "P", 1, "score")),
    ({"pairs": PAIRS.encode() + b"a,q,1,\0\n"}, ("nul_byte", "P", 4, None)),
    ({"pairs": PAIRS.encode() + b"\xe9,q,1,1\n"}, ("not_utf8", "P", 4, None)),
    ({"pairs": PAIRS.encode("utf-16")}, ("not_utf8", "P", 1, None)),
    ({"posts": POSTS + "p,1,N,1\n"}, ("duplicate_id", "J", 4, "post")),
    ({"posts": POSTS + ",1,N,1\n"}, ("empty_cell", "J", 4, "post")),
    ({"posts": POSTS + "r,-1,N,1\n"}, ("negative", "J", 4, "places")),
    ({"posts": POSTS + "r,1.5,N,1\n"}, ("not_whole", "J", 4, "places")),
    ({"posts": POSTS + "r,1e12,N,1\n"}, ("too_large", "J", 4, "places")),
    ({"posts": POSTS + "r,,N,1\n"}, ("empty_cell", "J", 4, "places")),
    ({"people": PEOPLE + "a,f,x\n"}, ("duplicate_id", "C", 4, "candidate")),
    (
        {"pairs": PAIRS + "a,q,1,\n", "rules": rule('kind="budget"\nsum="cost"\nlimit=1')},
        ("empty_cell", "P", 4, "cost"),
    ),
    (
        {"pairs": PAIRS + "a,q,1,x\n", "rules": rule('kind="cap"\nsum="cost"\nlimit=1')},
        ("not_a_number", "P", 4, "cost"),
    ),
]
RULES = [
    ("[[rule", "bad_toml"),
    ("x = 1", "unknown_key"),
    ("rule = 1", "bad_rule"),
    ('[[rule]]\nkind = "cap"\nlimit = 1', "missing_key"),
    (rule('kind = "cap"\nlimit = 1') * 2, "duplicate_rule"),
    (rule("limit = 1"), "missing_key"),
    (rule('kind = "roof"\nlimit = 1'), "bad_kind"),
    (rule('kind = "cap"\nlimit = 1\nhow = 2'), "unknown_key"),
    (rule('kind = "cap"'), "bad_limit"),
    (rule('kind = "cap"\nlimit = true'), "bad_limit"),
    (rule('kind = "cap"\nlimit = nan'), "bad_limit"),
    (rule('kind = "cap"\nlimit = 1\nper = "post"'), "bad_per"),
    (rule('kind = "cap"\nlimit = 1\nwhere = "sex"'), "bad_condition"),
    (rule('kind = "cap"\nlimit = 1\nwhere = { sex = [] }'), "bad_condition"),
    (rule('kind = "budget"\nlimit = 1'), "missing_key"),
    (rule('kind = "share-floor"\nlimit = 0.5'), "missing_key"),
    (rule('kind = "cap"\nlimit = 1\nshare_of = { sex = "f" }'), "bad_rule"),
    (rule('kind = "share-cap"\nlimit = 0.5\nsum = "cost"\nshare_of = { sex = "f" }'), "bad_rule"),
    (rule('kind = "share-cap"\nlimit = 1.5\nshare_of = { sex = "f" }'), "bad_limit"),
    (rule('kind = "cap"\nlimit = 1\nwhere = { size = 1 }'), "unknown_column"),
    (rule('kind = "cap"\nlimit = 1\nwhere = { region = "x" }'), "ambiguous_column"),
    (rule('kind = "cap"\nlimit = 1\nper = ["region"]'), "ambiguous_column"),
    (rule('kind = "cap"\nlimit = 1\nsum = "sex"'), "unknown_column"),
    (rule('kind = "cap"\nlimit = "size"\nper = ["post"]'), "unknown_column"),
    (rule('kind = "cap"\nlimit = "cap"'), "limit_not_fixed"),
]


@pytest.mark.parametrize(("files", "expected"), TABLES)
def test_a_wrong_cell_is_refused_at_its_place(files, expected):
    assert expected in refused(**files)


@pytest.mark.parametrize(("rules", "code"), RULES)
def test_a_wrong_rule_is_refused(rules, code):
    assert code in [found[0] for found in refused(rules=rules)]


def test_all_problems_are_listed_up_to_a_hundred_and_the_rest_is_counted():
    found = refused(pairs=PAIRS + "x,p,1,1\n" * (SHOWN + 20))
    assert len(found) == SHOWN + 1
    assert found[-1][0] == "more_problems"


def test_a_marker_at_the_start_blank_lines_and_crlf_are_read():
    pairs = b"\xef\xbb\xbf" + PAIRS.replace("\n", "\r\n\r\n").encode()
    instance = read_instance(Source("P", pairs), Source("J", POSTS.encode()))
    assert (instance.candidates, instance.posts, instance.graph.size) == (["a", "b"], ["p", "q"], 2)


STABLE = [
    ("a,x,1\n", "", "unknown_id"),
    ("a,p,1\na,p,2\n", "", "duplicate_pair"),
    ("a,p,0\n", "", "bad_rank"),
    (",p,1\n", "", "empty_cell"),
    ("a,p,1\n", "x,a,1\n", "unknown_id"),
]


@pytest.mark.parametrize(("wishes", "orders", "code"), STABLE)
def test_a_wrong_list_is_refused(wishes, orders, code):
    with pytest.raises(Refused) as refusal:
        read_lists(
            Source("C", b"candidate,post,rank\n" + wishes.encode()),
            Source("P", b"post,places\np,1\n"),
            Source("R", b"post,candidate,rank\n" + orders.encode()),
        )
    assert code in [problem.code for problem in refusal.value.problems]
