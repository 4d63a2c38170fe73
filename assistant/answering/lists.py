"""The whole of a list that an answer begins to quote: its introduction and items, or all who attended.

What it does not know: a list that goes on behind a paragraph on something else.
"""

from assistant.answering.demands import alike
from assistant.answering.questions import attended
from retrieval.arabic import words
from retrieval.arabic.sentences import split_sentences
from retrieval.arabic.sentences.lists import find_list
from retrieval.types import Sentence

_MOST = 12


def whole_list(question: str, article: str, sentence: Sentence) -> tuple[Sentence, ...]:
    """The sentences of an article's text that make up the list which one of them introduces or is in, in reading order;
    () where it is in none."""
    sentences = [one for one in split_sentences(article) if not one.boilerplate]
    place = next((number for number, one in enumerate(sentences) if one.start == sentence.start), None)
    if place is None:
        return ()
    found = find_list(article, sentences, place) or _attendance(question, article, sentences, place)
    return tuple(sentences[number] for number in found[:_MOST])


def _attendance(question: str, text: str, sentences: list[Sentence], place: int) -> tuple[int, ...]:
    """The sentence and those right behind it that tell of more who did what is asked: «كما حضر …»."""
    verb = attended(question)
    if not verb:
        return ()
    end = place + 1
    while end < len(sentences) and alike(verb, words(text[sentences[end].start : sentences[end].end])[:_OPENING]):
        end += 1
    return tuple(range(place, end)) if end > place + 1 else ()


_OPENING = 4
"""Words of a sentence among which the verb stands that goes on with the list."""
