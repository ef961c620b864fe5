"""Letters of applications, interviews and contests; the code to sign in with."""

from collections.abc import Mapping

from passerelle.domain.kernel.text import Text

LETTERS: Mapping[str, tuple[Text, Text]] = {
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
    "application_may_reopen": (
        Text("You can open an application again"),
        Text("In %(scheme)s an application was closed because you had a place. You can open it again."),
    ),
    "application_selected": (
        Text("You are selected"),
        Text("In %(scheme)s you are selected. Your page says what comes next."),
    ),
    "application_reserve": (
        Text("You are on the reserve list"),
        Text("In %(scheme)s you are on the reserve list. Your page says until when."),
    ),
    "apply_by_link": (
        Text("Your application is begun"),
        Text(
            "In %(scheme)s you can apply without an account. What is known of you is filled in; this address "
            "is for you alone: %(link)s"
        ),
    ),
    "invited_to_apply": (
        Text("You are invited to apply"),
        Text("In %(scheme)s you are invited to apply. Sign in with your phone number to do it."),
    ),
    "shortlisted": (
        Text("An employer wants to meet you"),
        Text("In %(scheme)s an employer chose you for an interview. Your page says what comes next."),
    ),
    "interview_invited": (
        Text("You are invited to an interview"),
        Text("In %(scheme)s you are invited to an interview. Your page says when and where; answer there."),
    ),
    "interview_slots": (
        Text("Choose a time for your interview"),
        Text("In %(scheme)s an employer offers you times for an interview. Choose one here: %(link)s"),
    ),
    "interview_passed": (
        Text("The interview went well"),
        Text("In %(scheme)s the employer wants to go on with you. Your page says what comes next."),
    ),
    "reserve_moved_up": (
        Text("A place became free for you"),
        Text("In %(scheme)s you were on the reserve list, and a place is yours now. See your page."),
    ),
    "contest_opened": (
        Text("Your contest has arrived"),
        Text("In %(scheme)s your contest has arrived. Somebody who has not decided before will answer."),
    ),
    "contest_decided": (
        Text("An answer to your contest"),
        Text("In %(scheme)s your contest is decided. Your page says how, and why."),
    ),
}
