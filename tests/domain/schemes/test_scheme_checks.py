"""Each fault is found with its code on its line, and with what would be right."""

from datetime import date

import pytest
from sample_scheme import SAMPLE, spoiled

from passerelle.domain.schemes.findings import Severity
from passerelle.domain.schemes.parse import MOST, check_text, parse_scheme

# (what stood there, what stands there now, code, key, lines down from the first changed line)
FAULTS = [
    ('version = "1"', 'verson = "1"', "unknown-key", "verson", 0),
    ("people = 10", "peple = 10", "unknown-key", "demonstration.peple", 0),
    ("skills = 4000", "zzz = 4000", "unknown-key", "weights.zzz", 0),
    ('name = "A tenth scheme"\n', "", "missing-key", "name", None),
    ("people = 10\n", "", "missing-key", "demonstration.people", -1),
    ('name = "A tenth scheme"', "name = 10", "wrong-type", "name", 0),
    ('name = "A tenth scheme"', 'name = " "', "wrong-type", "name", 0),
    ("value = 20", "value = true", "wrong-type", "target[1].value", 0),
    ("value = 20", "value = 2.5", "wrong-type", "target[1].value", 0),
    ("amount = 1000.5", "amount = nan", "wrong-type", "budget.amount", 0),
    ('roles = ["lead"]', 'roles = "lead"', "wrong-type", "party[1].roles", 0),
    ('roles = ["lead"]', "roles = [1]", "wrong-type", "party[1].roles", 0),
    ('share_of = { sex = "f" }', "share_of = { sex = [] }", "wrong-type", "rule[1].share_of.sex", 0),
    ("value = 3\n", "value = 2026-01-01\n", "wrong-type", "fact[1].value", 0),
    ("amount = 1000.5", "amount = -1", "impossible-number", "budget.amount", 0),
    ("eu_share = 90", "eu_share = 101", "impossible-number", "budget.eu_share", 0),
    ("people = 10", "people = -1", "impossible-number", "demonstration.people", 0),
    ("least = 2, most = 4", "least = 5, most = 4", "impossible-number", "act.sizes.IT", 0),
    ("least = 18", "least = 80", "impossible-number", "gate[2].least", 0),
    ('start = "2026-01"', 'start = "01/2026"', "bad-date", "start", 0),
    ('start = "2026-01"', 'start = "2026-13"', "bad-date", "start", 0),
    ('end = "2027"', 'end = "2025-12-31"', "bad-date-order", "end", 0),
    ('from = "2026-06"', 'from = "2025"', "bad-date-order", "target[2].from", 0),
    ('until = "2026-12-31"', 'until = "2025-12"', "bad-date-order", "rule[1].until", 0),
    ('isco = "7411"', 'isco = "7410"', "bad-code", "occupation[1].isco", 0),
    ("esco/occupation/x", "other/x", "bad-code", "occupation[1].esco[1]", 0),
    ('origins = ["TN"]', 'origins = ["TN", "XX"]', "bad-code", "origins[2]", 0),
    ('language = "it"', 'language = "ita"', "bad-code", "gate[1].language", 0),
    ('level = "A2"', 'level = "A3"', "bad-code", "gate[1].level", 0),
    ('currency = "EUR"', 'currency = "eur"', "bad-code", "budget.currency", 0),
    ('region = "ITC1"', 'region = "Piemonte"', "bad-code", "route[1].region", 0),
    ('code = "tenth"', 'code = "Tenth!"', "bad-code", "code", 0),
    ("IT = { least", "XX = { least", "bad-code", "act.sizes.XX", 0),
    ('unit = "worker"', 'unit = "person"', "unknown-choice", "unit", 0),
    ('kind = "shortlist"', 'kind = "lottery"', "unknown-choice", "act.kind", 0),
    ('who = ["employer"]', 'who = ["boss"]', "unknown-choice", "track[1].transitions[2].who[1]", 0),
    ("size = 5\n", "", "missing-key", "act.size", -2),
    ("[act]\n", "[committees]\nviability = 60\nmarket = 30\n[act]\n", "weights-sum", "committees", 0),
    ("[act]\n", '[committees]\nsource = "nobody"\n[act]\n', "unknown-name", "committees.source", 1),
    ('kind = "shortlist"', 'kind = "assignment"', "not-for-kind", "act.size", 1),
    ("skills = 4000", "skills = 4001", "weights-sum", "weights", -1),
    ('source = "paper"\n\n[act]', 'source = "papr"\n\n[act]', "unknown-name", "budget.source", 0),
    ('route = "it_quota"', 'route = "it_quote"', "unknown-name", "gate[2].route", 0),
    ('["IT", "mobility"]', '["IT", "home"]', "unknown-name", "gate[1].applies_to", 0),
    (
        'who = ["employer"], to',
        'who = ["employer"], only_on = { exit_complete = ["it_quota"] }, to',
        "unknown-name",
        "track[1].transitions[2].only_on.exit_complete",
        0,
    ),
    (
        'who = ["employer"], to',
        'who = ["employer"], guard = ["exit_complete"], only_on = { exit_complete = "it_quote" }, to',
        "unknown-name",
        "track[1].transitions[2].only_on.exit_complete",
        0,
    ),
    ('id = "age"', 'id = "italian"', "duplicate-id", "gate[2].id", 0),
    ('level = "A2"\n', "", "missing-key", "gate[1].level", -5),
    ('level = "A2"', 'level = "A2"\nmost = 3', "not-for-kind", "gate[1].most", 1),
    ('kind = "age"', 'kind = "eqf"', "impossible-number", "gate[2].least", 2),
    (
        'confirmed_by = "A. Reader"\nconfirmed_on = "2026-02-03"\n\n[[target]]',
        "\n[[target]]",
        "missing-key",
        "route[1].confirmed_by",
        -6,
    ),
    ('share_of = { sex = "f" }', 'share_of = { sx = "f" }', "unknown-column", "rule[1].share_of.sx", 0),
    ('"post.region" =', '"post.sex" =', "unknown-column", "rule[2].where.post.sex", 0),
    ('"post.region" =', '"candidate.zzz" =', "unknown-column", "rule[2].where.candidate.zzz", 0),
    ('"post.region" =', "region =", "ambiguous-column", "rule[2].where.region", 0),
    ('per = ["vacancy"]', 'per = ["vacancy", "zzzzzzzz"]', "unknown-column", "rule[2].per[2]", 0),
    ('sum = "salary"', 'sum = "employer"', "unknown-column", "rule[2].sum", 0),
    ('sum = "salary"\n', "", "missing-key", "rule[2].sum", -3),
    ('share_of = { sex = "f" }\n', "", "missing-key", "rule[1].share_of", -4),
    ("limit = 0.4", "limit = 1.4", "limit-out-of-range", "rule[1].limit", 0),
    ('limit = "posts"', "limit = -1", "limit-out-of-range", "rule[2].limit", 0),
    ('limit = "posts"', 'limit = ["posts"]', "wrong-type", "rule[2].limit", 0),
    ('limit = "posts"', 'limit = "years"', "unknown-column", "rule[2].limit", 0),
    ('per = ["vacancy"]', 'per = ["employer"]', "limit-needs-vacancy", "rule[2].limit", -1),
    ("limit = 0.4", 'limit = 0.4\nsum = "score"', "not-for-kind", "rule[1].sum", 1),
    ('act = "interview"\n', "", "group-rule-without-act", "rule[1].act", -5),
    ('ground = "Reserved interviews, Badeck"\n', "", "group-rule-without-ground", "rule[1].ground", -6),
    ('until = "2026-12-31"\n', "", "group-rule-without-until", "rule[1].until", -7),
    ('act = "interview"', 'act = "placement"', "sex-preference-at-placement", "rule[1]", -5),
    (
        'per = ["vacancy"]',
        'per = ["vacancy", "nationality"]',
        "group-rule-without-ground",
        "rule[2].ground",
        -5,
    ),
    ('first = "call"', 'first = "cal"', "unknown-stage", "track[1].first", 0),
    ('start_stage = "referred"', 'start_stage = "placed"', "unknown-stage", "track[1].start_stage", 0),
    (
        'ends = ["completed", "withdrawn"]',
        'ends = ["completed", "gone", "withdrawn"]',
        "unknown-stage",
        "track[1].ends",
        0,
    ),
    ('ends = ["completed", "withdrawn"]', 'ends = ["completed"]', "dead-end", "track[1].transitions[3]", 4),
    (
        'ends = ["completed", "withdrawn"]',
        'ends = ["completed", "withdrawn", "referred"]',
        "end-goes-on",
        "track[1].transitions[2]",
        3,
    ),
    ('start_stage = "referred"', 'start_stage = "completed"', "start-is-end", "track[1].start_stage", 0),
    ('from = "waiting"', 'from = "placed"', "unreachable-stage", "track[1].transitions[5]", 0),
    ('event = "withdrew"', 'event = "offered"', "ambiguous-event", "track[1].transitions[3]", 0),
    (
        'to = "waiting", wording = "waiting"',
        'to = "waiting", wording = "nowhere"',
        "unknown-wording",
        "track[1].transitions[4]",
        0,
    ),
    ('en = "You wait."', 'fr = "Vous attendez."', "missing-key", "wordings.waiting.en", -1),
    ('en = "You wait."', "en = 5", "wrong-type", "wordings.waiting.en", 0),
]


