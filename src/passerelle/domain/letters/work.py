"""Letters on work as agreed."""

from collections.abc import Mapping

from passerelle.domain.kernel.text import Text

LETTERS: Mapping[str, tuple[Text, Text]] = {
    "work_flags_raised": (
        Text("Something differs from the contract"),
        Text("In %(scheme)s %(count)s lines differ from what contracts say. They stand in your list."),
    ),
    "work_flag_closed": (
        Text("Somebody looked at it"),
        Text(
            "In %(scheme)s what differed from your contract was looked at. What was found stands on your page."
        ),
    ),
}
