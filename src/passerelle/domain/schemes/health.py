"""No active sourcing of doctors and nurses where the WHO asks for safeguards, without an agreement."""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from passerelle.domain.kernel.text import Text
from passerelle.domain.schemes.findings import Fault
from passerelle.domain.schemes.sound import Sound


@cache
def safeguards() -> tuple[frozenset[str], frozenset[str]]:
    """The ISCO-08 codes and the countries of the list; the list held here is not complete."""
    text = files("passerelle.domain.schemes").joinpath("who_safeguards_2023.toml").read_text("utf-8")
    values = tomllib.loads(text)
    return frozenset(values["isco"]), frozenset(values["countries"])


def sourcing_blocked(isco: str, country: str, agreement: str | None) -> bool:
    """Whether people of an occupation must not be sought out in a country.

    ``isco`` is an ISCO-08 code; a wider group that holds a health worker is blocked with it.
    ``agreement`` names an agreement between the governments and lifts the block.
    """
    workers, countries = safeguards()
    held = any(worker.startswith(isco) for worker in workers) if isco else False
    return held and country in countries and not (agreement or "").strip()


def health_faults(sound: Sound) -> Iterator[Fault]:
    """Occupations abroad that the scheme would seek out in a country under safeguards."""
    if sound.top("active_sourcing") is False:
        return
    for place, row in sound.rows("occupation"):
        for country in sound.top("origins") or ():
            if row.get("at") != "home" and sourcing_blocked(
                row["isco"], country, sound.top("government_agreement")
            ):
                yield _blocked(place, row["isco"], country)


def _blocked(place: int, isco: str, country: str) -> Fault:
    return Fault(
        path=("occupation", place, "isco"),
        code="sourcing-blocked",
        message=Text(
            "Health workers (%(isco)s) are not to be sought out in %(country)s: WHO safeguards list of 2023.",
            {"isco": isco, "country": country},
        ),
        expected=Text("government_agreement with its name, or active_sourcing = false."),
    )
