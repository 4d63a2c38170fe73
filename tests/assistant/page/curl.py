"""As much of curl as ``docs/http.md`` needs, for machines without it."""

import argparse
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    for flag in ("-s", "-N", "-G"):  # always silent and unbuffered
        parser.add_argument(flag, action="store_true")
    parser.add_argument("-H", dest="headers", action="append", default=[])
    parser.add_argument("-d", dest="data", action="append", default=[])
    parser.add_argument("--data-urlencode", dest="data", action="append", type=_encoded)
    parser.add_argument("-o", dest="output", type=Path)
    asked = parser.parse_args()
    data = "&".join(asked.data)
    url = f"{asked.url}?{data}" if asked.G else asked.url
    body = data.encode() if asked.data and not asked.G else None
    content = _fetched(Request(url, body, dict(header.split(": ", 1) for header in asked.headers)))
    if asked.output:
        asked.output.write_bytes(content)
    else:
        sys.stdout.buffer.write(content)


def _encoded(pair: str) -> str:
    name, _, value = pair.partition("=")
    return f"{name}={quote(value)}"


def _fetched(request: Request) -> bytes:
    try:
        with urlopen(request) as response:
            return bytes(response.read())
    except HTTPError as error:
        return error.read()


if __name__ == "__main__":
    main()
