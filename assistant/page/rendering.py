"""The templates, as functions of what they show.

Everything that a template prints is escaped by ``escaping``, whether it asks for that or not; what it names and is not
given is an error.
"""

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from assistant.page.escaping import escaped, text_html
from prompts import Wording


class Templates:
    """The files of ``templates/`` with one wording, which they reach as ``say``; ``text`` is for texts to be read."""

    def __init__(self, wording: Wording) -> None:
        self._environment = Environment(
            loader=PackageLoader("assistant.page"),
            autoescape=True,
            finalize=escaped,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals["say"] = wording.say
        self._environment.filters["text"] = text_html

    def render(self, template: str, /, **values: object) -> Markup:
        """The HTML of ``templates/<template>.html``."""
        return Markup(self._environment.get_template(f"{template}.html").render(values))
