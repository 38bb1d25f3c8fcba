"""Radio buttons that explain themselves: each with a sentence below it."""

from typing import Any

from django import forms


class ExplainedChoices(forms.RadioSelect):
    """``abouts`` holds the sentences by value; a choice without one stands alone."""

    template_name = "site/explained-choices.html"

    def __init__(self, *args: Any, abouts: dict[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.abouts = abouts or {}

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        if about := self.abouts.get(str(option["value"])):
            option["about"] = about
            option["attrs"]["aria-describedby"] = f"{option['attrs']['id']}_about"
        return option
