"""As much of curl as ``docs/http.md`` needs, for machines without it."""

import argparse
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

_BOUNDARY = "boundary"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    for flag in ("-s", "-N", "-G"):  # always silent and unbuffered
        parser.add_argument(flag, action="store_true")
    parser.add_argument("-H", dest="headers", action="append", default=[])
    parser.add_argument("-d", dest="data", action="append", default=[])
    parser.add_argument("--data-urlencode", dest="data", action="append", type=_encoded)
    parser.add_argument("--data-binary", dest="data", action="append", type=lambda at: Path(at[1:]).read_text("utf-8"))
    parser.add_argument("-F", dest="form", type=_form)
    parser.add_argument("-X", dest="method")
    parser.add_argument("-o", dest="output", type=Path)
    asked = parser.parse_args()
    data = "&".join(asked.data)
    url = f"{asked.url}?{data}" if asked.G else asked.url
    body = data.encode() if asked.data and not asked.G else None
    headers = dict(header.split(": ", 1) for header in asked.headers)
    if asked.form:
        body, headers = asked.form, {"content-type": f"multipart/form-data; boundary={_BOUNDARY}"}
    content = _fetched(Request(url, body, headers, method=asked.method))
    if asked.output:
        asked.output.write_bytes(content)
    else:
        sys.stdout.buffer.write(content)


def _form(pair: str) -> bytes:
    """A form with one file, ``name=@path``."""
    name, _, path = pair.partition("=@")
    head = f'--{_BOUNDARY}\r\ncontent-disposition: form-data; name="{name}"; filename="{path}"\r\n\r\n'
    return head.encode() + Path(path).read_bytes() + f"\r\n--{_BOUNDARY}--\r\n".encode()


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
