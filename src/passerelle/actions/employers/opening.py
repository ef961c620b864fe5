"""Open an employer's file in a scheme; there is one, however often it is asked for."""

from django.utils import timezone

from passerelle.actions.employers.reach import reaches
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.records.employers.models import EmployerFile
from passerelle.records.partnerships.models import Organisation, Scheme


def open_file(actor: Actor, scheme_code: str, organisation_number: str) -> str:
    """The number of the file, made when there is none; ``NotPermitted`` out of reach."""
    with writing(actor, "employer.open", purpose=Purpose.RECRUITMENT) as note:
        scheme = Scheme.objects.visible_to(actor).filter(code=scheme_code.lower()).first()
        organisation = Organisation.objects.filter(number=organisation_number).first()
        if scheme is None or organisation is None:
            raise NotPermitted(organisation_number)
        if not reaches(actor, Permission.EMPLOYER_WRITE, scheme=scheme.pk, organisation=organisation.pk):
            raise NotPermitted(organisation_number)
        rows = EmployerFile.objects.unscoped("the actor may write it")
        file, made = rows.get_or_create(
            scheme=scheme, organisation=organisation, defaults={"opened_on": timezone.localdate()}
        )
        note.scheme_code, note.details = scheme.code, {"made": made}
        note.about(file.number, organisation.number)
        return file.number
