"""What an application still lacks."""

from datetime import date

from passerelle.domain.dossiers.completeness import Item, state_on
from passerelle.domain.selection.answers import Missing, missing_from, missing_papers
from passerelle.records.calls.models import Application
from passerelle.records.dossiers.models import DossierItem

THERE = ("received", "accepted", "waived")


def lacking(row: Application, *, on: date) -> tuple[Missing, ...]:
    """What an application (its dossier's items fetched) still needs: answers, then documents."""
    items = row.dossier.items.all() if row.dossier else ()
    there = [one.code for one in items if _state(one, on) in THERE]
    return (*missing_from(row.call.fields, row.answers), *missing_papers(row.call.documents, there))


def _state(one: DossierItem, on: date) -> str:
    return state_on(Item(one.code, one.status, one.needed, one.expires_on), on)
