"""What each message says: no personal facts in the mail itself, since mail is read by others on its way."""

from collections.abc import Mapping

from django.utils.translation import gettext, override

from passerelle.actions.queue.messages import Letter
from passerelle.domain.kernel.text import Text

LETTERS: Mapping[str, tuple[Text, Text]] = {
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
}
CLOSING = Text("Sign in to read more and to answer. Nobody will ever ask you for money.")


def compose(template: str, facts: Mapping[str, object], language: str) -> Letter:
    """The letter of a template in a language; ``KeyError`` for a template that nobody wrote."""
    subject, body = LETTERS[template]
    with override(language):
        lines = [gettext(body.template) % facts, "", gettext(CLOSING.template)]
        return Letter(gettext(subject.template), "\n".join(lines))
