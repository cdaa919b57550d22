"""The settings of messages, logs and the engine: what is refused, and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from aftersales.problems import ConfigError
from aftersales.settings.load import load_settings


def complaints(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "config.yaml"
    path.write_text(text, encoding="utf-8")
    try:
        load_settings(path)
    except ConfigError as error:
        return error.complaints
    return []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("messages: {channels: [slack]}", "config.yaml:1:23: "),
        ("messages: {when: sometimes}", "只能写"),
        ("messages: {channels: [email]}", "email 下面要写 host、from 和 to"),
        ("messages:\n  email: {to: ['a@b.example, c@d.example']}", "config.yaml:2:16: "),
        ('messages:\n  email: {from: "a@b.example\\nBcc: c@d.example"}', "config.yaml:2:17: "),
        ("messages: {password: x}", "不认识的设置“password”"),
        ("engine: spark", "只能写"),
        ("dask: {scheduler: 'http://scheduler:8786'}", "config.yaml:1:19: "),
        ("logs: {keep_months: 0}", "config.yaml:1:21: "),
    ],
)
def test_what_cannot_work_is_refused_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    [complaint] = complaints(tmp_path, text)
    assert told in complaint


def test_what_works_is_taken(tmp_path: Path) -> None:
    mail = "email: {host: mail.example, port: 587, security: starttls, from: a@b.example, to: [c@d.example]}"
    text = f"messages: {{channels: [email, wecom], when: failures, {mail}}}\nengine: dask\n"
    assert complaints(tmp_path, text + "dask: {scheduler: 'tls://scheduler:8786', files_per_task: 500}\n") == []
