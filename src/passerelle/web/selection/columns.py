"""The columns of an exported list of applications."""

from django.utils.translation import gettext_lazy as _

from passerelle.web.shared.lists import ListColumn
from passerelle.web.shared.wording import word_for

APPLICATION_COLUMNS: tuple[ListColumn, ...] = (
    ListColumn(_("Number"), lambda row, words: row.number, code=True),
    ListColumn(_("Family name"), lambda row, words: row.family_name),
    ListColumn(_("Given name"), lambda row, words: row.given_name),
    ListColumn(_("Name in your own script"), lambda row, words: row.name_original),
    ListColumn(_("State"), lambda row, words: word_for(row.state, "application")),
    ListColumn(_("Handed in"), lambda row, words: row.handed_in_at and row.handed_in_at.date()),
    ListColumn(_("Brought by"), lambda row, words: row.brought_by),
    ListColumn(_("Why"), lambda row, words: row.reason_code and word_for(row.reason_code, "no_reason")),
)
