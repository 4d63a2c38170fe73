"""What a user sets in the environment, and what is made of nothing."""

from pathlib import Path

import pytest

from assistant.errors import BadSetting
from assistant.settings import Settings


def test_what_is_not_set_has_its_default() -> None:
    settings = Settings.from_environment({})
    assert (settings.data, settings.model, settings.reader, settings.llm) == (Path("data"), "", "", "")
    assert (settings.llm_timeout, settings.llm_unsupported, settings.cache.name) == (60.0, "remove", "isnad")
    assert Settings.from_environment({"ISNAD_DATA": "", "ISNAD_CACHE": "", "ISNAD_LLM_TIMEOUT": ""}) == settings


@pytest.mark.parametrize(
    ("given", "environment", "data"),
    [(None, {"ISNAD_DATA": "one"}, "one"), ("two", {"ISNAD_DATA": "one"}, "two"), (Path("two"), {}, "two")],
)
def test_a_folder_that_is_typed_comes_before_the_environment(
    given: str | Path | None, environment: dict[str, str], data: str
) -> None:
    assert Settings.from_environment(environment, given).data == Path(data)


@pytest.mark.parametrize("text", ["soon", "0", "-5", "nan", "inf", "1e999"])
def test_a_silence_that_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(BadSetting) as refused:
        Settings.from_environment({"ISNAD_LLM_TIMEOUT": text})
    assert refused.value.details == {"name": "ISNAD_LLM_TIMEOUT", "value": text}


@pytest.mark.parametrize(("text", "most"), [("", 20_000_000), ("50", 50_000_000), ("1", 1_000_000)])
def test_how_large_a_text_may_be(text: str, most: int) -> None:
    assert Settings.from_environment({"ISNAD_MOST_MB": text}).most_bytes == most


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "many"])
def test_a_limit_that_is_no_number_of_megabytes_is_refused(text: str) -> None:
    with pytest.raises(BadSetting) as refused:
        Settings.from_environment({"ISNAD_MOST_MB": text})
    assert refused.value.details == {"name": "ISNAD_MOST_MB", "value": text}
