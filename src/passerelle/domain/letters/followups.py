"""Letters of follow-up."""

from collections.abc import Mapping

from passerelle.domain.kernel.text import Text

LETTERS: Mapping[str, tuple[Text, Text]] = {
    "follow_up_asked": (
        Text("How are you?"),
        Text("You took part in %(scheme)s. A few questions, two minutes; any may stay open: %(link)s"),
    ),
    "follow_up_reminder": (
        Text("How are you?"),
        Text("We would still like to hear how you are after %(scheme)s. You may also say no here: %(link)s"),
    ),
}
