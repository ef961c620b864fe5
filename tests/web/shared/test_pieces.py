"""Numbers, dates and sentences in each language; pieces of pages drawn right."""

from datetime import date

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from passerelle.domain.kernel.problems import Problem
from passerelle.domain.kernel.text import Text
from passerelle.web.shared import charts, labels

START, END = date(2019, 1, 1), date(2023, 1, 1)


def drawn(source: str, **context: object) -> str:
    request = RequestFactory().get(str(context.pop("path", "/list/")))
    values = Context({"request": request, **context})
    return Template("{% load passerelle %}" + source).render(values)


@pytest.mark.parametrize(("language", "expected"), [("en", "12\u00a0345.5"), ("fr", "12\u00a0345,5")])
def test_groups_are_parted_by_a_space_that_never_breaks(language: str, expected: str) -> None:
    with translation.override(language):
        assert labels.number(12345.5, 1) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "14 Mar 2026"), ("fr", "14 mars 2026"), ("es", "14 mar 2026"), ("ar", "14 مارس 2026")],
)
def test_days_are_written_in_the_language(language: str, expected: str) -> None:
    with translation.override(language):
        assert labels.day(date(2026, 3, 14)) == expected


def test_what_nobody_knows_says_so() -> None:
    assert [labels.number(None), labels.percent(None), labels.day(None)] == ["unknown"] * 3


def test_a_percentage_has_its_sign() -> None:
    assert labels.percent(0.914, 1) == "91.4 %"


def test_a_sentence_is_filled_in() -> None:
    inner = Text("since %(day)s", {"day": date(2026, 3, 14)})
    assert labels.say(Text("Open %(since)s", {"since": inner})) == "Open since 14 Mar 2026"
    assert [labels.say(None), labels.say("plain"), labels.say(Text("100 %"))] == ["", "plain", "100 %"]


def test_a_problem_says_what_and_how_to_put_it_right() -> None:
    problem = Problem("x", Text("Wrong day."), Text("Write 2026-03-14."))
    assert labels.say_all([problem]) == ["Wrong day. Write 2026-03-14."]


def test_the_parts_of_a_score_stand_end_to_end() -> None:
    pieces = charts.score_pieces([charts.NamedPart("a", 4000), charts.NamedPart("b", 1000)], 10_000)
    assert [(piece.x, piece.width) for piece in pieces] == [(0, 400), (400, 100)]


def test_a_score_of_nothing_draws_nothing() -> None:
    assert charts.score_pieces([charts.NamedPart("a", 0)], 0)[0].width == 0


@pytest.mark.parametrize(("value", "x"), [(None, 0), (5, 500), (50, 1000), (-1, 0)])
def test_a_value_never_leaves_its_axis(value: float | None, x: float) -> None:
    assert charts.place(value, 10) == x


def test_what_goes_on_reaches_the_end() -> None:
    piece = charts.span_pieces([charts.Span("open", date(2021, 1, 1))], START, END)[0]
    assert piece.x + piece.width == pytest.approx(1000, abs=0.1)


def test_the_axis_names_the_years() -> None:
    assert [year for year, _x in charts.years(date(2019, 6, 1), END)] == [2020, 2021, 2022, 2023]


def test_numbers_inside_a_drawing_stay_plain_in_every_language() -> None:
    with translation.override("fr"):
        assert 'width="333.33"' in drawn("{% score_bar parts 3 %}", parts={"a": 1})


def test_a_score_says_its_parts_in_words() -> None:
    html = drawn("{% score_bar parts %}", parts=[("Skills", 4200), ("Country", 1000)])
    assert 'aria-label="Skills 4\u00a0200, Country 1\u00a0000"' in html


def test_unknown_is_written_and_never_drawn() -> None:
    html = drawn("{% bar None 100 %}")
    assert "unknown" in html
    assert "svg" not in html


def test_a_column_turns_its_order_and_keeps_the_filters() -> None:
    html = drawn('{% column "Name" "name" %}', path="/list/?sort=name&country=MA&page=3")
    assert 'aria-sort="ascending"' in html
    assert 'href="?sort=-name&amp;country=MA"' in html


def test_pages_keep_filters_and_order() -> None:
    page = Paginator(range(120), 50).get_page(2)
    html = drawn("{% pagination page %}", page=page, path="/list/?country=MA&page=2")
    assert 'href="?country=MA&amp;page=3"' in html
    assert "51 to 100 of 120" in html


def test_hostile_words_stay_words() -> None:
    html = drawn("{{ x|code }}{% badge x %}{% empty x %}{% copied_code x %}", x="<script>")
    assert "<script>" not in html


def test_facts_keep_zero_and_say_unknown() -> None:
    html = drawn("{% facts pairs %}", pairs=[("Places", 0), ("Budget", None)])
    assert "<dd>0</dd>" in html
    assert "unknown" in html


def test_the_summary_lists_problems_and_is_silent_without() -> None:
    problem = Problem("x", Text("Wrong day."))
    assert "Wrong day." in drawn("{% error_summary None problems %}", problems=[problem])
    assert drawn("{% error_summary %}").strip() == ""
