"""The columns of a list of candidates."""

from passerelle.domain.intake.columns import Column, Kind, Layout
from passerelle.domain.kernel.text import Text


def _named(en: str, fr: str, es: str, ar: str) -> dict[str, str]:
    return {"en": en, "fr": fr, "es": es, "ar": ar}


# Dated facts that legal routes ask for.
HISTORY = (
    Column(
        "work",
        Kind.WORK,
        _named("Periods of work", "Périodes de travail", "Periodos de trabajo", "فترات العمل"),
        Text("ISCO-08 code, first and last day, parted by |: 2512:2019-03-01/2022-08-31; none = never worked."),
    ),
    Column(
        "diplomas",
        Kind.DIPLOMAS,
        _named("Diplomas", "Diplômes", "Diplomas", "الشهادات"),
        Text("EQF level, day, country, years of training, parted by |: 6:2021-07-15:MA:3; ? for unknown."),
    ),
    Column(
        "certificates",
        Kind.CERTIFICATES,
        _named("Language certificates", "Certificats de langue", "Certificados de idioma", "شهادات اللغة"),
        Text("Language, level and day, parted by |: de:B1:2026-02-10; none = has none."),
    ),
    Column(
        "stays",
        Kind.STAYS,
        _named(
            "Days in the Schengen area",
            "Séjours dans l'espace Schengen",
            "Estancias en el espacio Schengen",
            "الإقامات في فضاء شنغن",
        ),
        Text("First and last day of each stay, parted by |: 2025-03-01/2025-03-20; none = never there."),
    ),
    Column(
        "passport_until",
        Kind.DATE,
        _named(
            "Passport valid until",
            "Passeport valable jusqu'au",
            "Pasaporte válido hasta",
            "جواز السفر صالح حتى",
        ),
        Text("Year-month-day; empty when there is none or it is not known."),
    ),
    Column(
        "enrolled",
        Kind.YES_NO,
        _named("Course under way", "Études en cours", "Estudios en curso", "دراسة جارية"),
        Text("yes or no: whether the person studies now."),
    ),
)

CANDIDATES = Layout(
    name="candidates",
    version="1",
    key="candidate",
    columns=(
        Column(
            "candidate",
            Kind.ID,
            _named("Your number", "Votre numéro", "Su número", "رقمكم"),
            Text("Your own number for this person, as text; it finds the person again next time."),
            required=True,
            also=(
                "id",
                "candidate id",
                "identifiant",
                "numéro de candidat",
                "matricule",
                "número de candidato",
                "رقم المترشح",
                "رقم المرشح",
            ),
        ),
        Column(
            "family_name",
            Kind.NAME,
            _named("Family name", "Nom de famille", "Apellidos", "اسم العائلة"),
            Text("As in the passport, Latin letters."),
            also=("surname", "last name", "nom", "apellido", "اللقب", "النسب"),
        ),
        Column(
            "given_name",
            Kind.NAME,
            _named("Given name", "Prénom", "Nombre", "الاسم الشخصي"),
            Text("As in the passport, Latin letters."),
            also=("first name", "given names", "prénoms", "nombre de pila", "الاسم الأول"),
        ),
        Column(
            "name_original",
            Kind.NAME,
            _named(
                "Name in original script",
                "Nom en écriture d'origine",
                "Nombre en escritura original",
                "الاسم بالكتابة الأصلية",
            ),
            Text("The full name in its own script, where it has one."),
            also=("nom en arabe", "name in arabic", "nombre en árabe", "الاسم بالعربية"),
        ),
        Column(
            "birth_date",
            Kind.BIRTH,
            _named("Date of birth", "Date de naissance", "Fecha de nacimiento", "تاريخ الميلاد"),
            Text("Year-month-day, for example 1998-03-14."),
            also=("birth date", "born", "né le", "تاريخ الازدياد"),
        ),
        Column(
            "sex",
            Kind.SEX,
            _named("Sex", "Sexe", "Sexo", "الجنس"),
            Text("f, m or x. Read by rules and the fairness sheet only, never by the score."),
            also=("gender", "genre", "género", "النوع"),
        ),
        Column(
            "nationality",
            Kind.COUNTRY,
            _named("Nationality", "Nationalité", "Nacionalidad", "الجنسية"),
            Text("Two-letter country code, for example MA."),
            also=("citizenship", "pays de nationalité"),
        ),
        Column(
            "region",
            Kind.REGION,
            _named("Region", "Région", "Región", "الجهة"),
            Text("Region of residence as ISO 3166-2 or NUTS code, for example MA-06."),
            also=("region of residence", "région de résidence", "المنطقة"),
        ),
        Column(
            "email",
            Kind.EMAIL,
            _named("E-mail", "Courriel", "Correo electrónico", "البريد الإلكتروني"),
            Text("One address."),
            also=("mail", "e-mail address", "adresse e-mail", "adresse électronique", "correo"),
        ),
        Column(
            "phone",
            Kind.PHONE,
            _named("Telephone", "Téléphone", "Teléfono", "الهاتف"),
            Text("With country code, as text, for example +212 612 345 678."),
            also=("phone", "mobile", "tél", "portable", "móvil", "رقم الهاتف"),
        ),
        Column(
            "occupations",
            Kind.OCCUPATIONS,
            _named("Occupations", "Métiers", "Ocupaciones", "المهن"),
            Text("ESCO addresses or four-digit ISCO-08 codes, parted by |."),
            also=("occupation", "métier", "profession", "ocupación", "المهنة"),
        ),
        Column(
            "skills",
            Kind.SKILLS,
            _named("Skills", "Compétences", "Competencias", "المهارات"),
            Text("ESCO addresses, parted by |; none = known to have none."),
        ),
        Column(
            "languages",
            Kind.LANGUAGES,
            _named("Languages", "Langues", "Idiomas", "اللغات"),
            Text(
                "Code and CEFR level, parted by |, for example fr:B2|en:C1; fr:? when the level is not known."
            ),
            also=("language", "langue", "idioma"),
        ),
        Column(
            "eqf",
            Kind.LEVEL,
            _named("EQF level", "Niveau CEC", "Nivel MEC", "المستوى الأوروبي للمؤهلات"),
            Text("1 to 8; none = known to have no level."),
            also=("eqf level", "niveau eqf"),
        ),
        Column(
            "years",
            Kind.YEARS,
            _named("Years of experience", "Années d'expérience", "Años de experiencia", "سنوات الخبرة"),
            Text("Full years or with a decimal; 0 or none = known to have none."),
            also=("experience", "expérience", "experiencia", "الخبرة"),
        ),
        Column(
            "countries",
            Kind.COUNTRIES,
            _named("Countries wished", "Pays souhaités", "Países deseados", "البلدان المرغوبة"),
            Text("Country codes in order of preference, parted by |."),
            also=("countries", "pays", "países"),
        ),
        Column(
            "available_from",
            Kind.DATE,
            _named("Available from", "Disponible à partir du", "Disponible desde", "متاح ابتداء من"),
            Text("Year-month-day, for example 2026-09-01."),
            also=("available", "disponibilité", "disponibilidad"),
        ),
        Column(
            "licences",
            Kind.CODES,
            _named("Licences", "Permis et licences", "Permisos y licencias", "الرخص"),
            Text("Codes parted by |, for example driving:B; none = known to have none."),
            also=("licenses", "permis", "permisos", "licence", "رخصة"),
        ),
        *HISTORY,
    ),
)
