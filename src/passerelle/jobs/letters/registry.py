"""Every letter, and how one is written: no personal facts, since messages are read by others on their way."""

from collections.abc import Mapping

from django.utils.translation import gettext, override

from passerelle.actions.queue.messages import Letter
from passerelle.actions.steps.papers.links import token_from
from passerelle.domain.kernel.text import Text
from passerelle.gateways.addresses import link_address
from passerelle.jobs.letters import cases, demand, legal, matching, partnerships, selection, training

LETTERS: Mapping[str, tuple[Text, Text]] = {
    **matching.LETTERS,
    **cases.LETTERS,
    **training.LETTERS,
    **selection.LETTERS,
    **demand.LETTERS,
    **partnerships.LETTERS,
    **legal.LETTERS,
}
LINK_CLOSING = Text("The link is yours alone: do not pass it on. Nobody will ever ask you for money.")
CLOSING = Text("Sign in to read more and to answer. Nobody will ever ask you for money.")
SHORT = frozenset({"sign_in_code"})  # goes to a phone, before anybody is signed in


def compose(template: str, facts: Mapping[str, object], language: str) -> Letter:
    """The letter of a template in a language; ``KeyError`` for a template that nobody wrote."""
    subject, body = LETTERS[template]
    known = dict(facts)
    if "link" in known:  # the outbox keeps a seed; only the letter itself holds the address
        known["link"] = link_address(token_from(str(known["link"])))
    closing = LINK_CLOSING if "link" in known else CLOSING
    with override(language):
        if template in SHORT:
            return Letter(gettext(subject.template), gettext(body.template) % facts)
        lines = [gettext(body.template) % known, "", gettext(closing.template)]
        return Letter(gettext(subject.template), "\n".join(lines))
