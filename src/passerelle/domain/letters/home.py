"""Letters on plans for home, business plans and introductions."""

from collections.abc import Mapping

from passerelle.domain.kernel.text import Text

LETTERS: Mapping[str, tuple[Text, Text]] = {
    "business_plan_yes": (
        Text("Your business plan is accepted"),
        Text("In %(scheme)s your business plan is accepted. What is paid when stands on your page."),
    ),
    "business_plan_no": (
        Text("The answer to your business plan"),
        Text(
            "In %(scheme)s your business plan is not accepted. The reason stands on your page, and you can "
            "contest it there."
        ),
    ),
    "introduction": (
        Text("Somebody would like to help"),
        Text("In %(scheme)s somebody abroad offers help that fits your plan. You decide on your page."),
    ),
}
