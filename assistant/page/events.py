"""What the page's events have in common: how a press reaches Python, how quietly they run, what an error becomes."""

from collections.abc import Callable
from typing import Any

from assistant.page.views import Views
from assistant.wording import error_text
from retrieval.errors import IsnadError

ON_PRESS = """
element.addEventListener('click', event => {
  const pressed = event.target.closest('[data-act]');
  if (pressed && pressed.href && (event.ctrlKey || event.metaKey || event.shiftKey)) return;
  if (pressed && pressed.href) event.preventDefault();
  if (pressed && !['copy', 'read', 'summarise'].includes(pressed.dataset.act)) trigger('click', {...pressed.dataset});
});
"""
"""Run for a part of the page: the pressed button's ``data-`` attributes become the event's data."""


def quiet() -> dict[str, Any]:
    """The settings of an event that shows no progress bar of gradio's and is no endpoint."""
    return {"show_progress": "hidden", "api_visibility": "private"}


def or_notice(views: Views, work: Callable[[], str]) -> str:
    """What ``work`` returns, or its error as a sentence on the page."""
    try:
        return work()
    except IsnadError as error:
        return views.notice(error_text(error))
