"""Letters on stays."""

from collections.abc import Mapping

from passerelle.domain.kernel.text import Text

LETTERS: Mapping[str, tuple[Text, Text]] = {
    "stay_change_decided": (
        Text("What you asked for is decided"),
        Text("In %(scheme)s somebody decided on the change of your stay. The answer stands on your page."),
    ),
    "season_recalled": (
        Text("You are called back for the next season"),
        Text("In %(scheme)s your employer calls you back for the next season. See your page."),
    ),
}
