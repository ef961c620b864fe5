"""A contract's facts as the canonical text that is signed, in each language the project knows."""

from collections.abc import Mapping
from types import MappingProxyType

from passerelle.domain.contracts.forms import FORMS

LANGUAGES = ("en", "fr", "es", "ar")
_TITLES = {
    "employment": ("Employment contract", "Contrat de travail", "Contrato de trabajo", "عقد عمل"),
    "seasonal": ("Contract for seasonal work", "Contrat de travail saisonnier",
                 "Contrato de trabajo de temporada", "عقد عمل موسمي"),
    "remote": ("Contract for remote work", "Contrat de travail à distance",
               "Contrato de trabajo a distancia", "عقد عمل عن بُعد"),
    "internship": ("Training agreement", "Convention de stage", "Convenio de prácticas", "اتفاقية تدريب"),
}  # fmt: skip
_WORDS = {
    "worker": ("Worker", "Travailleur", "Trabajador", "العامل"),
    "employer": ("Employer", "Employeur", "Empleador", "صاحب العمل"),
    "student": ("Student", "Étudiant", "Estudiante", "الطالب"),
    "school": ("School or university", "Établissement d’enseignement", "Centro de enseñanza",
               "المؤسسة التعليمية"),
    "host": ("Host organisation", "Organisme d’accueil", "Entidad de acogida", "الجهة المضيفة"),
    "occupation": ("Occupation", "Profession", "Ocupación", "المهنة"),
    "place": ("Place of work", "Lieu de travail", "Lugar de trabajo", "مكان العمل"),
    "country": ("Country", "Pays", "País", "البلد"),
    "start": ("Start", "Début", "Comienzo", "تاريخ البدء"),
    "duration_months": ("Duration in months", "Durée en mois", "Duración en meses", "المدة بالأشهر"),
    "salary": ("Gross pay", "Rémunération brute", "Remuneración bruta", "الأجر الإجمالي"),
    "currency": ("Currency", "Devise", "Moneda", "العملة"),
    "salary_period": ("Paid per", "Payée par", "Pagada por", "دورية الأجر"),
    "salary_includes": ("The pay includes", "La rémunération comprend", "La remuneración incluye",
                        "يشمل الأجر"),
    "hours_week": ("Hours per week", "Heures par semaine", "Horas por semana", "ساعات العمل في الأسبوع"),
    "paid_leave_days": ("Paid leave in days a year", "Congés payés en jours par an",
                        "Vacaciones pagadas, días al año", "الإجازة المدفوعة بالأيام في السنة"),
    "accommodation": ("Accommodation", "Logement", "Alojamiento", "السكن"),
    "rent": ("Rent per month", "Loyer par mois", "Alquiler al mes", "الإيجار الشهري"),
    "deductions": ("Deductions from pay", "Retenues sur la rémunération", "Deducciones del salario",
                   "الاقتطاعات من الأجر"),
    "notice": ("Notice", "Préavis", "Preaviso", "مهلة الإشعار"),
    "probation": ("Probation", "Période d’essai", "Período de prueba", "فترة التجربة"),
    "insurance": ("Insurance", "Assurance", "Seguro", "التأمين"),
    "equipment": ("Equipment", "Équipement", "Equipamiento", "المعدات"),
    "other": ("Other conditions", "Autres conditions", "Otras condiciones", "شروط أخرى"),
    "governing_law": ("Governing law (country)", "Droit applicable (pays)", "Ley aplicable (país)",
                      "القانون الواجب التطبيق (البلد)"),
    "programme": ("Programme of training", "Programme de formation", "Programa de formación", "برنامج التدريب"),
    "learning_goals": ("Learning goals", "Objectifs pédagogiques", "Objetivos de aprendizaje", "أهداف التعلم"),
    "supervision": ("Placement and supervision", "Encadrement", "Supervisión", "الإشراف"),
    "tutor": ("Tutor", "Tuteur", "Tutor", "المشرف"),
    "legal_relation": ("Legal relation of trainee and host", "Relation juridique entre stagiaire et hôte",
                       "Relación jurídica entre el becario y la entidad",
                       "العلاقة القانونية بين المتدرب والجهة المضيفة"),
    "allowance": ("Allowance per month", "Gratification mensuelle", "Ayuda mensual", "المنحة الشهرية"),
    "promised_job": ("Job promised at home", "Emploi promis au pays", "Empleo prometido en el país de origen",
                     "العمل الموعود به في بلد الأصل"),
}  # fmt: skip
_PERIODS = {
    "hour": ("hour", "heure", "hora", "ساعة"),
    "month": ("month", "mois", "mes", "شهر"),
    "year": ("year", "an", "año", "سنة"),
}


def title_of(form: str, language: str) -> str:
    """The paper's title; English where the language is not known."""
    return _in(_TITLES[form], language)


def term_word(term: str, language: str) -> str:
    """A fact's name in a language."""
    return _in(_WORDS[term], language)


def text_of(
    form: str, terms: Mapping[str, str], parties: Mapping[str, str], *, number: str, language: str
) -> str:
    """The whole text: title, number, parties, then each fact on its line; the same facts give the same text."""
    names = [f"{term_word(role, language)}: {name}" for role, name in parties.items()]
    facts = [
        f"{term_word(term, language)}: {_value(term, terms[term], language)}"
        for term in FORMS[form].terms
        if terms.get(term)
    ]
    return "\n\n".join([f"{title_of(form, language)} {number}", "\n".join(names), "\n".join(facts)])


def texts_of(
    form: str, terms: Mapping[str, str], parties: Mapping[str, str], *, number: str
) -> Mapping[str, str]:
    """The text in every language of the project."""
    return MappingProxyType(
        {one: text_of(form, terms, parties, number=number, language=one) for one in LANGUAGES}
    )


def _value(term: str, value: str, language: str) -> str:
    return _in(_PERIODS[value], language) if term == "salary_period" else value


def _in(words: tuple[str, ...], language: str) -> str:
    return words[LANGUAGES.index(language)] if language in LANGUAGES else words[0]
