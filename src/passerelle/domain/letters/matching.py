"""Letters of matching: referrals and offers."""

from collections.abc import Mapping

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
