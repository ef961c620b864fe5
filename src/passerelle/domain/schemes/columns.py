"""The columns of candidates and vacancies that a rule may name."""

_SHARED = frozenset({"languages", "licences", "region", "skills"})
# Columns that make a rule one about a group of people.
GROUP = frozenset({"age_band", "birth_date", "nationality", "region", "sex"})
CANDIDATE = _SHARED | GROUP | {"available_from", "candidate", "countries", "eqf", "occupations", "years"}
VACANCY = _SHARED | {
    "country",
    "currency",
    "employer",
    "eqf_min",
    "occupation",
    "optional_skills",
    "posts",
    "route",
    "salary",
    "salary_period",
    "start",
    "track",
    "vacancy",
    "years_min",
}
NUMERIC = frozenset({"eqf", "eqf_min", "posts", "salary", "score", "years", "years_min"})
BOTH = CANDIDATE & VACANCY


def side_and_name(column: str) -> tuple[str, str]:
    """``"post.region"`` is ``("post", "region")``; without a prefix the side is empty."""
    side, dot, name = column.partition(".")
    return (side, name) if dot and side in ("candidate", "post") else ("", column)


def is_known(column: str) -> bool:
    """Whether a column, with or without its side, exists."""
    side, name = side_and_name(column)
    if side:
        return name in (CANDIDATE if side == "candidate" else VACANCY)
    return name in CANDIDATE | VACANCY


def is_ambiguous(column: str) -> bool:
    """Whether a column without its side exists on both."""
    return column in BOTH


def is_of_vacancies(column: str) -> bool:
    """Whether the column belongs to vacancies."""
    side, name = side_and_name(column)
    return name in VACANCY and (side == "post" or (not side and name not in BOTH))


def is_about_a_group(column: str) -> bool:
    """Whether the column tells sex, age, region of origin or nationality of people."""
    side, name = side_and_name(column)
    return name in GROUP and side != "post"
