"""Letters on cards."""

from collections.abc import Mapping

from passerelle.domain.kernel.text import Text

LETTERS: Mapping[str, tuple[Text, Text]] = {
    "card_issued": (
        Text("Your card is there"),
        Text("In %(scheme)s you have a card that proves your contract. You find it on your page."),
    ),
}
