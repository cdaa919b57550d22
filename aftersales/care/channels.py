"""Whether every channel of the messages has its secrets. Their values are never said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.util import find_spec

from aftersales.care.finding import Finding, bad, notice, ok
from aftersales.intake.encrypted import VARIABLE as PASSWORDS
from aftersales.messages.secrets import NAMES, PING, PREFIX, ZH, missing, secrets_of
from aftersales.settings.load import VARIABLE as CONFIG
from aftersales.settings.load import similar
from aftersales.settings.operations import Messages

AREA = "消息"


def channels(settings: Messages, env: Mapping[str, str]) -> Iterator[Finding]:
    """Each channel that the config names, each that only the environment knows, and names nobody knows."""
    if not settings.channels:
        yield ok(AREA, "没有设置（messages.channels），运行后不发消息")
    for channel in dict.fromkeys(settings.channels):
        absent = missing(channel, env)
        if absent:
            yield bad(
                AREA, f"{ZH[channel]}：没有环境变量 {absent}", "请在定时任务的环境里设置它，见 docs/operators.zh-CN.md"
            )
        else:
            have = "、".join(PREFIX[channel] + name for name in secrets_of(channel, env)) or "不需要密码的服务器"
            yield ok(AREA, f"{ZH[channel]}：{have}")
    for other in sorted(PREFIX.keys() - set(settings.channels)):
        if secrets_of(other, env):
            yield notice(AREA, f"环境里有{ZH[other]}的密钥，但设置里没有它", f"请在 messages.channels 里加上 {other}")
    yield ok("监控地址", f"有（{PING}）" if env.get(PING) else f"没有（{PING}，可选）：运行停了只有 status 能发现")
    yield from _unknown(env)


def _unknown(env: Mapping[str, str]) -> Iterator[Finding]:
    known = {CONFIG, PASSWORDS, PING, *(prefix + name for channel, prefix in PREFIX.items() for name in NAMES[channel])}
    for name in sorted(env):
        if name.startswith("AFTERSALES_") and name not in known:
            yield notice("环境变量", f"不认识 {name}{similar(name, known)}", "请改正或删掉它")
    if env.get(PASSWORDS) and find_spec("msoffcrypto") is None:
        yield bad("密码", f"有 {PASSWORDS}，但没有安装附加组件 passwords", "请运行 pip install .[passwords]")
