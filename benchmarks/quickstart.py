"""What a LangChain quickstart gives: HuggingFaceEmbeddings in float32 and Chroma, with the same model and articles.

``python -m benchmarks.quickstart MODEL_FOLDER CORPUS QUESTION`` prints one JSON line with its own timings.
"""

import json
import resource
import sys
import tempfile
from pathlib import Path
from time import perf_counter


def main(model: str, corpus: str, question: str) -> None:
    started = perf_counter()
    from langchain_chroma import Chroma
    from langchain_core.documents import Document
    from langchain_huggingface import HuggingFaceEmbeddings
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    embeddings = HuggingFaceEmbeddings(
        model_name=model,
        encode_kwargs={"prompt": "passage: ", "normalize_embeddings": True},
        query_encode_kwargs={"prompt": "query: ", "normalize_embeddings": True},
    )
    loaded = perf_counter()
    documents = [Document(path.read_text("utf-8")) for path in sorted(Path(corpus).glob("*.txt"))]
    chunks = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200).split_documents(documents)
    with tempfile.TemporaryDirectory() as folder:
        store = Chroma.from_documents(chunks, embeddings, persist_directory=folder)
        indexed = perf_counter()
        store.similarity_search(question, k=4)
    done = perf_counter()
    figures = {
        "start_to_answer_s": done - started,
        "cold_answer_s": done - started - (indexed - loaded),
        "index_s": indexed - loaded,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
