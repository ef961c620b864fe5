"""What each message says: no personal facts in the mail itself, since mail is read by others on its way."""

from collections.abc import Mapping

from django.utils.translation import gettext, override

from passerelle.actions.queue.messages import Letter
from passerelle.actions.steps.links import token_from
from passerelle.domain.kernel.text import Text
from passerelle.gateways.addresses import link_address
from passerelle.jobs.training_letters import TRAINING_LETTERS

LETTERS: Mapping[str, tuple[Text, Text]] = {
    **TRAINING_LETTERS,
    "referred": (
        Text("An employer has been told about you"),
        Text("In %(scheme)s an employer with a vacancy that fits has been told about you, without your name."),
    ),
    "offered": (
        Text("You have an offer"),
        Text("In %(scheme)s an employer has made you an offer. A place is reserved for you until you answer."),
    ),
    "offer_released": (
        Text("An offer has ended"),
        Text("In %(scheme)s an offer to you is no longer open. Why it ended is shown on your page."),
    ),
    "referral_ended": (
        Text("A vacancy is no longer open to you"),
        Text("In %(scheme)s a vacancy for which you were put forward is no longer open to you."),
    ),
    "sign_in_code": (
        Text("Your code"),
        Text("Your code is %(code)s. It holds for ten minutes. Tell it to nobody."),
    ),
    "application_received": (
        Text("Your application has arrived"),
        Text("In %(scheme)s your application has arrived. Nothing is decided yet."),
    ),
    "application_eligible": (
        Text("Your application goes on"),
        Text("In %(scheme)s your application meets what the call asks. You are told what comes next."),
    ),
    "application_no": (
        Text("An answer to your application"),
        Text(
            "In %(scheme)s there is an answer to your application. Your page says why, and how to contest it."
        ),
    ),
    "application_closed": (
        Text("An application was closed"),
        Text("In %(scheme)s an application of yours was closed. Your page says why."),
    ),
    "application_selected": (
        Text("You are selected"),
        Text("In %(scheme)s you are selected. Your page says what comes next."),
    ),
    "application_reserve": (
        Text("You are on the reserve list"),
        Text("In %(scheme)s you are on the reserve list. Your page says until when."),
    ),
    "invited_to_apply": (
        Text("You are invited to apply"),
        Text("In %(scheme)s you are invited to apply. Sign in with your phone number to do it."),
    ),
    "interview_invited": (
        Text("You are invited to an interview"),
        Text("In %(scheme)s you are invited to an interview. Your page says when and where; answer there."),
    ),
    "contest_opened": (
        Text("Your contest has arrived"),
        Text("In %(scheme)s your contest has arrived. Somebody who has not decided before will answer."),
    ),
    "contest_decided": (
        Text("An answer to your contest"),
        Text("In %(scheme)s your contest is decided. Your page says how, and why."),
    ),
    "sign_asked": (
        Text("A paper waits for your signature"),
        Text("In %(scheme)s a paper waits for your signature. Read it and answer here: %(link)s"),
    ),
    "sign_reminder": (
        Text("A paper still waits for your signature"),
        Text("In %(scheme)s a paper still waits for your signature. Read it and answer here: %(link)s"),
    ),
    "shortlist_asked": (
        Text("A shortlist waits for your answer"),
        Text("In %(scheme)s people are proposed for your vacancy, without names. Answer here: %(link)s"),
    ),
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
