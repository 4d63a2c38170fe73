"""The assistant as a LangChain chat model: it streams, cites by the standard, and takes part in a chain."""

from typing import Any

import pytest
from langchain_core.messages import AIMessage, HumanMessage
from langchain_core.prompts import ChatPromptTemplate

import prompts
from assistant.answering.extractive import Assistant
from assistant.chains.chat import IsnadChat
from assistant.service.router import Router
from assistant.summary.digest import Digester
from assistant.summary.summaries import Summarizer
from assistant.types import Turn
from retrieval.search.search import Search
from tests.conftest import ARTICLES

QUESTION = "متى افتتح سامر حداد مكتبة جديدة في مدينة دمشق؟"


@pytest.fixture
def chat(search: Search) -> IsnadChat:
    wording, summarizer = prompts.load("answers"), Summarizer(search)
    router = Router(Assistant(search, wording), Digester(search, summarizer, wording), summarizer)
    return IsnadChat(assistant=router)


def test_a_reply_is_the_answer_and_every_citation_is_exact(chat: IsnadChat, search: Search) -> None:
    reply = chat.invoke(QUESTION)
    answer = chat.assistant.answer(QUESTION)
    assert reply.text == answer.text
    assert reply.additional_kwargs["status"] == answer.status == "answered"
    blocks: list[Any] = reply.content_blocks
    cited = [(block["text"], one) for block in blocks for one in block.get("annotations", ())]
    assert len(cited) == len(answer.citations) > 0
    for text, citation in cited:
        assert citation["type"] == "citation"
        assert text[citation["start_index"] : citation["end_index"]] == citation["cited_text"]
        place = citation["extras"]
        assert ARTICLES[f"{place['article']}.txt"][place["start"] : place["end"]] == citation["cited_text"]


def test_the_stream_adds_up_to_the_reply(chat: IsnadChat) -> None:
    chunks = list(chat.stream(QUESTION))
    whole = chunks[0]
    for chunk in chunks[1:]:
        whole += chunk
    assert whole.text == chat.invoke(QUESTION).text


def test_it_stands_in_a_chain_behind_a_prompt(chat: IsnadChat) -> None:
    chain = ChatPromptTemplate.from_messages([("system", "أجب بدقة"), ("human", "{question}")]) | chat
    assert chain.invoke({"question": QUESTION}).text == chat.invoke(QUESTION).text


def test_earlier_turns_are_the_history(chat: IsnadChat) -> None:
    follow_up = HumanMessage("ومن حضر الافتتاح؟")
    alone = chat.invoke([follow_up])
    assert alone.additional_kwargs["status"] == "no_evidence"
    reply = chat.invoke([HumanMessage(QUESTION), AIMessage("يوم الخميس"), follow_up])
    assert reply.additional_kwargs["status"] == "answered"
    assert reply.text == chat.assistant.answer("ومن حضر الافتتاح؟", [Turn(QUESTION, "يوم الخميس")]).text != alone.text
