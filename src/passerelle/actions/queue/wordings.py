"""The wordings in force that schemes wrote themselves, for the letters about to be composed."""

from collections.abc import Iterable, Mapping

from passerelle.domain.letters.places import Wording
from passerelle.records.letters.models import LetterWording

WHY = "letters speak for the scheme whose message they carry"
# By scheme code, the scheme's name as the message tells it, template and language.
Own = Mapping[tuple[str, str, str, str], Wording]


def own_wordings(schemes: Iterable[str], templates: Iterable[str]) -> Own:
    """The newest wording of each of these templates in these schemes; one query."""
    rows = LetterWording.objects.unscoped(WHY).filter(scheme__code__in=schemes, template__in=templates)
    newest: dict[tuple[str, str, str, str], LetterWording] = {}
    for row in rows.select_related("scheme").order_by("ordinal"):
        newest[(row.scheme.code, row.scheme.name, row.template, row.language)] = row
    return {where: Wording(row.subject, row.body) for where, row in newest.items() if row.active}


def own_wording(scheme: str, facts: Mapping[str, object], template: str, language: str) -> Wording | None:
    """The scheme's own words for one message; only where the message names that very scheme."""
    if not scheme:
        return None
    return own_wordings([scheme], [template]).get((scheme, str(facts.get("scheme", "")), template, language))
