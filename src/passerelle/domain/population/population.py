"""The whole synthetic population of a scheme, and its digest."""

from dataclasses import asdict, dataclass

from passerelle.domain.kernel.digest import digest
from passerelle.domain.population.openings import SyntheticVacancy, vacancies_of
from passerelle.domain.population.people import SyntheticPerson, people_of
from passerelle.domain.population.setting import setting_of
from passerelle.domain.schemes.scheme import Scheme


@dataclass(frozen=True, slots=True)
class Population:
    """People and vacancies, all invented."""

    people: tuple[SyntheticPerson, ...]
    vacancies: tuple[SyntheticVacancy, ...]

    def digest(self) -> str:
        """SHA-256 over every fact; the same seed and file give the same digest anywhere."""
        rows = [*map(asdict, self.people), *map(asdict, self.vacancies)]
        return digest([_plain(row) for row in rows])


def population_of(scheme: Scheme) -> Population:
    """The population of the sizes and seed in the scheme's file; empty when the file names none."""
    sizes = scheme.demonstration
    if sizes is None:
        return Population((), ())
    setting = setting_of(scheme)
    return Population(
        people=tuple(people_of(setting, sizes.people)),
        vacancies=tuple(vacancies_of(setting, sizes.vacancies, sizes.places)),
    )


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return value if value is None or isinstance(value, int | list | tuple) else str(value)
