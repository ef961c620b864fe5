"""Every deed and reading that a history shows, in words; a test keeps each event of the actions among them."""

from collections.abc import Mapping

from django.utils.functional import Promise

from passerelle.web.shared.deed_words.cases import CASES
from passerelle.web.shared.deed_words.employers import EMPLOYERS
from passerelle.web.shared.deed_words.legal import LEGAL
from passerelle.web.shared.deed_words.matching import MATCHING
from passerelle.web.shared.deed_words.oversight import OVERSIGHT
from passerelle.web.shared.deed_words.people import PEOPLE
from passerelle.web.shared.deed_words.protection import PROTECTION
from passerelle.web.shared.deed_words.reading import READING
from passerelle.web.shared.deed_words.returns import RETURNS
from passerelle.web.shared.deed_words.selection import SELECTION
from passerelle.web.shared.deed_words.stays import STAYS
from passerelle.web.shared.deed_words.training import TRAINING

ROOMS: tuple[Mapping[str, Promise], ...] = (
    CASES,
    EMPLOYERS,
    LEGAL,
    MATCHING,
    OVERSIGHT,
    PEOPLE,
    PROTECTION,
    READING,
    RETURNS,
    SELECTION,
    STAYS,
    TRAINING,
)
DEED: dict[str, Promise] = {code: word for room in ROOMS for code, word in room.items()}
