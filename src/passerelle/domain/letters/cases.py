"""Letters of the case: a step, the end, a step that is due, a case handed over."""

from collections.abc import Mapping

from passerelle.domain.kernel.text import Text

LETTERS: Mapping[str, tuple[Text, Text]] = {
    "case_moved": (
        Text("Your case has moved on"),
        Text("In %(scheme)s your case has come to its next step. What it is stands on your page."),
    ),
    "case_ended": (
        Text("Your case is closed"),
        Text("In %(scheme)s your case was closed. Why, and what you can do about it, stands on your page."),
    ),
    "step_due": (
        Text("Something is waiting for you"),
        Text("In %(scheme)s a step of yours is due on %(due)s. What it is stands on your page."),
    ),
    "step_open": (
        Text("Something is waiting for you"),
        Text("In %(scheme)s a step of yours is waiting. What it is stands on your page."),
    ),
    "employer_cases_moved": (
        Text("News about people put forward to you"),
        Text("In %(scheme)s something changed for people put forward to you (%(count)s)."),
    ),
    "cases_lent": (
        Text("Cases are yours for a while"),
        Text("In %(scheme)s %(count)s cases are yours from %(from)s until %(until)s. Notes stand with them."),
    ),
    "cases_came_back": (
        Text("Your cases came back"),
        Text("In %(scheme)s %(count)s cases that somebody carried for you are yours again."),
    ),
    "cases_handed_over": (
        Text("Cases were handed over to you"),
        Text("In %(scheme)s %(count)s cases were handed over to you. They stand in your caseload."),
    ),
}
