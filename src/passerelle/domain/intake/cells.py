"""From a raw cell to a typed value, by the kind of its column."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from passerelle.domain.intake import code_cells, history_cells, number_cells, text_cells
from passerelle.domain.intake.codes import KnownCodes
from passerelle.domain.intake.columns import Kind
from passerelle.domain.intake.date_cells import Window, read_date, read_month
from passerelle.domain.intake.faults import CellReading, Fault
from passerelle.domain.intake.grid import CellError, Formula, Raw
from passerelle.domain.intake.signs import fold
from passerelle.domain.kernel.text import Text

OLDEST, YOUNGEST = 100, 14  # years; outside them a birth date is a slip of the pen
SEXES = {
    **dict.fromkeys(
        ("f", "female", "woman", "femme", "feminin", "mujer", "femenino", "انثي", "انثى", "امراه"), "f"
    ),
    **dict.fromkeys(("m", "h", "male", "man", "homme", "masculin", "hombre", "masculino", "ذكر", "رجل"), "m"),
    **dict.fromkeys(("x", "other", "autre", "otro", "non binary", "non binaire", "no binario", "اخر"), "x"),
}
PERIODS = {
    **dict.fromkeys(("hour", "heure", "hora", "ساعه", "hourly", "horaire"), "hour"),
    **dict.fromkeys(("day", "jour", "dia", "يوم", "daily", "journalier", "diario"), "day"),
    **dict.fromkeys(("week", "semaine", "semana", "اسبوع", "weekly"), "week"),
    **dict.fromkeys(("month", "mois", "mes", "شهر", "monthly", "mensuel", "mensual"), "month"),
    **dict.fromkeys(("year", "an", "annee", "ano", "سنه", "yearly", "annual", "annuel", "anual"), "year"),
}
PAY_PARTS = {
    **dict.fromkeys(("bonus", "bonuses", "prime", "primes", "prima", "مكافاه"), "bonus"),
    **dict.fromkeys(
        ("thirteenth month", "thirteenth_month", "13th month", "13e mois", "paga extra"), "thirteenth_month"
    ),
    **dict.fromkeys(
        ("holiday pay", "holiday_pay", "pecule de vacances", "vakantiegeld", "vacaciones"), "holiday_pay"
    ),
}
WHO_FILES = {
    **dict.fromkeys(("employer", "employeur", "empleador", "صاحب العمل"), "employer"),
    **dict.fromkeys(("worker", "travailleur", "trabajador", "العامل"), "worker"),
}
# What a contract or a training agreement states, in the words of the law's values.
STATES = (
    "place and type", "duration", "pay", "hours", "paid leave", "other conditions",
    "programme and learning goals", "placement and supervision",
)  # fmt: skip
YES_NO = {
    **dict.fromkeys(("yes", "oui", "si", "نعم", "true"), "yes"),
    **dict.fromkeys(("no", "non", "لا", "false"), "no"),
}
_NONE_WORDS = frozenset({"none", "aucun", "aucune", "neant", "ninguno", "ninguna", "لا يوجد"})
LONGEST_NONE = 20  # longer cells are not folded: lists of skills are long
_NONE_AS: dict[Kind, tuple[str, ...] | int] = {
    **dict.fromkeys((Kind.OCCUPATIONS, Kind.SKILLS, Kind.LANGUAGES, Kind.COUNTRIES, Kind.CODES), ()),
    **dict.fromkeys((Kind.WORK, Kind.DIPLOMAS, Kind.CERTIFICATES, Kind.STAYS, Kind.PAY_PARTS, Kind.STATES), ()),
    Kind.LEVEL: 0,
    Kind.YEARS: 0,
}


@dataclass(frozen=True, slots=True)
class CellContext:
    """What a cell is read against: the codes known, the day of reading, and its column as a whole."""

    codes: KnownCodes
    today: date
    day_first: Mapping[str, bool | None]


Reader = Callable[[Raw, CellContext, str], CellReading]


def read_cell(raw: Raw, kind: Kind, context: CellContext, *, column: str) -> CellReading:
    """The typed value of a cell that is not empty, or its faults."""
    if isinstance(raw, Formula):
        return CellReading(faults=(_formula(),))
    if isinstance(raw, CellError):
        return CellReading(faults=(_error(raw.text),))
    if kind in _NONE_AS and isinstance(raw, str) and _says_none(raw):
        return CellReading(_NONE_AS[kind])
    return _READERS[kind](raw, context, column)


def _says_none(text: str) -> bool:
    return len(text) <= LONGEST_NONE and fold(text) in _NONE_WORDS


def _formula() -> Fault:
    return Fault(
        "formula",
        Text("The cell holds a formula; formulas are never worked out here."),
        Text("Copy the cell and paste it back as value only."),
    )


def _error(shown: str) -> Fault:
    return Fault(
        "cell_error",
        Text("The cell shows the error %(error)s.", {"error": shown[:20]}),
        Text("Write the value, or leave the cell empty when it is not known."),
    )


def _birth(raw: Raw, context: CellContext, column: str) -> CellReading:
    today = context.today
    window = Window(date(today.year - OLDEST, 1, 1), date(today.year - YOUNGEST, 12, 31))
    return read_date(raw, window, day_first=context.day_first.get(column))


def _date(raw: Raw, context: CellContext, column: str) -> CellReading:
    window = Window(date(2000, 1, 1), date(context.today.year + 20, 12, 31))
    return read_date(raw, window, day_first=context.day_first.get(column))


def _month(raw: Raw, context: CellContext, column: str) -> CellReading:
    return read_month(raw, Window(date(2000, 1, 1), date(context.today.year + 20, 12, 31)))


def _country(raw: Raw, context: CellContext, column: str) -> CellReading:
    return _with_spelling(
        raw, code_cells.read_one(raw, code_cells.country_piece, wanted=Text("Write a country code here."))
    )


def _countries(raw: Raw, context: CellContext, column: str) -> CellReading:
    return _with_spelling(
        raw, code_cells.read_many(raw, code_cells.country_piece, wanted=Text("Write country codes here."))
    )


def _with_spelling(raw: Raw, read: CellReading) -> CellReading:
    if read.value is None:
        return read
    codes = read.value if isinstance(read.value, tuple) else (str(read.value),)
    return CellReading(read.value, notes=(*read.notes, *code_cells.spelling_note(raw, codes)))


def _occupation(raw: Raw, context: CellContext, column: str) -> CellReading:
    piece = code_cells.occupation_piece(context.codes.occupations)
    return code_cells.read_one(
        _code_text(raw), piece, wanted=Text("Write an ESCO address or ISCO-08 code here.")
    )


def _occupations(raw: Raw, context: CellContext, column: str) -> CellReading:
    piece = code_cells.occupation_piece(context.codes.occupations)
    return code_cells.read_many(
        _code_text(raw), piece, wanted=Text("Write ESCO addresses or ISCO-08 codes here.")
    )


def _code_text(raw: Raw) -> Raw:
    # Four digits are an ISCO-08 code; with three the leading zero is lost, and the form check says so.
    return str(raw) if isinstance(raw, int) and not isinstance(raw, bool) else raw


def _skills(raw: Raw, context: CellContext, column: str) -> CellReading:
    piece = code_cells.skill_piece(context.codes.skills)
    return code_cells.read_many(raw, piece, wanted=Text("Write ESCO skill addresses here."))


def _region(raw: Raw, context: CellContext, column: str) -> CellReading:
    return code_cells.read_one(raw, code_cells.region_piece, wanted=Text("Write a region code here."))


def _currency(raw: Raw, context: CellContext, column: str) -> CellReading:
    return code_cells.read_one(raw, code_cells.currency_piece, wanted=Text("Write a currency code here."))


def _licences(raw: Raw, context: CellContext, column: str) -> CellReading:
    return code_cells.read_many(raw, code_cells.plain_piece, wanted=Text("Write licence codes here."))


def _history(field: str) -> Reader:
    wanted = Text("Write the entries in the form that the guide shows.")

    def read(raw: Raw, context: CellContext, column: str) -> CellReading:
        return code_cells.read_many(raw, lambda text: history_cells.read_piece(field, text), wanted=wanted)

    return read


def _states(raw: Raw, context: CellContext, column: str) -> CellReading:
    cure = Text("Write what the guide lists, parted by |, for example duration|pay|hours; none = nothing.")
    piece = code_cells.listed_piece({fold(one): one for one in STATES}, code="term_unknown", cure=cure)
    return code_cells.read_many(raw, piece, wanted=cure)


def _pay_parts(raw: Raw, context: CellContext, column: str) -> CellReading:
    cure = Text("Write bonus, thirteenth_month or holiday_pay, parted by |; none = nothing besides the pay.")
    return code_cells.read_many(
        raw, code_cells.listed_piece(PAY_PARTS, code="pay_part_unknown", cure=cure), wanted=cure
    )


def _code(raw: Raw, context: CellContext, column: str) -> CellReading:
    read = code_cells.read_code(raw)
    routes = context.codes.routes
    if routes is None or not isinstance(read.value, str) or read.value in routes:
        return read
    fault = Fault(
        "route_unknown",
        Text("%(value)s is no legal route of this scheme.", {"value": read.value}),
        Text("Write the code of a route as the scheme's page lists it, or leave the cell empty."),
    )
    return CellReading(faults=(fault,))


def _listed(spellings: Mapping[str, str], code: str, cure: Text) -> Reader:
    piece = code_cells.listed_piece(spellings, code=code, cure=cure)
    return lambda raw, context, column: code_cells.read_one(raw, piece, wanted=cure)


_READERS: dict[Kind, Reader] = {
    Kind.ID: lambda raw, context, column: text_cells.read_id(raw),
    Kind.NAME: lambda raw, context, column: text_cells.read_name(raw),
    Kind.TEXT: lambda raw, context, column: text_cells.read_text(raw, longest=text_cells.LONGEST["text"]),
    Kind.EMAIL: lambda raw, context, column: text_cells.read_email(raw),
    Kind.PHONE: lambda raw, context, column: text_cells.read_phone(raw),
    Kind.BIRTH: _birth,
    Kind.DATE: _date,
    Kind.MONTH: _month,
    Kind.SEX: _listed(
        SEXES,
        "sex_unknown",
        Text("Write f, m or x, or leave the cell empty when it is not known."),
    ),
    Kind.COUNTRY: _country,
    Kind.COUNTRIES: _countries,
    Kind.REGION: _region,
    Kind.OCCUPATION: _occupation,
    Kind.OCCUPATIONS: _occupations,
    Kind.SKILLS: _skills,
    Kind.LANGUAGES: lambda raw, context, column: code_cells.read_languages(raw),
    Kind.LEVEL: lambda raw, context, column: number_cells.read_level(raw),
    Kind.YEARS: lambda raw, context, column: number_cells.read_decimal(
        raw, most=Decimal(number_cells.MOST_YEARS), places=1
    ),
    Kind.CODES: _licences,
    Kind.CODE: _code,
    Kind.POSTS: lambda raw, context, column: number_cells.read_whole(
        raw, least=1, most=number_cells.MOST_POSTS
    ),
    Kind.AMOUNT: lambda raw, context, column: number_cells.read_decimal(
        raw, most=number_cells.MOST_AMOUNT, places=2
    ),
    Kind.CURRENCY: _currency,
    Kind.WORK: _history("work"),
    Kind.DIPLOMAS: _history("diplomas"),
    Kind.CERTIFICATES: _history("certificates"),
    Kind.STAYS: _history("stays"),
    Kind.MONTHS: lambda raw, context, column: number_cells.read_whole(
        raw, least=1, most=number_cells.MOST_MONTHS
    ),
    Kind.HOURS: lambda raw, context, column: number_cells.read_decimal(
        raw, most=number_cells.MOST_HOURS, places=2
    ),
    Kind.PAY_PARTS: _pay_parts,
    Kind.STATES: _states,
    Kind.WHO_FILES: _listed(WHO_FILES, "filer_unknown", Text("Write employer or worker.")),
    Kind.YES_NO: _listed(YES_NO, "yes_no_unknown", Text("Write yes or no, or leave the cell empty.")),
    Kind.PERIOD: _listed(PERIODS, "period_unknown", Text("Write hour, day, week, month or year.")),
}