@pytest.mark.parametrize(("old", "new", "code", "key", "down"), FAULTS)
def test_a_typed_fault_is_found_on_its_line(old, new, code, key, down):
    text, line = spoiled(old, new)
    found = [one for one in check_text(text, "s.toml") if one.code == code and one.key == key]
    assert found, [(one.code, one.key, one.line) for one in check_text(text)]
    expected = 1 if down is None else line + down
    assert (found[0].file, found[0].line, found[0].severity) == ("s.toml", expected, Severity.ERROR)
    assert str(found[0].message)
    assert str(found[0].expected)


def test_the_sample_has_no_finding():
    assert check_text(SAMPLE, on=date(2026, 6, 1)) == []


def test_a_mistyped_key_names_the_nearest_known_one():
    text, _ = spoiled('version = "1"', 'verson = "1"')
    assert "Perhaps version." in [str(one.expected) for one in check_text(text)]


def test_a_rule_past_its_end_is_a_warning_and_refuses_nothing():
    found = check_text(SAMPLE, on=date(2027, 1, 1))
    assert [(one.code, one.severity) for one in found] == [("rule-ended", Severity.WARNING)]
    assert check_text(SAMPLE, on=date(2026, 12, 31)) == []


@pytest.mark.parametrize("act", ["training", "interview"])
def test_a_sex_preference_at_training_and_interview_may_stand(act):
    assert check_text(SAMPLE.replace('act = "interview"', f'act = "{act}"')) == []


