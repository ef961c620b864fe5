"""Doctors and nurses are not sought out where the WHO asks for safeguards, unless governments agreed."""

import pytest
from sample_scheme import SAMPLE

from passerelle.domain.schemes.health import safeguards, sourcing_blocked
from passerelle.domain.schemes.parse import check_text


@pytest.mark.parametrize("country", ["NG", "SN", "BD", "PK"])
@pytest.mark.parametrize("isco", ["2211", "2212", "2221", "22", "221"])
def test_health_workers_under_safeguards_are_blocked(isco, country):
    assert sourcing_blocked(isco, country, None)
    assert sourcing_blocked(isco, country, "  ")
    assert not sourcing_blocked(isco, country, "Agreement of 2026")


@pytest.mark.parametrize(("isco", "country"), [("2512", "NG"), ("2211", "TN"), ("", "NG"), ("5321", "SN")])
def test_others_are_not(isco, country):
    assert not sourcing_blocked(isco, country, None)


def test_the_list_holds_what_is_confirmed_and_no_more():
    assert safeguards() == ({"2211", "2212", "2221"}, {"BD", "NG", "PK", "SN"})


NURSES = SAMPLE.replace('isco = "7411"', 'isco = "2221"').replace('["TN"]', '["TN", "SN"]')


def test_a_scheme_that_seeks_nurses_there_is_refused_on_the_line_of_the_occupation():
    found = check_text(NURSES)
    assert [(one.code, one.key) for one in found] == [("sourcing-blocked", "occupation[1].isco")]
    assert found[0].line == NURSES[: NURSES.index('isco = "2221"')].count("\n") + 1


@pytest.mark.parametrize("line", ['government_agreement = "Agreement of 2026"', "active_sourcing = false"])
def test_an_agreement_or_no_active_sourcing_lifts_the_block(line):
    assert check_text(f"{line}\n{NURSES}") == []


def test_an_occupation_at_home_is_not_sourcing():
    assert check_text(NURSES.replace('isco = "2221"', 'isco = "2221"\nat = "home"')) == []
