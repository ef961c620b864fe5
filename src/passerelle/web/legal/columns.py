"""Columns of the legal lists, the same on the page and in the file."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from passerelle.web.shared.lists import ListColumn
from passerelle.web.shared.wording import word_for

CONTRACTS = (
    ListColumn(_("Contract"), lambda row, _w: row.number, code=True,
               link=lambda row: reverse("contract", args=[row.number])),
    ListColumn(_("Person"), lambda row, _w: f"{row.family_name.upper()} {row.given_name}".strip()),
    ListColumn(_("Employer or host"), lambda row, _w: row.employer),
    ListColumn(_("Vacancy"), lambda row, _w: row.title or "–"),
    ListColumn(_("Form"), lambda row, _w: word_for(row.form, "contract_form")),
    ListColumn(_("Version"), lambda row, _w: row.version if row.version is not None else "–", number=True),
    ListColumn(_("State"), lambda row, _w: word_for(row.state, "contract_state")),
    ListColumn(_("Last reminder"), lambda row, _w: row.reminded_at.date() if row.reminded_at else "–"),
    ListColumn(_("Governing law"), lambda row, _w: row.governing_law or None),
)  # fmt: skip
