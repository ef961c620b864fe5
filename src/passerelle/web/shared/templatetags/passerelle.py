"""The vocabulary of the pages: ``{% load passerelle %}``; the style guide shows each piece."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.template.context import Context, RequestContext
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from passerelle.web.shared import charts, labels
from passerelle.web.shared.wording import VOCABULARIES, word_for

register = template.Library()

register.filter("says", labels.say)
register.filter("country", labels.country)
register.filter("problem", labels.say_problem)
register.filter("number", labels.number)
register.filter("percent", labels.percent)
register.filter("day", labels.day)


@register.filter
def code(value: object) -> SafeString:
    """A code or number of a record, kept in order in right-to-left text."""
    return format_html('<bdi class="pa-code">{}</bdi>', value)


@register.filter
def known(value: object) -> object:
    """The value, or the word "unknown" where nobody published one (zero is a value)."""
    if value is None or value == "":
        return format_html('<span class="pa-unknown">{}</span>', gettext("unknown"))
    return labels.number(value) if isinstance(value, int | float | Decimal) else value


@register.filter
def stated(value: str | None) -> object:
    """A day, month or year of a scheme's file in the language's form, or the word "unknown"."""
    return known(labels.stated_day(value))


@register.filter
def whole(value: float | Decimal | None) -> object:
    """A number without its decimals, for tables where the cents are one click away."""
    return known(None) if value is None else labels.number(round(value))


@register.filter
def shown(value: object) -> object:
    """A list's cell: dates and numbers in the language's form, unknown as such."""
    return labels.day(value) if isinstance(value, date) else known(value)


@register.simple_tag
def copied_code(value: object) -> SafeString:
    """A person's or record's number with a button that copies it (shown only where scripts run)."""
    return _part("copied_code", value=value)


@register.simple_tag
def badge(word: object, tone: str = "neutral") -> SafeString:
    """A state in a word; tone: neutral, info, good, late, waits, draft."""
    return format_html('<span class="pa-badge pa-badge--{}">{}</span>', tone, word)


@register.simple_tag
def badge_for(value: object, vocabulary: str) -> SafeString:
    """A code's word as a badge, in the tone of the vocabulary ``<vocabulary>_tone`` (neutral without one)."""
    tones = VOCABULARIES.get(f"{vocabulary}_tone", {})
    return badge(word_for(value, vocabulary), str(tones.get(str(value), "neutral")))


@register.simple_block_tag
def notice(content: str, tone: str = "info", title: object = "") -> SafeString:
    """``{% notice "warning" title %}text{% endnotice %}``; tone: info, warning, error, success."""
    return _part("notice", content=content, tone=tone, title=title)


@register.simple_block_tag
def page_header(content: str, title: object, lead: object = "") -> SafeString:
    """Title, one sentence, and between the tags the one primary action (and quiet ones)."""
    return _part("page_header", content=content, title=title, lead=lead)


@register.simple_block_tag
def table(content: str, caption: object, name: str = "table", quiet: bool = False) -> SafeString:
    """A dense table that scrolls by itself; between the tags ``thead`` and ``tbody``.

    ``name`` is the id of the caption, one of its kind on a page; ``quiet`` hides the caption from sight.
    """
    return _part("table", content=content, caption=caption, name=name, quiet=quiet)


@register.simple_tag(takes_context=True)
def column(context: Context, word: object, key: str = "", number: bool = False) -> SafeString:
    """A column's heading; with a ``key`` it sorts the list (``?sort=key``, ``?sort=-key``)."""
    request = context["request"] if key else None
    sort = request.GET.get("sort", "") if request else ""
    order = {key: "ascending", f"-{key}": "descending"}.get(sort, "") if key else ""
    query = request.GET.copy() if request else None
    if query is not None:
        query["sort"] = f"-{key}" if order == "ascending" else key
        query.pop("page", None)
    return _part("column", word=word, order=order, query=query.urlencode() if query else "", number=number)


@register.simple_tag
def empty(title: object, hint: object = "", url: str = "", word: object = "") -> SafeString:
    """What will appear here and how to make it appear; ``url`` and ``word`` for the next step."""
    return _part("empty", title=title, hint=hint, url=url, word=word)


@register.simple_tag
def facts(pairs: Iterable[tuple[object, object]]) -> SafeString:
    """A list of names and values; an empty value says "unknown"."""
    return _part("facts", pairs=list(pairs))


