"""What an operator may write in config.yaml, and how mistakes are said."""

from __future__ import annotations

from pathlib import Path

import pytest

from aftersales.problems import ConfigError
from aftersales.settings.load import find_config, folder, load_settings
from aftersales.settings.model import Settings


def measures() -> tuple[str, ...]:
    return ("callback.satisfaction_rate", "complaint.count")


def kinds() -> tuple[str, ...]:
    return ("callback",)


def written(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "config.yaml"
    path.write_bytes(text.encode(encoding))
    return path


def meant(name: str) -> str:
    return f"，是不是“{name}”？（did you mean “{name}”？）"


def complaints(tmp_path: Path, text: str, encoding: str = "utf-8") -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load_settings(written(tmp_path, text, encoding), measures, kinds)
    return caught.value.complaints


def test_an_unknown_key_is_refused_at_its_line_and_column_with_the_key_that_was_meant(tmp_path: Path) -> None:
    text = "rules:\n  small_sample: 5\n  frist_contact_hours: 12\n"
    assert complaints(tmp_path, text) == [
        f"config.yaml:3:3: 不认识的设置“frist_contact_hours”{meant('first_contact_hours')}"
    ]


def test_a_key_far_from_every_known_one_gets_no_guess(tmp_path: Path) -> None:
    assert complaints(tmp_path, "zzzz: 1\n") == ["config.yaml:1:1: 不认识的设置“zzzz”"]


def test_keys_of_list_items_are_suggested_too_and_by_the_name_used_in_the_file(tmp_path: Path) -> None:
    text = "people:\n  - name: 王芳\n    form: 2026-01-01\n"
    assert complaints(tmp_path, text) == [
        "config.yaml:3:5: 不认识的设置“form”，是不是“from”？（did you mean “from”？）"
    ]


def test_a_repeated_key_is_refused_and_names_the_first_line(tmp_path: Path) -> None:
    assert complaints(tmp_path, "workers: 1\ncompany:\n  name: 甲\nworkers: 2\n") == [
        "config.yaml:4:1: “workers”重复设置，第 1 行已经写过"
    ]


def test_everything_wrong_is_said_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = """\
company: 湘岚陶瓷
stores:
  - aliases: [五里牌]
  - name: 高桥店
    aliases: 高桥
targets:
  callback.satisfacton_rate: 0.9
  complaint.count: 许多
rules:
  small_sample: 0
limits:
  file_mb: 大
privacy:
  mask: 也许
categories:
  profile: 瓷砖
gates:
  max_rejected_share: 20
  required_kinds: [calback]
holidays:
  2026-02-30: true
report:
  detail_rows:
workers: 1.5
"""
    assert complaints(tmp_path, text) == [
        "config.yaml:1:10: 下面要写成“名称: 值”的样子",
        "config.yaml:3:5: 缺少“name”",
        "config.yaml:5:14: 要写成列表，例如 [甲, 乙]",
        f"config.yaml:7:3: 没有指标“callback.satisfacton_rate”{meant('callback.satisfaction_rate')}",
        "config.yaml:8:20: 要写数字，不能是“许多”",
        "config.yaml:10:17: “0”要大于 0",
        "config.yaml:12:12: 要写整数，不能是“大”",
        "config.yaml:14:9: 要写 true（是）或 false（否），不能是“也许”",
        "config.yaml:16:12: “瓷砖”不行，只能写 'core', 'tile', 'furniture', 'appliance' or 'machinery'",
        "config.yaml:18:23: “20”不能大于 1",
        "config.yaml:19:20: 没有登记表种类“calback”，是不是“callback”？（did you mean “callback”？）",
        "config.yaml:21:3: “2026-02-30”不是日期，要写成 2026-10-01 的样子",
        "config.yaml:23:3: “detail_rows”没有填内容",
        "config.yaml:24:10: 要写整数，不能是“1.5”",
    ]


def test_one_name_may_not_stand_for_two_stores(tmp_path: Path) -> None:
    text = "stores:\n  - name: 五里牌店\n    aliases: [总店]\n  - name: 高桥店\n    aliases: [总店]\n"
    assert complaints(tmp_path, text) == ["config.yaml:5:15: “总店”已经是第 1 家门店的名称或别名"]


@pytest.mark.parametrize(
    ("text", "beginning"),
    [
        ("company:\n\tname: 甲\n", "config.yaml:2:1: YAML 写法有误：缩进要用空格"),
        ("company: [甲\nworkers: 1\n", "config.yaml:2:8: YAML 写法有误："),
        ("- 甲\n- 乙\n", "config.yaml:1:1: 设置文件要写成"),
        ("company: &c {name: 甲}\nrules: *c\n", "config.yaml:1:10: 不支持用 & 和 * 引用"),
        ("company: &a\n  name: *a\n", "config.yaml:1:10: 不支持用 & 和 * 引用"),
        ("? [a, b]\n: 1\n", "config.yaml:1:3: 冒号前面要写一个名称"),
        ("company:\n  name: \x07\n", "config.yaml:1:1: YAML 写法有误："),
    ],
)
def test_a_file_that_is_no_plain_yaml_is_refused_with_its_place(tmp_path: Path, text: str, beginning: str) -> None:
    assert complaints(tmp_path, text)[0].startswith(beginning)


def test_a_file_saved_in_gbk_is_refused_with_the_way_out(tmp_path: Path) -> None:
    assert complaints(tmp_path, "company:\n  name: 湘岚陶瓷\n", "gb18030") == [
        "config.yaml:1:1: 不是 UTF-8 编码，请用“另存为”选择 UTF-8 编码后再保存"
    ]


def test_a_file_saved_by_notepad_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, "company:\n  name: 湘岚陶瓷\n", "utf-8-sig")
    assert load_settings(path).company.name == "湘岚陶瓷"


