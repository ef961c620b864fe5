"""What a call can ask of an application: fields with their words, and how to supply each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from passerelle.domain.classifications.cefr import LEVELS
from passerelle.domain.kernel.problems import Problem
from passerelle.domain.kernel.text import Text

SPOKEN = ("none", *LEVELS)


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that a call can ask: its word, how it is given, and how to supply it when it is missing."""

    word: Text
    kind: str  # text, long, date, choice, number
    how: Text
    choices: tuple[str, ...] = ()


_LEVEL = Text("Choose your level, or none.")
FIELDS: Mapping[str, Asked] = MappingProxyType(
    {
        "family_name": Asked(Text("Family name"), "text", Text("Write it as in your passport.")),
        "given_name": Asked(Text("Given name"), "text", Text("Write it as in your passport.")),
        "name_original": Asked(Text("Name in your own script"), "text", Text("Write it as you sign it.")),
        "birth_date": Asked(Text("Date of birth"), "date", Text("Day, month and year.")),
        "occupation": Asked(
            Text("Occupation"), "occupation", Text("The four digits of ISCO-08, such as 2512.")
        ),
        "eqf": Asked(
            Text("Level of education (EQF)"),
            "choice",
            Text("From 1 to 8; 4 is the end of secondary school, 6 a bachelor."),
            tuple("12345678"),
        ),
        "years": Asked(Text("Years of experience"), "number", Text("Whole or half years; 0 if none.")),
        "available_from": Asked(Text("Available from"), "date", Text("The first day on which you can leave.")),
        "french": Asked(Text("French"), "choice", _LEVEL, SPOKEN),
        "english": Asked(Text("English"), "choice", _LEVEL, SPOKEN),
        "spanish": Asked(Text("Spanish"), "choice", _LEVEL, SPOKEN),
        "german": Asked(Text("German"), "choice", _LEVEL, SPOKEN),
        "dutch": Asked(Text("Dutch"), "choice", _LEVEL, SPOKEN),
        "motivation": Asked(Text("Why you apply"), "long", Text("A few sentences are enough.")),
    }
)

# What a call can ask to be handed in, as a picture from the phone or a file.
DOCUMENTS: Mapping[str, Text] = MappingProxyType(
    {
        "identity": Text("Identity paper"),
        "passport": Text("Passport"),
        "degree": Text("Degree or certificate"),
        "transcript": Text("Transcript of records"),
        "curriculum_vitae": Text("Curriculum vitae"),
        "work_certificate": Text("Certificate of work done"),
        "language_certificate": Text("Language certificate"),
        "photo": Text("Passport photo"),
    }
)


def call_faults(
    fields: Iterable[Mapping[str, object]],
    languages: Iterable[str],
    texts: Mapping[str, Mapping[str, str]],
    documents: Iterable[Mapping[str, object]] = (),
) -> list[Problem]:
    """What is wrong with a call as written: unknown fields or documents, no language, one without its title."""
    found = []
    for one in documents:
        if one.get("code") not in DOCUMENTS:
            message = Text("No document is called %(document)s.", {"document": str(one.get("code"))})
            hint = Text("Known are: %(documents)s.", {"documents": ", ".join(DOCUMENTS)})
            found.append(Problem("unknown_document", message, hint, column="documents"))
    for one in fields:
        if one.get("code") not in FIELDS:
            message = Text("No field is called %(field)s.", {"field": str(one.get("code"))})
            hint = Text("Known are: %(fields)s.", {"fields": ", ".join(FIELDS)})
            found.append(Problem("unknown_field", message, hint, column="fields"))
    wanted = list(languages)
    if not wanted:
        message, hint = Text("In which languages may one apply?"), Text("Choose at least one.")
        found.append(Problem("no_language", message, hint, column="languages"))
    for code in wanted:
        if not texts.get(code, {}).get("title", "").strip():
            message = Text("The title in %(language)s is missing.", {"language": code})
            hint = Text("Write it, or leave this language out.")
            found.append(Problem("no_text", message, hint, column=f"title_{code}"))
    return found
