"""The columns of a list of vacancies."""

from passerelle.domain.intake.columns import Column, Kind, Layout
from passerelle.domain.kernel.text import Text


def _named(en: str, fr: str, es: str, ar: str) -> dict[str, str]:
    return {"en": en, "fr": fr, "es": es, "ar": ar}


# What legal routes ask of the contract, before there is one.
TERMS = (
    Column(
        "contract_months",
        Kind.MONTHS,
        _named("Contract months", "Durée du contrat en mois", "Meses de contrato", "مدة العقد بالأشهر"),
        Text("Whole months of the contract; empty when open-ended or not known."),
    ),
    Column(
        "hours_week",
        Kind.HOURS,
        _named("Hours a week", "Heures par semaine", "Horas por semana", "ساعات العمل في الأسبوع"),
        Text("Hours a week, for example 38 or 37.5."),
    ),
    Column(
        "pay_includes",
        Kind.PAY_PARTS,
        _named("Pay includes", "Le salaire comprend", "El salario incluye", "يشمل الأجر"),
        Text("bonus, thirteenth_month, holiday_pay, parted by |; none = nothing besides the pay."),
    ),
    Column(
        "regulated",
        Kind.YES_NO,
        _named("Regulated profession", "Profession réglementée", "Profesión regulada", "مهنة منظمة"),
        Text("yes or no: whether the country of work regulates the profession."),
    ),
    Column(
        "law_of",
        Kind.COUNTRY,
        _named("Law of the contract", "Droit du contrat", "Derecho del contrato", "قانون العقد"),
        Text("Two-letter code of the country whose law governs the contract, for example NG."),
    ),
    Column(
        "ends_on",
        Kind.DATE,
        _named("Last day", "Dernier jour", "Último día", "آخر يوم"),
        Text("Last day of a visit, a season or a placement, year-month-day."),
    ),
    Column(
        "filed_by",
        Kind.WHO_FILES,
        _named("Who files", "Qui dépose", "Quién presenta", "من يقدم الملف"),
        Text("employer or worker: who will file with the authority."),
    ),
    Column(
        "states",
        Kind.STATES,
        _named("The contract states", "Le contrat indique", "El contrato indica", "ينص العقد على"),
        Text(
            "Parted by |: place and type, duration, pay, hours, paid leave, other conditions; a traineeship "
            "programme and learning goals, duration, placement and supervision."
        ),
    ),
    Column(
        "sickness_cover",
        Kind.YES_NO,
        _named(
            "Insurance by the employer",
            "Assurance par l'employeur",
            "Seguro a cargo del empleador",
            "تأمين من صاحب العمل",
        ),
        Text("yes or no: whether the employer has sickness cover for the worker or applies for it."),
    ),
)

