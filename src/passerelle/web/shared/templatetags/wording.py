"""Words for codes: ``{% load wording %}`` then ``{{ code|wording:"stage" }}``."""

from django import template

from passerelle.web.shared.wording import word_for

register = template.Library()
register.filter("wording", word_for)
