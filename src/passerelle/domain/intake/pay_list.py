"""The columns of a month's pay, as an employer hands it in."""

from passerelle.domain.intake.columns import Column, Kind, Layout
from passerelle.domain.kernel.text import Text


def _named(en: str, fr: str, es: str, ar: str) -> dict[str, str]:
    return {"en": en, "fr": fr, "es": es, "ar": ar}


_ZERO = Text("Amount taken from the gross pay; empty or 0 when nothing was taken.")

PAY = Layout(
    name="pay",
    version="1",
    key="line",
    columns=(
        Column(
            "line",
            Kind.ID,
            _named("Line", "Ligne", "Línea", "السطر"),
            Text("Your own number for this line; each number once."),
            also=("payslip", "bulletin", "nómina"),
        ),
        Column(
            "stay",
            Kind.ID,
            _named("Worker's number", "Numéro du travailleur", "Número del trabajador", "رقم العامل"),
            Text("The number of the worker's stay (ST-…), the person (P-…) or the candidacy (C-…)."),
            required=True,
            also=("worker", "worker number", "person", "stay number", "travailleur", "trabajador", "العامل"),
        ),
        Column(
            "month",
            Kind.MONTH,
            _named("Month", "Mois", "Mes", "الشهر"),
            Text("Year and month, for example 2026-05."),
            required=True,
        ),
        Column(
            "currency",
            Kind.CURRENCY,
            _named("Currency", "Devise", "Moneda", "العملة"),
            Text("Three-letter code, for example EUR."),
            required=True,
        ),
        Column(
            "gross",
            Kind.AMOUNT,
            _named("Gross pay", "Salaire brut", "Salario bruto", "الأجر الإجمالي"),
            Text("All pay of the month before anything is taken from it."),
            required=True,
            also=("brut", "bruto"),
        ),
        Column(
            "hours",
            Kind.AMOUNT,
            _named("Hours worked", "Heures travaillées", "Horas trabajadas", "ساعات العمل"),
            Text("Hours worked in the month."),
            also=("hours", "heures", "horas"),
        ),
        Column("tax", Kind.AMOUNT, _named("Tax", "Impôt", "Impuesto", "الضريبة"), _ZERO),
        Column(
            "social_security",
            Kind.AMOUNT,
            _named(
                "Social contributions", "Cotisations sociales", "Cotizaciones sociales", "اشتراكات اجتماعية"
            ),
            _ZERO,
            also=("social security", "sécurité sociale", "seguridad social"),
        ),
        Column("rent", Kind.AMOUNT, _named("Rent", "Loyer", "Alquiler", "الإيجار"), _ZERO, also=("housing",)),
        Column("meals", Kind.AMOUNT, _named("Meals", "Repas", "Comidas", "الوجبات"), _ZERO),
        Column("transport", Kind.AMOUNT, _named("Transport", "Transport", "Transporte", "النقل"), _ZERO),
        Column("advance", Kind.AMOUNT, _named("Advance", "Avance", "Anticipo", "سلفة"), _ZERO),
        Column(
            "other",
            Kind.AMOUNT,
            _named("Other deductions", "Autres retenues", "Otras deducciones", "اقتطاعات أخرى"),
            _ZERO,
        ),
        Column(
            "net",
            Kind.AMOUNT,
            _named("Net pay", "Salaire net", "Salario neto", "الأجر الصافي"),
            Text("What the worker received: gross pay less all deductions."),
            also=("net", "neto"),
        ),
        Column(
            "paid_on",
            Kind.DATE,
            _named("Paid on", "Payé le", "Pagado el", "تاريخ الدفع"),
            Text("Day of payment: year-month-day."),
        ),
    ),
)
