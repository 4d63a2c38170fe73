"""``isnad mcp``, run as a program is that starts it, and asked by the protocol's own client."""

import os
import sys
from pathlib import Path
from typing import Any

import anyio
import pytest

from assistant.service.mcp import server
from tests.assistant.cli.conftest import Command
from tests.conftest import ROOT, CommandLine

WHO = "من هو محافظ الإسماعيلية؟"


async def talk(data: Path) -> dict[str, Any]:
    """What a client sees, and the results of its calls."""
    from mcp.client import Client
    from mcp.client.stdio import StdioServerParameters, stdio_client

    arguments = ["-m", "assistant", "mcp", "--data", str(data)]
    started = StdioServerParameters(command=sys.executable, args=arguments, cwd=ROOT, env=dict(os.environ))
    async with Client(stdio_client(started)) as client:
        seen: dict[str, Any] = {"tools": {tool.name for tool in (await client.list_tools()).tools}}
        seen["ask"] = await client.call_tool("ask", {"question": WHO})
        seen["search"] = await client.call_tool("search", {"question": WHO, "count": 3})
        cited = seen["ask"].structured_content["citations"][0]
        place = {name: cited[name] for name in ("article", "start", "end")}
        seen["read"] = await client.call_tool("read", place)
        seen["list"] = await client.call_tool("list", {"count": 2})
        seen["unknown"] = await client.call_tool("read", {"article": "none"})
        return seen


def test_a_client_asks_searches_reads_and_lists(isnad: CommandLine, tmp_path: Path) -> None:
    pytest.importorskip("mcp", reason="the extra is not installed: pip install 'mcp>=2.3,<3'")
    assert isnad("index", "--data", str(tmp_path)).returncode == 0
    seen = anyio.run(talk, tmp_path)
    assert seen["tools"] == {"ask", "search", "read", "list"}
    answer = seen["ask"].structured_content
    assert answer["short"]["text"] == "اللواء أحمد القصاص"
    assert seen["read"].structured_content["text"] == answer["citations"][0]["quote"]
    assert len(seen["search"].structured_content["passages"]) == 3
    assert len(seen["list"].structured_content["articles"]) == 2
    assert seen["unknown"].is_error and "لا توجد مقالة" in seen["unknown"].content[0].text


def test_without_the_extra_the_command_says_what_to_install(indexed: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "mcp"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "mcp", None)  # as if it were not there
    failed = indexed("mcp")
    assert (failed.code, failed.out, failed.err.count("\n")) == (1, "", 1)
    assert f'pip install "{server.PACKAGE}"' in failed.err
