"""After a run: what is new is told on every channel. Whatever fails here is told, and never changes the run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from aftersales.messages.bots import A_MINUTE, post
from aftersales.messages.mail import mail
from aftersales.messages.memory import Memory, keep, recall
from aftersales.messages.night import Night, news_of, remembered, worth_telling
from aftersales.messages.secrets import ZH, missing, secrets_of
from aftersales.messages.web import ChannelError
from aftersales.messages.wording import Message, message_of
from aftersales.settings.operations import Messages

MINUTE = 60.0


def tell(
    night: Night,
    settings: Messages,
    env: Mapping[str, str],
    state: Path,
    epoch: float,
    hiding: Callable[[], Callable[[str], str] | None] = lambda: str,
) -> tuple[str, ...]:
    """Send what is worth it and what did not arrive the last time; the troubles, in sentences for the operator.

    `hiding` is asked, where there is something to tell, how the name of a file may be shown (None: not at all).
    """
    before = recall(state)
    news = news_of(night, before.known)
    message = None
    if worth_telling(night, news, settings.when):
        message = message_of(night, news, settings.link, hiding() if settings.file_names and night.to_mend else None)
    troubles: list[str] = []
    unsent: dict[str, Message] = {}
    sent: dict[str, tuple[float, ...]] = {channel: _recent(before, channel, epoch) for channel in settings.channels}
    for channel in dict.fromkeys(settings.channels):
        late = before.unsent.get(channel)
        due = _with_note(message) if message and late else message or late
        if due is None:
            continue
        try:
            remark = _sent(channel, due, settings, env, sent[channel], epoch)
        except ChannelError as error:
            troubles.append(f"消息没有发到{ZH[channel]}：{error}；下次运行再发")
            unsent[channel] = due
        else:
            sent[channel] = (*sent[channel], epoch)
            troubles += [f"{ZH[channel]}：{remark}"] if remark else []
    try:
        keep(Memory(remembered(night, before.known), unsent, sent), state)
    except OSError as error:
        troubles.append(f"记不住发过什么，下次可能重复：{state}（{error.strerror or error}）")
    return tuple(troubles)


def _sent(
    channel: str, message: Message, settings: Messages, env: Mapping[str, str], recent: tuple[float, ...], epoch: float
) -> str:
    """Send on one channel; a remark, or ChannelError where it did not arrive."""
    absent = missing(channel, env)
    if absent:
        raise ChannelError(f"没有设置环境变量 {absent}")
    secrets = secrets_of(channel, env)
    if channel == "email":
        return mail(message, settings.email, secrets, settings.seconds, epoch)
    if len(recent) >= A_MINUTE:
        raise ChannelError(f"一分钟内已发 {len(recent)} 条，再发会被拦")
    post(channel, message, secrets, settings.seconds, epoch)
    return ""


def _recent(memory: Memory, channel: str, epoch: float) -> tuple[float, ...]:
    return tuple(moment for moment in memory.sent.get(channel, ()) if 0 <= epoch - moment < MINUTE)


def _with_note(message: Message) -> Message:
    note = "上一条消息没有送到，以这一条为准"
    return message if note in message.head else replace(message, head=(message.head[0], note, *message.head[1:]))
