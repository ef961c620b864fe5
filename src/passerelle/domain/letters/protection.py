"""Letters about what is told in confidence: they say that something waits, and nothing else."""

from collections.abc import Mapping

from passerelle.domain.kernel.text import Text

LETTERS: Mapping[str, tuple[Text, Text]] = {
    "grievance_waits": (Text("Something waits for you"), Text("Something waits for you in Passerelle.")),
    "private_answer": (Text("A message for you"), Text("There is a message on your page.")),
}