VACANCIES = Layout(
    name="vacancies",
    version="1",
    key="vacancy",
    columns=(
        Column(
            "vacancy",
            Kind.ID,
            _named("Your number", "Votre numéro", "Su número", "رقمكم"),
            Text("Your own number for this vacancy, as text; it finds the vacancy again next time."),
            required=True,
            also=(
                "id",
                "vacancy id",
                "reference",
                "référence",
                "numéro d'offre",
                "numéro de oferta",
                "referencia",
                "رقم العرض",
            ),
        ),
        Column(
            "title",
            Kind.TEXT,
            _named("Job title", "Intitulé du poste", "Título del puesto", "المسمى الوظيفي"),
            Text("The title as the employer writes it."),
            also=("vacancy title", "intitulé", "poste", "puesto", "título", "job"),
        ),
        Column(
            "employer",
            Kind.TEXT,
            _named("Employer", "Employeur", "Empleador", "صاحب العمل"),
            Text("Name or number of the employer."),
            also=("company", "entreprise", "empresa", "الشركة"),
        ),
        Column(
            "country",
            Kind.COUNTRY,
            _named("Country", "Pays", "País", "البلد"),
            Text("Two-letter country code of the workplace, for example BE."),
            also=("country of work", "pays de travail"),
        ),
        Column(
            "region",
            Kind.REGION,
            _named("Region", "Région", "Región", "الجهة"),
            Text("NUTS or ISO 3166-2 code of the workplace, for example BE23."),
            also=("المنطقة",),
        ),
        Column(
            "place",
            Kind.TEXT,
            _named("Workplace", "Lieu de travail", "Lugar de trabajo", "مكان العمل"),
            Text("Town of the workplace."),
            also=("town", "city", "ville", "lieu", "lugar", "ciudad", "المدينة"),
        ),
        Column(
            "occupation",
            Kind.OCCUPATION,
            _named("Occupation", "Métier", "Ocupación", "المهنة"),
            Text("One ESCO address or four-digit ISCO-08 code."),
            also=("profession", "esco", "isco"),
        ),
        Column(
            "skills",
            Kind.SKILLS,
            _named("Skills required", "Compétences exigées", "Competencias exigidas", "المهارات المطلوبة"),
            Text("ESCO addresses, parted by |; none = no skill is required."),
            also=("skills", "compétences", "competencias", "المهارات"),
        ),
        Column(
            "optional_skills",
            Kind.SKILLS,
            _named("Skills wished", "Compétences souhaitées", "Competencias deseadas", "المهارات المرغوبة"),
            Text("ESCO addresses, parted by |."),
            also=("optional skills",),
        ),
        Column(
            "languages",
            Kind.LANGUAGES,
            _named("Languages required", "Langues exigées", "Idiomas exigidos", "اللغات المطلوبة"),
            Text("Code and CEFR level, parted by |; en:? when no level is stated; none = none is required."),
            also=("languages", "langues", "idiomas", "اللغات"),
        ),
        Column(
            "eqf_min",
            Kind.LEVEL,
            _named("EQF level required", "Niveau CEC exigé", "Nivel MEC exigido", "المستوى الأوروبي المطلوب"),
            Text("1 to 8; none = no level is required."),
            also=("eqf", "eqf level", "niveau cec", "nivel mec"),
        ),
        Column(
            "years_min",
            Kind.YEARS,
            _named(
                "Years of experience required",
                "Années d'expérience exigées",
                "Años de experiencia exigidos",
                "سنوات الخبرة المطلوبة",
            ),
            Text("Full years or with a decimal; 0 or none = no experience is required."),
            also=("experience", "expérience", "años de experiencia", "années d'expérience"),
        ),
        Column(
            "licences",
            Kind.CODES,
            _named(
                "Licences required",
                "Permis et licences exigés",
                "Permisos y licencias exigidos",
                "الرخص المطلوبة",
            ),
            Text("Codes parted by |; none = no licence is required."),
            also=("licences", "licenses", "permis", "permisos", "الرخص"),
        ),
        Column(
            "posts",
            Kind.POSTS,
            _named("Posts", "Nombre de postes", "Número de puestos", "عدد المناصب"),
            Text("How many people are sought: 1 or more."),
            required=True,
            also=("positions", "places", "postes", "puestos", "plazas", "openings"),
        ),
        Column(
            "route",
            Kind.CODE,
            _named("Legal route", "Voie légale", "Vía legal", "المسار القانوني"),
            Text("The code of the legal route as the scheme names it."),
            also=("route", "permit", "permis de travail"),
        ),
        Column(
            "start",
            Kind.DATE,
            _named("Start", "Début", "Inicio", "تاريخ البدء"),
            Text("Year-month-day, for example 2026-09-01."),
            also=("start date", "date de début", "fecha de inicio", "prise de poste"),
        ),
        Column(
            "salary",
            Kind.AMOUNT,
            _named("Salary", "Salaire", "Salario", "الأجر"),
            Text("The lowest amount offered, digits only; its currency and period stand beside it."),
            also=("salaire brut", "gross salary", "الراتب"),
        ),
        Column(
            "currency",
            Kind.CURRENCY,
            _named("Currency", "Devise", "Moneda", "العملة"),
            Text("Three-letter code, for example EUR."),
            also=("monnaie", "divisa"),
        ),
        Column(
            "salary_period",
            Kind.PERIOD,
            _named("Salary period", "Période du salaire", "Periodo del salario", "فترة الأجر"),
            Text("hour, day, week, month or year."),
            also=("period", "période", "periodo", "per"),
        ),
        Column(
            "contract",
            Kind.TEXT,
            _named("Contract", "Contrat", "Contrato", "العقد"),
            Text("As the employer writes it, for example open-ended or 12 months."),
            also=("contract type", "type de contrat", "tipo de contrato", "نوع العقد"),
        ),
        *TERMS,
    ),
)
