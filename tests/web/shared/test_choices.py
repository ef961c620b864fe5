"""Our own template of choices says what the framework's would: values, words, groups, marks, escaped."""

import re

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates, TemplatesSetting

CHOICES = [
    ("", "all"),
    ("a&b", "<b>first</b>"),
    (1_000, "a thousand"),
    ("Group", [("x", "x & y"), ("z", "z")]),
]
CHOSEN = ["", "a&b", 1_000, "x", None, "elsewhere"]


def shown(widget: forms.Widget, chosen: object, renderer: object) -> str:
    html = widget.render("name", chosen, {"id": "id_name", "required": True}, renderer=renderer)
    return re.sub(r">\s+<", "><", html).strip()


@pytest.mark.parametrize("chosen", CHOSEN)
def test_one_choice(chosen: object) -> None:
    widget = forms.Select(attrs={"data-x": 'a"b', "disabled": False}, choices=CHOICES)
    ours, theirs = (shown(widget, chosen, one()) for one in (TemplatesSetting, DjangoTemplates))
    assert ours == theirs
    assert "&lt;b&gt;first" in ours


def test_several_choices() -> None:
    widget = forms.SelectMultiple(choices=CHOICES)
    ours, theirs = (shown(widget, ["x", "a&b"], one()) for one in (TemplatesSetting, DjangoTemplates))
    assert ours == theirs
    assert ours.count(" selected") == 2
