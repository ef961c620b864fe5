"""Consequences for training: courses, language tests, recognition."""

from collections.abc import Mapping, Sequence

from passerelle.actions.steps.consequences.moved import Act, Consequence, Moved
from passerelle.actions.steps.files.recognition import open_recognitions, without_open_file


def open_recognition(act: Act, moved: Sequence[Moved]) -> None:
    """Open a recognition file for everybody who has none under way; what it is about is still to be stated."""
    people = without_open_file([one.journey.candidate for one in moved])
    if people:
        open_recognitions(act.note, people, at=act.at)


CONSEQUENCES: Mapping[str, Consequence] = {"open_recognition": open_recognition}
