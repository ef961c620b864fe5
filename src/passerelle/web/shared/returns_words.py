"""Words of helpers, of how a stay ends and of what is settled before."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from passerelle.domain.kernel.text import Text
from passerelle.domain.returns.checklist import ITEMS, STATES
from passerelle.domain.returns.ends import ENDS
from passerelle.domain.stays import circle

Words = Mapping[str, Promise | str]


def _words(table: Mapping[str, Text]) -> Words:
    return {code: _(text.template) for code, text in table.items()}


VOCABULARIES: Mapping[str, Words] = {
    "stay_end": {**_words(ENDS), "": _("not decided")},
    "end_item": _words(ITEMS),
    "end_item_state": _words(STATES),
    "end_state": {
        "over": _("over"),
        "planned": _("planned"),
        "unknown": _("end not known"),
        "later": _("later"),
        "due": _("to be planned"),
        "late": _("past its planned end"),
    },
    "end_state_tone": {"over": "neutral", "planned": "good", "due": "waits", "late": "late"},
    "helper_role": _words(circle.ROLES),
    "helper_share": _words(circle.SHARES),
    "helper_end": _words(circle.ENDS),
    "helper_answer": {"": _("not answered yet"), "yes": _("agreed"), "no": _("said no")},
    "meeting_kind": _words(circle.MEETINGS),
    "audience": _words(circle.AUDIENCES),
}
