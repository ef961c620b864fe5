"""Words that tell a job from an event, a course or a filler, and sectors that are far from an occupation."""

from passerelle.domain.classifications.folding import fold

STEM = 5  # so many equal first letters make two words kin: administrateur, administration

# Words in titles that say nothing about which job it is.
_FILLERS = (
    "h f hf fh m w x d et and y e de du des d la le les l un une en a au aux the of for in pour sur avec chez "
    "el los las del cdi cdd stage confirme confirmee confirmes senior junior debutant experimente urgent "
    "poste offre emploi mission niveau n1 n2 n3 temps plein partiel mois ans homme femme"
)
FILLERS = frozenset(_FILLERS.split())
# Where a job's name ends and what it deals with begins.
_CONNECTORS = "de du des d en a au aux sur pour of for in del para y"
CONNECTORS = frozenset(_CONNECTORS.split())
EVENTS = tuple(
    fold(phrase)
    for phrase in (
        "job dating", "jobdating", "forum", "salon", "réunion d'information", "information collective",
        "candidature spontanée", "candidatures spontanées", "vivier", "portes ouvertes", "cvthèque", "job fair",
        "career day", "open day", "spontaneous application", "recrutement collectif", "speed dating",
    )
)  # fmt: skip
TRAINING = tuple(
    fold(phrase)
    for phrase in (
        "POE", "POEI", "POEC", "AFPR", "alternance", "alternant", "alternante", "apprentissage", "apprenti",
        "apprentie", "contrat pro", "contrat de professionnalisation", "stage", "stagiaire", "formation",
        "traineeship", "trainee", "internship", "intern", "apprenticeship", "apprentice",
    )
)  # fmt: skip
# First two digits of ISCO-08 -> NACE divisions where such work is rare enough to look twice:
# accommodation (55), food service (56), farming (01), hairdressing and other personal services (96).
_FAR = ("01", "55", "56", "96")
SECTORS_FAR_FROM = {"25": _FAR, "35": _FAR, "21": ("55", "56", "96"), "22": ("56",)}


def words(text: str) -> list[str]:
    """The folded words of a text, apostrophes and slashes parting them."""
    return fold(text).split()


def common_start(one: str, other: str) -> bool:
    """Whether two words are equal or begin with the same five letters."""
    return one == other or (len(one) >= STEM and one[:STEM] == other[:STEM])
