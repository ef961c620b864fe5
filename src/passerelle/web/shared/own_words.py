"""Words of a person's own page: what is asked of them, where their permit file stands, what comes next."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

TASK = {
    "agree": _("May this employer see your name?"),
    "offer": _("You have an offer, and a place is kept for you. Do you accept it?"),
    "choose": _("Choose a time for your interview."),
    "slot": _("Do you come to this interview?"),
    "attend": _("Come to your interview."),
    "sign": _("Read this paper, and sign it or say why not."),
    "hand_in": _("Hand in your documents:"),
    "apply": _("Finish your application."),
    "kept_place": _("You moved up the waiting list, and a place is kept for you."),
    "appointment": _("Go to your appointment with the consular post."),
    "course": _("Come to your course."),
    "pay": _("Your employer stated a month of pay. Is it right?"),
    "inspectorate": _("Something differs from your contract. May the labour inspectorate be told? You decide."),
    "arrival": _("Say when you arrived."),
    "start": _("Say when you started."),
    "helper": _("Do you agree to this helper?"),
    "plan_end": _("Your stay ends soon. Plan what comes after."),
    "contest": _("Your contest is being answered by somebody else. There is nothing for you to do."),
}
TASK_BUTTON = {
    "agree": pgettext_lazy("task", "Answer"),
    "offer": pgettext_lazy("task", "Answer the offer"),
    "choose": pgettext_lazy("task", "Choose"),
    "slot": pgettext_lazy("task", "Answer"),
    "attend": pgettext_lazy("task", "When and where"),
    "sign": pgettext_lazy("task", "Read and sign"),
    "hand_in": pgettext_lazy("task", "Hand in"),
    "apply": pgettext_lazy("task", "Go on"),
    "kept_place": pgettext_lazy("task", "Read"),
    "step": pgettext_lazy("task", "Read"),
    "appointment": pgettext_lazy("task", "See the file"),
    "course": pgettext_lazy("task", "When and where"),
    "arrival": pgettext_lazy("task", "Say when"),
    "start": pgettext_lazy("task", "Say when"),
    "helper": pgettext_lazy("task", "Answer"),
    "plan_end": pgettext_lazy("task", "Plan"),
    "contest": pgettext_lazy("task", "Read"),
    "pay": pgettext_lazy("task", "Look at it"),
    "inspectorate": pgettext_lazy("task", "Decide"),
}
OWN_PERMIT = {
    "preparing": _("Your file is being put together."),
    "pending": _("Your file is with the authority."),
    "suspended": _("The authority has stopped the clock: it waits for something."),
    "refused": _("The authority has refused it."),
    "granted": _("It is granted."),
    "held": _("It was granted, but the authority has suspended it: it does not count for now."),
    "lost": _("It no longer holds."),
    "withdrawn": _("The file was withdrawn."),
}
OWN_PERMIT_NEXT = {
    "preparing": _("When every document is accepted, the file is handed in to the authority."),
    "pending": _("The authority decides. You get a message as soon as it has."),
    "suspended": _("Hand in what is asked; then the clock goes on."),
    "refused": _("Talk to your caseworker about an appeal or another way. The term to appeal is short."),
    "granted": _("Your caseworker prepares your departure with you."),
    "held": _("Talk to your caseworker before you travel or work."),
    "lost": _("Talk to your caseworker about another way."),
    "withdrawn": _("Nothing more happens in this file."),
}
OWN_CHANNEL = {
    "email": _("By e-mail"),
    "sms": _("By SMS"),
    "whatsapp": _("By WhatsApp"),
    "letter": _("By letter, handed over by the service that brought me"),
}
# Readings of a person's file, as the list of who looked tells them.
LOOKED = {
    "read.application_link": _("an application was opened from its link"),
    "read.applications": _("a list of applications was opened"),
    "read.case_plan": _("the plan of the case was opened"),
    "read.contest": _("a contest was opened"),
    "read.contract": _("a contract was opened"),
    "read.departures": _("the list before departure was opened"),
    "read.document": _("a document was opened"),
    "read.dossier": _("the list of documents was opened"),
    "read.expiring": _("a list of documents that run out was opened"),
    "read.cards": _("a list of cards was opened"),
    "read.waves": _("a list of follow-up was opened"),
    "read.wave": _("your answers to follow-up were opened"),
    "read.fees": _("the fee ledger was opened"),
    "read.history": _("the history was opened"),
    "read.interview": _("an interview was opened"),
    "read.interviews": _("a list of interviews was opened"),
    "read.letters": _("letters to hand over were opened"),
    "read.paper": _("a paper to sign was opened"),
    "read.participants": _("a list of participants was opened"),
    "read.pay": _("a statement of pay was opened"),
    "read.permit": _("the permit file was opened"),
    "read.permits": _("a list of permit files was opened"),
    "read.promise": _("a promise was opened"),
    "read.promises": _("a list of promises was opened"),
    "read.quota": _("a quota with this person was opened"),
    "read.recognitions": _("a list of recognition files was opened"),
    "read.round": _("a round of interviews was opened"),
    "read.stays": _("a list of placements was opened"),
    "read.stay": _("the page of your stay was opened"),
    "read.work_flags": _("a list of work to look at was opened"),
}
VOCABULARIES: dict[str, Mapping[str, Promise | str]] = {
    "task": TASK,
    "task_button": TASK_BUTTON,
    "own_channel": OWN_CHANNEL,
    "own_permit": OWN_PERMIT,
    "own_permit_next": OWN_PERMIT_NEXT,
}
