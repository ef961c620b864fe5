"""A letter in a language: the scheme's own wording where it has one, else the built-in, with its closing."""

from collections.abc import Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext, override

from passerelle.actions.queue.messages import Letter
from passerelle.actions.steps.papers.links import token_from
from passerelle.domain.letters.places import Wording, filled, in_braces
from passerelle.domain.letters.registry import CLOSING, LETTERS, LINK_CLOSING, SHORT
from passerelle.gateways.addresses import link_address

DAYS = ("due", "until", "from", "on")  # facts that are a day


def compose(template: str, facts: Mapping[str, object], language: str, own: Wording | None = None) -> Letter:
    """The letter of a template; ``KeyError`` for one that nobody wrote, or a fact that nobody told."""
    with override(language):
        wording = own or built_in(template)
        known = {name: _said(name, value) for name, value in facts.items()}
        closing = LINK_CLOSING if "link" in known else CLOSING
        body = filled(wording.body, known)
        lines = [body] if template in SHORT else [body, "", gettext(closing.template)]
        return Letter(filled(wording.subject, known), "\n".join(lines))


def built_in(template: str) -> Wording:
    """The letter as it comes with the software, in the active language."""
    subject, body = LETTERS[template]
    return Wording(in_braces(gettext(subject.template)), in_braces(gettext(body.template)))


def _said(name: str, value: object) -> object:
    """Days in the language's form; the outbox keeps a link's seed, only the letter holds the address."""
    if name == "link":
        return link_address(token_from(str(value)))
    if name in DAYS:
        try:
            return date_format(date.fromisoformat(str(value)), "DATE_FORMAT")
        except ValueError:
            return value
    return value