def test_times_dates_numbers_and_no_stay_text_where_text_is_meant(tmp_path: Path) -> None:
    text = "people:\n  - {name: no, staff_no: 0012, aliases: [12:30, 2026-10-01, true, 1e3], from: 2026-01-05}\n"
    person = load_settings(written(tmp_path, text)).people[0]
    assert person.name == "no"
    assert person.staff_no == "0012"
    assert person.aliases == ("12:30", "2026-10-01", "true", "1e3")
    assert person.from_ == "2026-01-05"


def test_numbers_and_yes_no_are_read_where_they_are_meant(tmp_path: Path) -> None:
    text = (
        "privacy: {mask: no}\nworkers: 2\ntargets: {callback.satisfaction_rate: 0.90}\n"
        "fines: {attitude: null}\nholidays: {2026-10-01: true, 2026-10-10: false}\n"
    )
    settings = load_settings(written(tmp_path, text), measures)
    assert settings.privacy.mask is False
    assert settings.workers == 2
    assert settings.targets == {"callback.satisfaction_rate": 0.9}
    assert settings.fines.attitude is None
    assert settings.holidays == {"2026-10-01": True, "2026-10-10": False}


@pytest.mark.parametrize("text", ["", "# nothing\n", "stores:\n  # - name: 五里牌店\nrules:\n"])
def test_an_empty_file_or_heading_means_the_defaults(tmp_path: Path, text: str) -> None:
    assert load_settings(written(tmp_path, text)) == Settings()


def test_the_file_asked_for_wins_over_the_environment_and_that_over_the_default(tmp_path: Path) -> None:
    default = written(tmp_path, "workers: 1\n")
    other, third = tmp_path / "b.yaml", tmp_path / "c.yaml"
    other.touch()
    third.touch()
    env = {"AFTERSALES_CONFIG": str(other)}
    assert find_config(third, env, tmp_path) == third
    assert find_config(None, env, tmp_path) == other
    assert find_config(None, {}, tmp_path) == default
    assert find_config(None, {"AFTERSALES_CONFIG": ""}, tmp_path) == default


def test_a_missing_file_is_refused_only_if_it_was_asked_for(tmp_path: Path) -> None:
    assert find_config(None, {}, tmp_path) is None
    assert load_settings(None) == Settings()
    for path, env in ((tmp_path / "x.yaml", {}), (None, {"AFTERSALES_CONFIG": str(tmp_path / "x.yaml")})):
        with pytest.raises(ConfigError, match="没有这个设置文件"):
            find_config(path, env, tmp_path)


def test_relative_folders_count_from_the_config_files_folder(tmp_path: Path) -> None:
    assert folder("inputs", tmp_path) == tmp_path / "inputs"
    assert folder("/srv/logs", tmp_path) == Path("/srv/logs")


def test_what_later_loaders_refuse_gets_its_place_in_the_file_too(tmp_path: Path) -> None:
    text = "kinds:\n  callback:\n    headings:\n      nobody: [某列]\nworkers: x\n"

    def check(_settings: Settings) -> None:
        raise ConfigError(["kinds.callback.headings.nobody: 没有这个字段", "elsewhere: 不对"])

    with pytest.raises(ConfigError) as caught:
        load_settings(written(tmp_path, text), checks=[check])
    assert caught.value.complaints == [
        "config.yaml:1:1: elsewhere: 不对",
        "config.yaml:4:7: kinds.callback.headings.nobody: 没有这个字段",
        "config.yaml:5:10: 要写整数，不能是“x”",
    ]


def test_a_folder_is_text_and_no_number(tmp_path: Path) -> None:
    told = complaints(tmp_path, "folders:\n  outputs: 3\n  state: 2026-10-01\n  inputs: ''\n")
    assert [line.split(": ")[0] for line in told] == ["config.yaml:2:12", "config.yaml:3:10", "config.yaml:4:11"]
    assert load_settings(written(tmp_path, "folders: {outputs: '3'}\n")).folders.outputs == "3"


def test_brackets_without_end_are_a_mistake_of_the_file_and_none_of_ours(tmp_path: Path) -> None:
    for text in ("company: " + "[" * 3000, "company: " + "[" * 3000 + "]" * 3000):
        assert "套得太深" in complaints(tmp_path, text)[0]
