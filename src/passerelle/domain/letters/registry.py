"""Every letter by its template; no personal facts, since messages are read by others on their way."""

from collections.abc import Mapping

from passerelle.domain.kernel.text import Text
from passerelle.domain.letters import (
    cards,
    cases,
    demand,
    followups,
    home,
    legal,
    matching,
    partnerships,
    protection,
    returns,
    selection,
    stays,
    training,
    visits,
    work,
)

ROOMS: Mapping[str, Mapping[str, tuple[Text, Text]]] = {
    "cases": cases.LETTERS,
    "selection": selection.LETTERS,
    "matching": matching.LETTERS,
    "training": training.LETTERS,
    "demand": demand.LETTERS,
    "legal": legal.LETTERS,
    "partnerships": partnerships.LETTERS,
    "visits": visits.LETTERS,
    "work": work.LETTERS,
    "protection": protection.LETTERS,
    "stays": stays.LETTERS,
    "returns": returns.LETTERS,
    "followups": followups.LETTERS,
    "home": home.LETTERS,
    "cards": cards.LETTERS,
}
LETTERS: Mapping[str, tuple[Text, Text]] = {
    template: letter for room in ROOMS.values() for template, letter in room.items()
}
LINK_CLOSING = Text("The link is yours alone: do not pass it on. Nobody will ever ask you for money.")
CLOSING = Text("Sign in to read more and to answer. Nobody will ever ask you for money.")
SHORT = frozenset({"sign_in_code"})  # goes to a phone, before anybody is signed in
