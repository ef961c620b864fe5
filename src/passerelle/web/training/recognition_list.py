"""The columns of the list of recognition files."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from passerelle.queries.training.recognition import FileLine
from passerelle.web.shared.lists import ListColumn, Words
from passerelle.web.shared.wording import word_for


def _state(row: FileLine, words: Words) -> str:
    return _("the clock stands still") if row.still else word_for(row.outcome, "recognition")


FILE_COLUMNS: tuple[ListColumn, ...] = (
    ListColumn(
        gettext_lazy("Name"),
        lambda row, words: row.name,
        link=lambda row: reverse("recognition", args=[row.number]),
    ),
    ListColumn(gettext_lazy("Scheme"), lambda row, words: row.scheme.upper()),
    ListColumn(gettext_lazy("Qualification"), lambda row, words: row.qualification),
    ListColumn(gettext_lazy("Country"), lambda row, words: row.country),
    ListColumn(gettext_lazy("Authority"), lambda row, words: row.authority),
    ListColumn(gettext_lazy("State"), _state),
    ListColumn(gettext_lazy("Documents missing"), lambda row, words: row.missing, number=True),
    ListColumn(gettext_lazy("Complete since"), lambda row, words: row.complete_on),
    ListColumn(gettext_lazy("Days used"), lambda row, words: row.used, number=True),
    ListColumn(gettext_lazy("Days left"), lambda row, words: row.left, number=True),
)
