"""Writes the pages that are made from the code: `python -m docs`. A test fails when one of them is out of date."""

from __future__ import annotations

import ast
import re
import types
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le
from pydantic import AfterValidator, BaseModel
from pydantic.fields import FieldInfo
from ruamel.yaml import YAML

from aftersales.appraisal.library import shipped
from aftersales.kinds.load import built_in_kinds
from aftersales.measures.catalogue import MEASURES
from aftersales.problems import CATALOGUE
from aftersales.settings.model import Settings
from aftersales.worklists import LISTS, VIP_RULE
from docs.schemes_page import schemes

FOLDER = Path(__file__).parent
PACKAGE = FOLDER.parent / "aftersales"
SITUATIONS = FOLDER.parent / "tests" / "situations"
MADE = "<!-- 由 make docs 生成，请不要手改 -->\n\n"
SEVERITIES = {"error": "错误", "warning": "注意", "info": "提示"}
EFFECTS = {
    "file_left_out": "整个文件没有计入",
    "sheet_left_out": "这张工作表没有计入",
    "row_left_out": "这一行没有计入",
    "value_left_blank": "这一格当作空白",
    "kept": "照样计入",
    "merged": "只计一次",
}
SUMMARIES = {"sum": "合计", "share": "分子 ÷ 分母", "ratio": "分子 ÷ 分母", "per_100": "每百户"} | {
    "mean": "平均",
    "median": "中位数",
    "p90": "九成分位数",
}
TYPES = {str: "文字", int: "整数", float: "数字", Decimal: "数字", bool: "true / false"}
LIMITS = {Ge: "≥ {0.ge}", Gt: "> {0.gt}", Le: "≤ {0.le}"}
RULE = re.compile(r"S[0-4]-\d\d")
NOT_READ = "（尚未使用）"
NOT_YET = "尚未计算"
DUTIES = {"S2-17": "sample", "S4-10": "handover"}
"""Rules that a command follows."""


def pages() -> dict[str, str]:
    """The generated pages by file name."""
    made = {
        "config.md": config(),
        "kinds.md": kinds(),
        "measures.md": measures(),
        "problems.md": problems(),
        "rules.md": rules(),
        "schemes.md": schemes(_table),
        "situations.md": situations(),
    }
    return {name: f"{MADE}{text.rstrip()}\n" for name, text in made.items()}


def config() -> str:
    """Every setting with its type, its default and what it is for."""
    text = (
        "# config.yaml 的全部设置\n\n没写的设置用默认值。写错的地方会一次全部指出：`config.yaml:行:列: 哪里不对`。\n\n"
    )
    code = [path for path in sorted(PACKAGE.rglob("*.py")) if path.parts[-2:] != ("settings", "model.py")]
    read = set(re.findall(r"\.(\w+)", "\n".join(path.read_text(encoding="utf-8") for path in code)))
    rows = [
        (f"`{path}`", kind, default, what if _last(path) in read else f"{what}{NOT_READ}")
        for path, kind, default, what in _settings(Settings, "")
    ]
    return text + _table(("设置", "写什么", "默认", "说明"), rows)


def kinds() -> str:
    """Every kind with its fields and the headings that are understood."""
    parts = ["# 登记表与字段\n\n表头写法不在这里的，可以在 `config.yaml` 的 `kinds:` 里登记。\n"]
    for kind in built_in_kinds().values():
        groups = ["或".join(kind.field(name).zh for name in group) for group in kind.required]
        parts.append(f"\n## {kind.zh} `{kind.id}`\n\n一行是{kind.row}。必填：{'；'.join(groups) or '无'}。\n\n")
        rows = [
            (f"`{f.name}`", f.zh, f"`{f.type}`", "、".join(f.headings), "、".join(f.weak), _options(f.options))
            for f in kind.fields
        ]
        parts.append(_table(("字段", "中文", "类型", "表头写法", "没有更好的才认", "可填的值"), rows))
    return "".join(parts)


def measures() -> str:
    """Every measure with its definition and the rules it follows."""
    text = "# 指标\n\n代号用在 `config.yaml` 的 `targets:`、`measures.csv` 和 `explain` 里。\n\n"
    rows = [(f"`{m.id}`", m.zh, m.definition, SUMMARIES[m.summary], "、".join(m.rules)) for m in MEASURES]
    text += _table(("代号", "名称", "定义", "怎么算", "依据"), rows)
    return text.rstrip() + "\n\n依据的代号见 [rules.md](rules.md)。\n"


def rules() -> str:
    """Every rule of the source documents and where it is computed."""
    places = computed()
    known = YAML(typ="safe", pure=True).load((FOLDER / "rules.yaml").read_text(encoding="utf-8"))
    rows = [(rule, gist["zh"], gist["en"], "、".join(places.get(rule, [NOT_YET]))) for rule, gist in known.items()]
    text = (
        f"# 制度条款与指标\n\n五份制度文件共 {len(rows)} 条，其中 {sum(rule in places for rule in known)} 条已经计算。"
        "代号的第一段是文件（S0 … S4），第二段是条款。要点写在 `docs/rules.yaml`。\n\n"
    )
    return text + _table(("条款", "要点", "in English", "在哪里计算"), rows)


