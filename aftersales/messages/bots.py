"""The bots of WeCom, DingTalk and Feishu. All answer HTTP 200 to everything: only the code in the body is an answer."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from urllib.parse import quote_plus

from aftersales.messages.web import ChannelError, answer_of, ask
from aftersales.messages.wording import Message, cut
from aftersales.safe_text import one_line

LIMITS = {"wecom": 2048, "dingtalk": 4096, "feishu": 4096}
"""Bytes of text: what WeCom takes, and what of the others' 20,000 anybody reads."""
A_MINUTE = 20
"""Messages that a bot takes in a minute."""
CODES = ("errcode", "code", "StatusCode")


def post(channel: str, message: Message, secrets: Mapping[str, str], seconds: int, epoch: float) -> None:
    """Send to one bot; ChannelError unless the service itself says that it has taken the message."""
    url, secret = secrets["WEBHOOK"], secrets.get("SECRET", "")
    text = f"{message.subject}\n{message.text()}"
    if len(text.encode()) > LIMITS[channel]:
        room = LIMITS[channel] - len(message.subject.encode()) - 1
        text = cut(f"{message.subject}\n{message.text(room)}", LIMITS[channel])
    body: dict[str, object] = {"msgtype": "text", "text": {"content": text}}
    if channel == "feishu":
        body = {"msg_type": "text", "content": {"text": text}}
        if secret:
            body |= {"timestamp": str(int(epoch)), "sign": feishu_sign(secret, int(epoch))}
    elif channel == "dingtalk" and secret:
        stamp = int(epoch * 1000)
        url += f"{'&' if '?' in url else '?'}timestamp={stamp}&sign={quote_plus(dingtalk_sign(secret, stamp))}"
    refuse_unless_taken(answer_of(ask(url, seconds, body)), secrets)


def refuse_unless_taken(answer: Mapping[str, object], secrets: Mapping[str, str]) -> None:
    """ChannelError unless the answer holds a code, and every code in it is 0."""
    codes = [answer[name] for name in CODES if name in answer]
    if codes and all(type(code) is int and code == 0 for code in codes):
        return
    said = one_line(str(answer.get("errmsg") or answer.get("msg") or answer.get("StatusMessage") or "没有说明"))
    for secret in secrets.values():
        said = said.replace(secret, "***") if secret else said
    told = next((code for code in codes if code != 0), "没有")
    raise ChannelError(f"服务没有收下（代码 {told}：{said[:120]}）")


def dingtalk_sign(secret: str, milliseconds: int) -> str:
    """DingTalk: the secret signs the moment and itself."""
    signed = f"{milliseconds}\n{secret}".encode()
    return base64.b64encode(hmac.new(secret.encode(), signed, hashlib.sha256).digest()).decode()


def feishu_sign(secret: str, seconds: int) -> str:
    """Feishu: the moment with the secret signs nothing."""
    key = f"{seconds}\n{secret}".encode()
    return base64.b64encode(hmac.new(key, b"", hashlib.sha256).digest()).decode()
