"""Talking to a service over HTTP: what it answers, or why not. Addresses hold secrets and are never said."""

from __future__ import annotations

import json
from http.client import HTTPException
from time import monotonic
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import SplitResult, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

LARGEST = 64 * 1024
"""Bytes of an answer that are read."""
PATIENCE = 3
"""A whole answer may take so many times what one step of it may take."""


class ChannelError(Exception):
    """A message did not arrive; the text says why, in a sentence without secrets."""


class _Stays(HTTPRedirectHandler):
    """A secret is not carried to wherever somebody points."""

    def redirect_request(self, *_: Any) -> None:
        return None


def ask(url: str, seconds: int, body: object = None) -> bytes:
    """Send JSON (or nothing) and give the answer's bytes; ChannelError where there is none."""
    if urlsplit(url).scheme not in {"http", "https"}:
        raise ChannelError("地址不是 http 或 https 开头")
    content = None if body is None else json.dumps(body, ensure_ascii=False).encode()
    headers = {"User-Agent": "aftersales"} | ({} if content is None else {"Content-Type": "application/json"})
    try:
        with build_opener(_Stays()).open(Request(url, content, headers), timeout=seconds) as answer:  # noqa: S310 - http
            return _read(answer, monotonic() + seconds * PATIENCE)
    except HTTPError as error:
        error.close()
        raise ChannelError(f"服务回答 HTTP {error.code}") from None
    except TimeoutError:
        raise ChannelError(f"{seconds} 秒内没有回答") from None
    except URLError as error:
        timed_out = isinstance(error.reason, TimeoutError)
        raise ChannelError(f"{seconds} 秒内没有回答" if timed_out else f"连不上（{_kind(error.reason)}）") from None
    except (OSError, HTTPException, ValueError) as error:
        raise ChannelError(f"连不上（{_kind(error)}）") from None


def answer_of(content: bytes) -> dict[str, Any]:
    """The service's own word, a JSON object; a page of some gateway is no answer, whatever its status."""
    try:
        answer = json.loads(content)
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise ChannelError("回答不是这个服务的，可能被代理或网关拦下")
    return answer


def ping(url: str, seconds: int, *, good: bool) -> str:
    """Tell a dead man's switch that a run has ended, well or (with `/fail` behind its path) not; why it failed, or nothing."""
    parts = urlsplit(url)
    place = (
        parts if good else SplitResult(parts.scheme, parts.netloc, parts.path.rstrip("/") + "/fail", parts.query, "")
    )
    try:
        ask(urlunsplit(place), seconds)
    except ChannelError as error:
        return str(error)
    return ""


def _read(answer: Any, until: float) -> bytes:
    content = b""
    while len(content) < LARGEST and (part := answer.read1(LARGEST)):
        content += part
        if monotonic() > until:
            raise TimeoutError
    return content


def _kind(reason: object) -> str:
    """What went wrong, without the address that the system may have put into its words."""
    if isinstance(reason, OSError) and reason.strerror:
        return str(reason.strerror)
    return type(reason).__name__
