"""Answers Arabic questions from articles, in their own words, each with its place.

``open_indexer`` fills a data folder, ``open_assistant`` asks it::

    with open_assistant(Settings.from_environment(os.environ, "data"), silent) as isnad:
        print(isnad.answer("من حضر الاجتماع؟").text)

LangChain's retriever and chat model are in ``assistant.chains``.
"""

__version__ = "0.1.0"

from assistant.build import open_assistant, open_indexer, open_search
from assistant.settings import Settings
from assistant.types import Answer, Card, Citation, Claim, Digest, Excerpt, Form, Point, Short, Summary, Turn

__all__ = [
    "Answer",
    "Card",
    "Citation",
    "Claim",
    "Digest",
    "Excerpt",
    "Form",
    "Point",
    "Settings",
    "Short",
    "Summary",
    "Turn",
    "open_assistant",
    "open_indexer",
    "open_search",
]
