"""Letters of follow-up."""

from collections.abc import Mapping

from passerelle.domain.kernel.text import Text

LETTERS: Mapping[str, tuple[Text, Text]] = {
    "follow_up_asked": (
        Text("How are you?"),
        Text("You took part in %(scheme)s. A few questions, two minutes; any may stay open: %(link)s"),
    ),
    "survey_asked": (
        Text("How do you live since you came back?"),
        Text(
            "%(scheme)s asks how you live since you came back: thirty short questions, each may stay open. "
            "Nothing hangs on your answers: %(link)s"
        ),
    ),
    "alumni_invited": (
        Text("You are invited to apply"),
        Text(
            "You agreed that later schemes may find you. %(scheme)s takes applications and would like to hear "
            "from you. Read the call, apply or say no here: %(link)s"
        ),
    ),
    "follow_up_reminder": (
        Text("How are you?"),
        Text("We would still like to hear how you are after %(scheme)s. You may also say no here: %(link)s"),
    ),
}