def test_a_sex_preference_at_placement_stands_when_the_ground_says_why():
    text = SAMPLE.replace('act = "interview"', 'act = "placement"\nlawful_because = "Role of an actor"')
    assert check_text(text) == []


def test_a_region_of_vacancies_makes_no_group_rule():
    text = SAMPLE.replace('where = { "post.region" = ["ITC1", "ITC4"] }', 'where = { "post.region" = "ITC1" }')
    assert check_text(text) == []


def test_what_is_not_confirmed_is_noted_and_refuses_nothing():
    text = SAMPLE.replace('label = "Italian"', 'label = "Italian"\nnote = "x"', 1).replace(
        'confirmed = true\nconfirmed_by = "A. Reader"\nconfirmed_on = "2026-02-03"\nsource', "source"
    )
    found = check_text(text)
    assert {(one.code, one.severity) for one in found} == {("unconfirmed", Severity.NOTE)}
    assert parse_scheme(text).gates[0].confirmed is False


def test_a_target_without_a_source_is_a_warning():
    found = check_text(SAMPLE.replace('from = "2026-06"\nsource = "paper"', 'from = "2026-06"'))
    assert [(one.code, one.key, one.severity) for one in found] == [
        ("no-source", "target[2].source", Severity.WARNING)
    ]


