"""Letters of employers, vacancies and quotas."""

from collections.abc import Mapping

from passerelle.domain.kernel.text import Text

LETTERS: Mapping[str, tuple[Text, Text]] = {
    "vacancy_expires": (
        Text("Is your vacancy still open?"),
        Text("In %(scheme)s nobody has confirmed your vacancy. Without an answer in 14 days it closes."),
    ),
    "vacancy_expired": (
        Text("Your vacancy was closed"),
        Text("In %(scheme)s your vacancy was closed: nobody confirmed it. Tell the team if it still stands."),
    ),
    "vacancy_reopened": (
        Text("Your vacancy is open again"),
        Text("In %(scheme)s your vacancy is open again. You are asked once more before it closes."),
    ),
    "vacancy_open_again": (
        Text("A vacancy is open again"),
        Text("In %(scheme)s a vacancy for which you were put forward is open again. Nothing is decided yet."),
    ),
    "moved_up": (
        Text("You moved up"),
        Text("In %(scheme)s a place became free and is kept for you until %(until)s."),
    ),
    "claim_lapsed": (
        Text("The place kept for you went on"),
        Text("In %(scheme)s the time of the place kept for you has passed. It went to the next person."),
    ),
    "allotted": (
        Text("The places are shared out: you got one"),
        Text("In %(scheme)s the published rule gave you a place. Your own result stands here: %(link)s"),
    ),
    "not_allotted": (
        Text("The places are shared out"),
        Text(
            "In %(scheme)s there was no place for you. The rule, your own reason and how to check it stand "
            "here: %(link)s"
        ),
    ),
    "firm_allotted": (
        Text("The places are shared out: you got some"),
        Text("In %(scheme)s the published rule gave you places. Ask the scheme's team for your result."),
    ),
    "firm_not_allotted": (
        Text("The places are shared out"),
        Text("In %(scheme)s there was no place for you. Ask the scheme's team for the rule and your result."),
    ),
}
