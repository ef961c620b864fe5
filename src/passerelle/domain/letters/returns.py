"""Letters on helpers and on certificates of experience."""

from collections.abc import Mapping

from passerelle.domain.kernel.text import Text

LETTERS: Mapping[str, tuple[Text, Text]] = {
    "helper_named": (
        Text("Somebody is named to help you"),
        Text(
            "In %(scheme)s somebody is named to help you during your stay. On your page you say yes or no, and "
            "what they may see."
        ),
    ),
    "experience_certified": (
        Text("Your certificate of experience is there"),
        Text(
            "In %(scheme)s your certificate of experience was issued. You can read and print it on your page."
        ),
    ),
    "experience_revoked": (
        Text("Your certificate of experience was revoked"),
        Text("In %(scheme)s your certificate of experience was revoked. The reason stands on your page."),
    ),
}
