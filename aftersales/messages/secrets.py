"""Where the secrets of each channel stand: in the environment, and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping

PREFIX = {
    "email": "AFTERSALES_SMTP_",
    "wecom": "AFTERSALES_WECOM_",
    "dingtalk": "AFTERSALES_DINGTALK_",
    "feishu": "AFTERSALES_FEISHU_",
}
NAMES = {
    "email": ("USER", "PASSWORD"),
    "wecom": ("WEBHOOK",),
    "dingtalk": ("WEBHOOK", "SECRET"),
    "feishu": ("WEBHOOK", "SECRET"),
}
NEEDED = {"wecom": "WEBHOOK", "dingtalk": "WEBHOOK", "feishu": "WEBHOOK"}
PING = "AFTERSALES_PING_URL"
ZH = {"email": "邮件", "wecom": "企业微信", "dingtalk": "钉钉", "feishu": "飞书"}


def secrets_of(channel: str, env: Mapping[str, str]) -> dict[str, str]:
    """What the environment holds for a channel, by short name.

    >>> secrets_of("dingtalk", {"AFTERSALES_DINGTALK_SECRET": " s ", "HOME": "/"})
    {'SECRET': 's'}
    """
    found = {name: env.get(PREFIX[channel] + name, "").strip() for name in NAMES[channel]}
    return {name: value for name, value in found.items() if value}


def missing(channel: str, env: Mapping[str, str]) -> str:
    """The variable without which the channel cannot work and that is not set, or nothing."""
    needed = NEEDED.get(channel)
    return PREFIX[channel] + needed if needed and needed not in secrets_of(channel, env) else ""
