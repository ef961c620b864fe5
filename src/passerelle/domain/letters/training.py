"""What messages about documents, courses and recognition say."""

from collections.abc import Mapping

from passerelle.domain.kernel.text import Text

LETTERS: Mapping[str, tuple[Text, Text]] = {
    "document_sent_back": (
        Text("A document was sent back"),
        Text("In %(scheme)s a document that you handed in cannot be used as it is. Your page says why."),
    ),
    "seat_given": (
        Text("You have a seat in a course"),
        Text("In %(scheme)s a seat in a course is yours. Days and place are shown on your page."),
    ),
    "course_passed": (
        Text("You completed a course"),
        Text("In %(scheme)s you completed a course. What it attests is shown on your page."),
    ),
    "course_not_passed": (
        Text("A course is not completed"),
        Text("In %(scheme)s a course is not completed. What is missing and what comes next is on your page."),
    ),
    "attestation_revoked": (
        Text("Something that was attested no longer counts"),
        Text("In %(scheme)s an attestation about you was revoked. Which one, by whom and why is on your page."),
    ),
    "voucher_given": (
        Text("You have a voucher for a course"),
        Text("In %(scheme)s you were given a voucher. Its code and its last day are shown on your page."),
    ),
    "voucher_cancelled": (
        Text("A voucher no longer counts"),
        Text("In %(scheme)s a voucher of yours was cancelled. Your page says why."),
    ),
    "recognition_decided": (
        Text("There is a decision on your qualification"),
        Text("In %(scheme)s an authority has decided on your qualification. The decision is on your page."),
    ),
}
