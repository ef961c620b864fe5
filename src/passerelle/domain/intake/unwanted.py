"""Columns that have no place in a list about work: recognised by heading, dropped unread, and said so."""

from dataclasses import dataclass

from passerelle.domain.intake.signs import fold
from passerelle.domain.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Unwanted:
    """A subject that is never stored.

    ``within`` are phrases found inside a heading, ``alone`` those that must be all of it; parted by semicolons.
    """

    code: str
    reason: Text
    within: str
    alone: str = ""


_FAMILY = Text("Family life says nothing about the work and invites unequal treatment.")
_SPECIAL = Text("Special category of personal data (GDPR Article 9): the matching has no ground to hold it.")
_FACE = Text("A face tells sex, age and origin, and must not reach whoever decides.")
_CRIMINAL = Text("Criminal records may be held only under official control (GDPR Article 10).")

UNWANTED = (
    Unwanted(
        "children",
        _FAMILY,
        "children; child; kids; dependants; dependents; enfants; enfant; personnes à charge; "
        "charges de famille; hijos; hijas; hijo; menores a cargo; personas a cargo; أطفال; الأطفال; "
        "أبناء; أولاد; kinderen; kinderlast; personen ten laste; kinder; kinderzahl; figli; figlie; "
        "familiari a carico",
    ),
    Unwanted(
        "marital_status",
        _FAMILY,
        "marital; married; spouse; civil status; family status; family situation; husband; wife; "
        "situation familiale; situation de famille; état civil; situation matrimoniale; marié; "
        "mariée; conjoint; époux; épouse; estado civil; situación familiar; casado; casada; "
        "cónyuge; الحالة العائلية; الحالة الاجتماعية; الحالة المدنية; الوضع العائلي; متزوج; متزوجة; "
        "الزوج; الزوجة; burgerlijke staat; gezinssituatie; gehuwd; echtgenoot; familienstand; "
        "verheiratet; ehepartner; familiensituation; stato civile; situazione familiare; coniugato; "
        "sposato; coniuge",
    ),
    Unwanted(
        "religion",
        _SPECIAL,
        "religion; religious; faith; confession; religieuse; religión; creencias; الديانة; ديانة; "
        "المذهب; godsdienst; geloof; religie; konfession; religionszugehörigkeit; religione; fede",
        "belief; beliefs; culte; credo; الدين",
    ),
    Unwanted(
        "ethnic_origin",
        _SPECIAL,
        "ethnicity; ethnic; race; racial; tribe; caste; skin colour; skin color; ethnie; ethnique; "
        "couleur de peau; tribu; etnia; étnico; étnica; raza; color de piel; العرق; العرقي; "
        "القبيلة; لون البشرة; etniciteit; etnische afkomst; ras; huidskleur; ethnisch; ethnische "
        "herkunft; rasse; hautfarbe; razza; origine etnica",
    ),
    Unwanted(
        "pregnancy",
        _SPECIAL,
        "pregnant; pregnancy; maternity; enceinte; grossesse; embarazo; embarazada; zwanger; "
        "zwangerschap; schwanger; schwangerschaft; incinta; gravidanza",
        "حامل; حمل; الحمل; هل أنت حامل",
    ),
    Unwanted(
        "health",
        _SPECIAL,
        "health; disability; disabled; handicap; illness; disease; blood group; blood type; "
        "medical; hiv; santé; handicapé; maladie; maladies; groupe sanguin; médical; médicale; "
        "salud; discapacidad; enfermedad; enfermedades; grupo sanguíneo; الصحية; الصحة; إعاقة; "
        "الإعاقة; مرض; أمراض; الأمراض; فصيلة الدم; gezondheid; beperking; ziekte; bloedgroep; "
        "gesundheit; gesundheitszustand; behinderung; schwerbehinderung; krankheit; blutgruppe; "
        "salute; disabilità; malattia; gruppo sanguigno",
    ),
    Unwanted(
        "photo",
        _FACE,
        "photo; photograph; picture; portrait; photographie; foto; fotografía; pasfoto; passfoto; "
        "lichtbild; fotografia; صورة; الصورة",
    ),
    Unwanted(
        "union_membership",
        _SPECIAL,
        "trade union; labour union; union member; union membership; syndicat; syndicale; syndiqué; "
        "sindicato; sindical; نقابة; النقابة; النقابي; vakbond; vakbondslid; gewerkschaft; "
        "gewerkschaftsmitglied; sindacato; sindacale",
        "union",
    ),
    Unwanted(
        "political_opinion",
        _SPECIAL,
        "political; political party; opinion politique; opinions politiques; parti politique; "
        "opinión política; partido político; الرأي السياسي; الانتماء السياسي; الحزب; politieke; "
        "politische; partei; opinioni politiche; partito politico",
    ),
    Unwanted(
        "sexual_orientation",
        _SPECIAL,
        "sexual orientation; orientation sexuelle; orientación sexual; الميول الجنسية; التوجه "
        "الجنسي; seksuele geaardheid; sexuelle orientierung; orientamento sessuale",
    ),
    Unwanted(
        "criminal_record",
        _CRIMINAL,
        "criminal record; criminal; conviction; convictions; casier judiciaire; antécédents "
        "judiciaires; antecedentes penales; السجل العدلي; السوابق; strafregister; strafblad; "
        "vorstrafen; führungszeugnis; casellario giudiziale; precedenti penali",
    ),
)

_WITHIN = [(f" {fold(phrase)} ", subject) for subject in UNWANTED for phrase in subject.within.split(";")]
_ALONE = {fold(phrase): subject for subject in UNWANTED for phrase in subject.alone.split(";") if phrase}


def unwanted_subject(heading: str) -> Unwanted | None:
    """The unwanted subject a heading names, in English, French, Spanish, Arabic, Dutch, German or Italian."""
    folded = fold(heading)
    if folded in _ALONE:
        return _ALONE[folded]
    padded = f" {folded} "
    return next((subject for phrase, subject in _WITHIN if phrase in padded), None)
