"""As many numbered places as a vacancy has posts."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import ProtectedError

from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.vacancies.models import Place, Vacancy

BATCH = 500


def fit_places(vacancies: Sequence[Vacancy]) -> None:
    """Add missing places and take away those beyond ``posts``; ``Refused`` where offers were made."""
    have: dict[int, set[int]] = defaultdict(set)
    numbers = [vacancy.pk for vacancy in vacancies]
    for start in range(0, len(numbers), BATCH):
        rows = Place.objects.filter(vacancy_id__in=numbers[start : start + BATCH])
        for vacancy_id, ordinal in rows.values_list("vacancy_id", "ordinal"):
            have[vacancy_id].add(ordinal)
    missing = [
        Place(vacancy=vacancy, ordinal=ordinal)
        for vacancy in vacancies
        for ordinal in range(1, vacancy.posts + 1)
        if ordinal not in have[vacancy.pk]
    ]
    Place.objects.bulk_create(missing, batch_size=BATCH)
    for vacancy in vacancies:
        if have[vacancy.pk] and max(have[vacancy.pk]) > vacancy.posts:
            _take_away(vacancy)


def _take_away(vacancy: Vacancy) -> None:
    try:
        Place.objects.filter(vacancy=vacancy, ordinal__gt=vacancy.posts).delete()
    except ProtectedError as kept:
        message = Text(
            "Vacancy %(id)s cannot have fewer posts: offers were made on them.", {"id": vacancy.reference}
        )
        cure = Text("Keep the number of posts, or withdraw the offers first.")
        raise Refused([Problem("posts_offered", message, cure, column="posts")]) from kept