@register.simple_tag
def steps(words: Sequence[object], current: int) -> SafeString:
    """The steps of a way through, counted from 1; those before ``current`` are done."""
    return _part("steps", words=words, current=current)


@register.simple_tag
def tabs(entries: Iterable[tuple[object, str]], current: str, label: object) -> SafeString:
    """Views of one thing as links: pairs of word and address; ``current`` is the open one's address."""
    return _part("tabs", entries=list(entries), current=current, label=label)


@register.simple_tag
def progress(done: int, total: int, label: object) -> SafeString:
    """How far long work has come, in a bar and in words."""
    return _part("progress", done=done, total=total, label=label)


@register.simple_tag(takes_context=True)
def pagination(context: RequestContext, page: Page[Any]) -> SafeString:
    """Pages of a list that keep its filters and order; shows which rows of how many."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return _part("pagination", page=page, numbers=list(numbers), query=query.urlencode())


@register.simple_tag(takes_context=True)
def filters(context: RequestContext, form: BaseForm) -> SafeString:
    """A filter form (GET) that keeps the order of the list and can be emptied."""
    request = context["request"]
    return _part("filters", form=form, sort=request.GET.get("sort", ""), path=request.path)


@register.simple_tag
def error_summary(form: BaseForm | None = None, problems: Iterable[Any] = ()) -> SafeString:
    """Everything that stands in the way, above the form, each with a link to its field."""
    lines = labels.say_all(problems)
    return _part("error_summary", form=form, lines=lines) if lines or (form and form.errors) else mark_safe("")


@register.simple_tag
def score_bar(parts: Iterable[Any], total: float = 10_000) -> SafeString:
    """A score as a bar of its named parts (objects with ``label`` and ``value``), said in words as well."""
    pieces = charts.score_pieces(_named(parts), total)
    words = ", ".join(f"{_word(piece.label)} {labels.number(piece.value)}" for piece in pieces)
    return _part("score_bar", pieces=pieces, words=words)


@register.simple_tag
def score_table(parts: Iterable[Any], caption: object, total: float = 10_000) -> SafeString:
    """The same parts as a table with the colours of the bar."""
    named = _named(parts)
    pieces = charts.score_pieces(named, total)
    return _part("score_table", pieces=pieces, caption=caption, total=sum(part.value for part in named))


@register.simple_tag
def score_legend(words: Sequence[object]) -> SafeString:
    """Which colour stands for which part; once above a list of bars."""
    return _part("score_legend", pieces=charts.score_pieces([charts.NamedPart(word, 0) for word in words], 1))


@register.simple_tag
def bar(value: float | None, maximum: float, target: float | None = None, label: object = "") -> SafeString:
    """One value against an optional target (a tick); unknown is written, never drawn as nothing."""
    return _part(
        "bar",
        value=value,
        label=label,
        target=target,
        width=charts.place(value, maximum),
        tick=charts.place(target, maximum - maximum / 250) if target is not None else None,
    )


@register.simple_tag
def timeline(spans: Iterable[charts.Span], start: date, end: date, today: date | None = None) -> SafeString:
    """One row of stretches of time; put it in a table cell beside the dates in words."""
    pieces = charts.span_pieces(spans, start, end)
    words = ", ".join(_word(piece.label) for piece in pieces)
    mark = charts.day_place(today, start, end) if today else None
    return _part("timeline", pieces=pieces, words=words, mark=mark)


@register.simple_tag
def time_axis(start: date, end: date) -> SafeString:
    """The years over a column of timelines."""
    return _part("time_axis", years=charts.years(start, end))


@register.simple_tag(takes_context=True)
def checklist(context: RequestContext, shown: object) -> SafeString:
    """A dossier's documents with state, expiry, reviewer, and what may be done (``queries.cases.dossiers``)."""
    request = context["request"]
    part = {"checklist": shown, "here": request.get_full_path()}
    return render_to_string("shared/parts/checklist.html", part, request=request)


def _named(parts: Iterable[Any]) -> list[charts.NamedPart]:
    """Parts as objects, or as a mapping's or list's pairs of label and value."""
    items = parts.items() if isinstance(parts, Mapping) else parts
    return [
        charts.NamedPart(*item) if isinstance(item, tuple) else charts.NamedPart(item.label, item.value)
        for item in items
    ]


def _word(label: object) -> str:
    return labels.say(label)


def _part(part: str, /, **context: object) -> SafeString:
    return render_to_string(f"shared/parts/{part}.html", context)
