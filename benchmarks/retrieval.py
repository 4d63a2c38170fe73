"""Finding the right article: ``python -m benchmarks.retrieval FILE.json ...`` on question sets in SQuAD format.

Ranks whole articles (paragraphs of the set), each by its best passage: R@k is the share of questions whose article is
among the first k, MRR@10 the mean of 1/rank, nDCG@10 that of 1/log2(1 + rank), both 0 beyond the tenth. Three systems
of LangChain run beside Isnad on the same texts: its quickstart (HuggingFaceEmbeddings in float32 and Chroma, the same
model), its BM25Retriever as it comes, and its EnsembleRetriever of both. "Isnad" is the ranking behind an answer, with
the reader; ``--held-out`` asks the questions of the fourth alone, of all articles, that no reader was trained on.
``--kept DIR`` keeps what was indexed.
"""

import argparse
import os
import statistics
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from math import log2
from pathlib import Path
from typing import Any

from assistant import build
from assistant.answering import reading
from assistant.settings import Settings
from benchmarks import command_line
from benchmarks.command_line import Record
from benchmarks.squad import QuestionSet, read_squad
from retrieval.model import bundled
from retrieval.search.hits import Found
from retrieval.search.search import Search
from retrieval.store.folder import Store
from retrieval.types import Scored

Ranker = Callable[[str], Iterable[str]]
"""From a question to the articles of its passages, best first, repetitions allowed."""

_RANKED = 10
_FETCHED = 30
_CUTS = (1, 3, 5, 10)


def measure(questions: QuestionSet, rank: Ranker) -> Record:
    """The figures of one system on one set."""
    ranks = [_rank(rank(asked.question), asked.article) for asked in questions.questions]
    figures = {f"R@{cut}": statistics.fmean(0 < found <= cut for found in ranks) for cut in _CUTS}
    figures["MRR@10"] = statistics.fmean(1 / found if found else 0.0 for found in ranks)
    figures["nDCG@10"] = statistics.fmean(1 / log2(1 + found) if found else 0.0 for found in ranks)
    return {name: round(value, 4) for name, value in figures.items()}


def _rank(found: Iterable[str], article: str) -> int:
    """From 1 to ``_RANKED``; 0 where the article is not among them."""
    first = list(dict.fromkeys(found))[:_RANKED]
    return first.index(article) + 1 if article in first else 0


@contextmanager
def own(questions: QuestionSet, folder: Path) -> Iterator[dict[str, Ranker]]:
    """The product over one set, indexed in ``folder``: each side of its search alone, and the whole."""
    corpus, data = folder / f"{questions.name}.jsonl", folder / f"{questions.name}.data"
    settings = replace(Settings.from_environment(os.environ), data=data)
    if not corpus.exists():  # an unchanged file is not read again
        questions.write(corpus)
    with build.open_indexer(settings, _unwatched) as indexer:
        indexer.index([corpus])
    embedder, reader = build.load_embedder(settings, _unwatched), build.load_reader(settings, _unwatched)
    with Store.own(data, _unwatched) as store:
        search = Search(store, embedder)

        def articles_of(found: Found) -> list[str]:
            return [hit.article.id for hit in found.hits]

        def articles(scored: Sequence[Scored]) -> list[str]:
            stored = store.catalog.passages.stored([one.key for one in scored])
            return [stored[one.key].article.id for one in scored]

        yield {
            "keywords only": lambda question: articles(store.matching(question, _FETCHED)),
            "dense only": lambda question: articles(store.nearest(embedder.query(question), _FETCHED)),
            "Isnad, its reader off": lambda question: articles_of(search.search(question, _FETCHED)),
            "Isnad": lambda question: articles_of(reading.rank(search.search(question), reader)[0]),
        }


@contextmanager
def langchain(questions: QuestionSet, folder: Path) -> Iterator[dict[str, Ranker]]:
    """LangChain's own retrievers over the same texts, cut as its quickstart cuts them."""
    from langchain_chroma import Chroma
    from langchain_classic.retrievers import EnsembleRetriever
    from langchain_community.retrievers import BM25Retriever
    from langchain_core.documents import Document
    from langchain_huggingface import HuggingFaceEmbeddings
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    settings = Settings.from_environment(os.environ)
    embeddings = HuggingFaceEmbeddings(
        model_name=str(bundled.ensure(settings.cache, _unwatched)),
        encode_kwargs={"prompt": "passage: ", "normalize_embeddings": True},
        query_encode_kwargs={"prompt": "query: ", "normalize_embeddings": True},
    )
    documents = [Document(text, metadata={"article": identity}) for identity, text in questions.paragraphs.items()]
    chunks = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200).split_documents(documents)
    store = Chroma(
        "quickstart", embeddings, persist_directory=str(folder / f"{questions.name}.langchain"),
        collection_configuration={"hnsw": {"space": "cosine"}},
    )  # fmt: skip
    if not store.get(limit=1)["ids"]:
        store.add_documents(chunks)
    dense = store.as_retriever(search_kwargs={"k": _FETCHED})
    keywords = BM25Retriever.from_documents(chunks, k=_FETCHED)
    both = EnsembleRetriever(retrievers=[keywords, dense], weights=[0.5, 0.5])

    def ranker(retriever: Any) -> Ranker:
        return lambda question: [document.metadata["article"] for document in retriever.invoke(question)]

    yield {
        "LangChain quickstart": ranker(dense),
        "LangChain BM25Retriever": ranker(keywords),
        "LangChain EnsembleRetriever": ranker(both),
    }


def _unwatched(stage: str, done: int, total: int) -> None:
    return None


def table(figures: dict[str, Record]) -> str:
    """The figures of all systems, one a line."""
    names = [*(f"R@{cut}" for cut in _CUTS), "MRR@10", "nDCG@10"]
    lines = [f"{'':30}" + "".join(f"{name:>9}" for name in names)]
    lines += [f"{system:30}" + "".join(f"{row[name]:9.4f}" for name in names) for system, row in figures.items()]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--kept", type=Path, metavar="DIR", help="keep what is indexed here")
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--own", action="store_true", help="without LangChain's systems; nothing is stored")
    options = parser.parse_args()
    for path in options.files:
        whole = read_squad(path)
        chosen = tuple(q for q in whole.questions if not options.held_out or whole.held_out(q.article))
        questions = replace(whole, questions=chosen)
        with tempfile.TemporaryDirectory() as thrown_away:
            folder = options.kept or Path(thrown_away)
            folder.mkdir(parents=True, exist_ok=True)
            figures: dict[str, Record] = {}
            for systems in [own] if options.own else [langchain, own]:
                with systems(questions, folder) as rankers:
                    figures |= {name: measure(questions, rank) for name, rank in rankers.items()}
        print(f"\n{questions.name}\n{table(figures)}")
        if not options.own:
            parameters = {
                "set": questions.name, "held_out": options.held_out, "questions": len(chosen),
                "articles": len(whole.paragraphs), "model": bundled.NAME,
                "reader": Path(os.environ.get("ISNAD_READER", "")).name, "ranked": _RANKED,
                "passages_fetched": _FETCHED,
            }  # fmt: skip
            part = "-held-out" if options.held_out else ""
            command_line.keep(f"retrieval-{questions.name}{part}", parameters, figures)


if __name__ == "__main__":
    main()
