"""Files given to the page: kept, awaited until they are indexed, and there again after a kill."""

from pathlib import Path

import pytest

from assistant.service.uploads import KeptList, Uploads
from retrieval.store.folder import ADDED


def test_what_is_kept_is_awaited_until_it_is_settled_also_by_the_next_process(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path)
    (tmp_path / "given").write_text("ثانٍ", "utf-8")
    first, second = uploads.keep("أ.txt", "أول".encode()), uploads.keep("../ب.txt", tmp_path / "given")
    assert {path.name for path in (tmp_path / ADDED).iterdir()} == {"أ.txt", "ب.txt"}
    assert second.parent == (tmp_path / ADDED).resolve()
    uploads.expect([first, second])
    assert Uploads(tmp_path).awaited() == [first, second]
    Uploads(tmp_path).settle([first, second], lambda path: path == first)
    assert (uploads.awaited(), first.read_text("utf-8"), second.exists()) == ([], "أول", False)


@pytest.mark.parametrize(
    ("contents", "names"),
    [
        (["أ", "أ"], {"a.txt"}),
        (["أ", "ب", "ج"], {"a.txt", "a-2.txt", "a-3.txt"}),
        (["أ", "ب", "أ"], {"a.txt", "a-2.txt"}),
    ],
    ids=["the same again is the same file", "a name that is taken is numbered", "found again behind others"],
)  # fmt: skip
def test_names_that_are_taken(tmp_path: Path, contents: list[str], names: set[str]) -> None:
    uploads = Uploads(tmp_path)
    for content in contents:
        uploads.keep("a.txt", content.encode())
    assert {path.name for path in (tmp_path / ADDED).iterdir()} == names


@pytest.mark.parametrize("content", ["", "[", "{}", '["a", 1]', "\xff"])
def test_a_list_that_is_damaged_has_what_can_be_read(tmp_path: Path, content: str) -> None:
    path = tmp_path / "list.json"
    path.write_bytes(content.encode("latin-1"))
    assert KeptList(path).read() == ([Path("a")] if "a" in content else [])
    KeptList(path).change(add=[Path("b"), Path("b")])
    assert KeptList(path).read()[-1] == Path("b")
