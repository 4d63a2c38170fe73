"""The assistant as a model: OpenAI's own client and LangChain's ask it, stream it, and read what it cites."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import openai
import pytest
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage
from langchain_openai import ChatOpenAI
from starlette.testclient import TestClient

from tests.assistant.service.http.conftest import opened_library
from tests.assistant.service.http.serving import listening
from tests.assistant.service.http.test_asking import WHO
from tests.conftest import ARTICLES
from tests.fakes import LetterEmbedder

MESSAGES: Any = [{"role": "system", "content": "أجب بالإنجليزية"}, {"role": "user", "content": WHO}]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("chat")
    with opened_library(folder, LetterEmbedder()) as library, listening(library) as address:
        yield address


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=address, api_key="none", max_retries=0) as client:
        yield client


def asked(client: openai.OpenAI, messages: Any = MESSAGES, **settings: Any) -> Any:
    return client.chat.completions.create(model="isnad", messages=messages, **settings)


def test_openai_s_client_asks_and_finds_every_quote_in_its_place(client: openai.OpenAI) -> None:
    reply = asked(client, temperature=0.2, max_tokens=5, user="me")  # which change nothing
    message, usage = reply.choices[0].message, reply.usage
    assert (reply.object, reply.model, reply.choices[0].finish_reason) == ("chat.completion", "isnad", "stop")
    (cited, *_), (first, *_) = reply.citations, message.annotations
    place = first.url_citation
    assert ARTICLES[f"{cited['article']}.txt"][cited["start"] : cited["end"]] == cited["quote"] == place.quote
    assert message.content[place.start_index : place.end_index] == f"[{cited['number']}]"
    assert (place.article, place.start, place.end) == (cited["article"], cited["start"], cited["end"])
    assert urlopen(place.url).read().decode() == place.quote
    assert usage.total_tokens == usage.prompt_tokens + usage.completion_tokens > 0


def test_openai_s_client_streams_the_same(client: openai.OpenAI) -> None:
    whole = asked(client)
    chunks = list(asked(client, stream=True, stream_options={"include_usage": True}))
    deltas = [chunk.choices[0].delta for chunk in chunks if chunk.choices]
    assert "".join(delta.content or "" for delta in deltas) == whole.choices[0].message.content
    (annotations,) = [delta.annotations for delta in deltas if hasattr(delta, "annotations")]
    assert len(annotations) == len(whole.choices[0].message.annotations)
    last, usage = chunks[-2:]
    assert last.choices[0].finish_reason == "stop" and usage.usage == whole.usage
    assert [one["quote"] for one in last.citations] == [one["quote"] for one in whole.citations]


def test_the_turns_before_complete_a_question(client: openai.OpenAI) -> None:
    follow_up = {"role": "user", "content": "ومتى يبدأ؟"}
    said: Any = [*MESSAGES, {"role": "assistant", "content": "…"}, follow_up]
    assert "مارس" in asked(client, said).choices[0].message.content


def test_parts_of_text_are_read(client: openai.OpenAI) -> None:
    parts: Any = [{"role": "user", "content": [{"type": "text", "text": WHO}]}]
    assert asked(client, parts).choices == asked(client).choices


def test_a_refusal_is_an_ordinary_reply(client: openai.OpenAI) -> None:
    reply = asked(client, [{"role": "user", "content": "زرافة؟"}])
    assert (reply.status, reply.citations) == ("no_evidence", [])
    assert reply.choices[0].message.content and reply.choices[0].finish_reason == "stop"


def test_models_are_listed_and_an_unknown_one_is_told(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["isnad", "isnad-quotes"]
    assert client.models.retrieve("isnad").id == "isnad"
    with pytest.raises(openai.NotFoundError, match="isnad-quotes") as raised:
        client.chat.completions.create(model="gpt-5", messages=MESSAGES)
    assert (raised.value.code, raised.value.type) == ("UnknownModel", "invalid_request_error")


@pytest.mark.parametrize("content", ["", " ", "س" * 3000])
def test_what_is_no_question_is_an_error_in_openai_s_shape(client: openai.OpenAI, content: str) -> None:
    with pytest.raises(openai.UnprocessableEntityError) as raised:
        asked(client, [{"role": "user", "content": content}])
    assert raised.value.code in ("EmptyQuestion", "QuestionTooLong")


@pytest.mark.parametrize(
    "body", [{}, {"model": "isnad"}, {"model": "isnad", "messages": [{"role": "user", "content": 1}]}]
)
def test_what_is_no_request_is_an_error_in_openai_s_shape(web: TestClient, body: dict[str, Any]) -> None:
    response = web.post("/chat/completions", json=body)
    error = response.json()["error"]
    assert response.status_code == 422 and error["type"] == "invalid_request_error" and error["param"]


def test_langchain_s_chat_model_asks_and_streams(address: str) -> None:
    model = ChatOpenAI(base_url=address, api_key="none", model="isnad", max_retries=0)  # type: ignore[arg-type]
    messages = [SystemMessage("أجب بالإنجليزية"), HumanMessage("من فاز؟"), AIMessage("فريق"), HumanMessage(WHO)]
    reply = model.invoke(messages)
    assert "العميد ياسر قاسم" in reply.text and "[1]" in reply.text
    streamed = list(model.stream(messages))
    assert "".join(chunk.text for chunk in streamed) == reply.text and len(streamed) > 1
    assert reply.usage_metadata and reply.usage_metadata["output_tokens"] > 0
