"""Column kinds that several records share."""

from typing import TYPE_CHECKING

from django.db import models

from passerelle.domain.kernel.identifiers import new_number

if TYPE_CHECKING:
    _Text = models.CharField[str, str]
else:
    _Text = models.CharField


class PublicNumber(_Text):
    """A random public number with a check sign; ``prefix`` says what kind of thing it names."""

    def __init__(self, *, prefix: str, **options: object) -> None:
        self.prefix = prefix
        options.setdefault("max_length", 24)
        options.setdefault("unique", True)
        options.setdefault("editable", False)
        super().__init__(**options)  # type: ignore[arg-type]

    def deconstruct(self) -> tuple[str, str, list[object], dict[str, object]]:
        name, path, args, options = super().deconstruct()
        return name, path, list(args), {**options, "prefix": self.prefix}

    def pre_save(self, row: models.Model, add: bool) -> str:
        if add and not getattr(row, self.attname):
            setattr(row, self.attname, new_number(self.prefix))
        return str(getattr(row, self.attname))


class Versioned(models.Model):
    """An editable record: its version rises with each change, so that two editors notice each other."""

    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