def computed() -> dict[str, list[str]]:
    """For each rule that is computed the measures that name it, and the modules that propose what follows from it."""
    places = defaultdict(list)
    for measure in MEASURES:
        for rule in measure.rules:
            places[rule].append(f"`{measure.id}`")
    for path in sorted((PACKAGE / "appraisal").glob("*.py")):
        nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
        for rule in sorted(text for text in texts if RULE.fullmatch(text)):
            places[rule].append(f"建议 `appraisal/{path.name}`")
    for scheme in shipped().values():
        clauses = [one.rule for one in scheme.items]
        clauses += [one.rule for one in (*scheme.deductions, *scheme.void)]
        clauses += [one.rule for one in scheme.consequences]
        for rule in dict.fromkeys(rule for rule in clauses if rule):
            places[rule].append(f"考核 `{scheme.id}`")
    for one in LISTS:
        for rule in one.info.rules:
            places[rule].append(f"待办 `{one.info.id}`")
    places[VIP_RULE].append("待办（重要客户）")
    for rule, command in DUTIES.items():
        places[rule].append(f"命令 `{command}`")
    return dict(places)


def problems() -> str:
    """Every problem with what became of the thing and what to write instead."""
    text = "# 问题与改法\n\n花括号里的是具体内容。\n\n"
    rows = [
        (f"`{k.code}`", SEVERITIES[k.severity], k.title, k.message, EFFECTS[k.effect], k.remedy)
        for k in CATALOGUE.values()
    ]
    return text + _table(("代号", "级别", "名称", "说明", "结果", "怎么改"), rows)


class Told(NamedTuple):
    """One situation as its test names it."""

    number: str
    what: str
    behaviour: str
    test: str


def situations() -> str:
    """The 102 situations that the intake must survive: what we do, the test that shows it, what is still to come."""
    tree = ast.parse((SITUATIONS / "later.py").read_text(encoding="utf-8"))
    values = (node.value for node in tree.body if isinstance(node, ast.AnnAssign) and node.value is not None)
    later = ast.literal_eval(next(values))
    told = sorted(situations_told(), key=lambda one: (one.number[0], int(one.number[1:])))
    rows = [(one.number, one.what, one.behaviour, f"`{one.test}`", later.get(one.number, "")) for one in told]
    text = (
        f"# {len(rows)} situations\n\nWhat clerks, shares, WPS and hostile hands do to a sheet, what we do then, and the test"
        " that shows it (`tests/situations/`).\nA: the file; B: the sheet; C: the value; D: records across files."
        " `python -m tests.mess --seed 1 --situations B3,C9 --out FOLDER` draws them, with the truth beside the folder.\n\n"
    )
    return text + _table(("id", "situation", "what we do", "test", "still to come"), rows)


def situations_told() -> list[Told]:
    """Every test that names a situation, read from the tests' source."""
    told = []
    for path in sorted(SITUATIONS.glob("test_*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            for mark in node.decorator_list if isinstance(node, ast.FunctionDef) else ():
                if isinstance(mark, ast.Call) and isinstance(mark.func, ast.Name) and mark.func.id == "situation":
                    number, what, behaviour = (ast.literal_eval(argument) for argument in mark.args)
                    told.append(Told(number, what, behaviour, f"{path.stem}.{node.name}"))
    return told


def _settings(model: type[BaseModel], path: str) -> Iterator[tuple[str, str, str, str]]:
    for name, field in model.model_fields.items():
        here = f"{path}{field.alias or name}"
        inner, more = _part_of(field.annotation)
        if here == "schemes":
            yield here, "名称: 方案", "", f"{field.description}"
        elif inner is not None:
            yield from _settings(inner, f"{here}{more}.")
        else:
            yield here, _kind_of(field), _default(field), field.description or ""


def _part_of(annotation: Any) -> tuple[type[BaseModel] | None, str]:
    """The block of settings that an annotation holds, and `[]` or `.<名称>` for many of them."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation, ""
    parts = get_args(annotation)
    last = next((part for part in reversed(parts) if isinstance(part, type) and issubclass(part, BaseModel)), None)
    return last, ".<名称>" if get_origin(annotation) is dict else "[]"


def _last(path: str) -> str:
    """The name under which code reads a setting."""
    name = path.rpartition(".")[2]
    return "from_" if name == "from" else name


def _kind_of(field: FieldInfo) -> str:
    return " ".join([_type_words(field.annotation), *_limits(field.metadata)])


def _limits(metadata: Iterable[Any]) -> list[str]:
    """What may be written, of the limits that stand on a type or in the field on it."""
    parts = [part for one in metadata for part in (one.metadata if isinstance(one, FieldInfo) else [one])]
    return [LIMITS[type(part)].format(part) for part in parts if type(part) in LIMITS]


def _type_words(annotation: Any) -> str:
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return " / ".join(map(str, parts))
    if origin is Annotated:
        is_day = any(isinstance(part, AfterValidator) for part in parts)
        return "日期 2026-10-01" if is_day else " ".join([_type_words(parts[0]), *_limits(parts[1:])])
    if origin is dict:
        return f"名称: {_type_words(parts[1])}"
    if origin is tuple:
        return f"列表，每项是{_type_words(parts[0])}"
    if origin in (Union, types.UnionType):
        return " 或 ".join("null" if part is type(None) else _type_words(part) for part in parts)
    return TYPES[annotation]


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "（必填）"
    default = field.default
    if isinstance(default, bool):
        return "true" if default else "false"
    return "null" if default is None else "" if default in ("", (), {}) else str(default)


def _options(options: Any) -> str:
    return "；".join(f"{option} = {'、'.join(words)}" for option, words in options.items())


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def main() -> None:
    """Write the pages."""
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
