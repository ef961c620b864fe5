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
    "agree_plan": _("Read your plan for home. Do you agree to it?"),
    "plan_step": _("A step of your plan for home is yours:"),
    "introduction": _("Somebody abroad offers help"),
    "wave": _("How are you now? Answer what you want to; every question may stay open."),
    "invitation": _("You are invited to apply. Read the call, apply, or say no."),
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
    "agree_plan": pgettext_lazy("task", "Read"),
    "plan_step": pgettext_lazy("task", "Look at it"),
    "introduction": pgettext_lazy("task", "Answer"),
    "wave": pgettext_lazy("task", "Answer"),
    "invitation": pgettext_lazy("task", "Answer"),
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
VOCABULARIES: dict[str, Mapping[str, Promise | str]] = {
    "task": TASK,
    "task_button": TASK_BUTTON,
    "own_channel": OWN_CHANNEL,
    "own_permit": OWN_PERMIT,
    "own_permit_next": OWN_PERMIT_NEXT,
}