def test_targets_without_dates_are_in_any_order():
    assert check_text(SAMPLE.replace('from = "2026-01"\n', "").replace('from = "2026-06"\n', "")) == []


def test_a_file_without_tracks_is_told_so():
    head = SAMPLE[: SAMPLE.index("[[track]]")].replace('"IT", "mobility"', '"IT"')
    assert [one.code for one in check_text(head)] == ["missing-key"]
    assert [one.code for one in check_text("track = []\n" + head)] == ["missing-key"]


@pytest.mark.parametrize(
    ("kind", "value", "fits"),
    [
        ("licence", '"C"', True),
        ("licence", "3", False),
        ("availability", '"2026-09"', True),
        ("availability", '"soon"', False),
        ("origin", '["TN"]', True),
        ("origin", '"TN"', False),
        ("residence", '["XX"]', False),
        ("occupation", '["7411", "2512"]', True),
        ("occupation", "[]", False),
    ],
)
def test_a_gate_value_suits_its_kind(kind, value, fits):
    gate = f'kind = "{kind}"\nlabel = "x"\nvalue = {value}\nroute'
    text = SAMPLE.replace('kind = "age"\nlabel = "Adult"\nleast = 18\nmost = 60\nroute', gate)
    assert [one.code for one in check_text(text)] == ([] if fits else ["bad-code"])


@pytest.mark.parametrize(
    ("level", "fits"), [("1", True), ("8", True), ("0", False), ("9", False), ("2.5", False)]
)
def test_an_eqf_level_is_one_to_eight(level, fits):
    text = SAMPLE.replace('kind = "age"', 'kind = "eqf"').replace("least = 18\nmost = 60", f"least = {level}")
    assert [one.code for one in check_text(text)] == ([] if fits else ["impossible-number"])


def test_nobody_is_told_more_faults_than_can_be_mended():
    text = SAMPLE.replace('code = "tenth"', "\n".join(f"k{number} = 1" for number in range(MOST + 9)))
    assert len(check_text(text)) == MOST


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("least = 2, most = 4", "least = 4, most = 4"),
        ("least = 18", "least = 60"),
        ("limit = 0.4", "limit = 1"),
        ("limit = 0.4", "limit = 0"),
        ('limit = "posts"', "limit = 0"),
        ('end = "2027"', 'end = "2026"'),
        ('until = "2026-12-31"', 'until = "2026"'),
        ('from = "2026-06"', 'from = "2026"'),
        ('from = "2026-01"', 'from = "2026-06-15"'),
    ],
)
def test_what_is_just_inside_a_limit_is_accepted(old, new):
    assert check_text(spoiled(old, new)[0]) == []


def test_a_faulty_row_hides_no_fault_of_the_next():
    text = SAMPLE.replace("value = 20", "value = -1").replace(
        'from = "2026-06"\nsource = "paper"', 'source = "x"'
    )
    assert [(one.code, one.key) for one in check_text(text)] == [
        ("impossible-number", "target[1].value"),
        ("unknown-name", "target[2].source"),
    ]


def test_a_rule_of_this_year_is_not_over_before_its_last_day():
    text = spoiled('until = "2026-12-31"', 'until = "2026"')[0]
    assert check_text(text, on=date(2026, 12, 31)) == []
