"""Commands that show how something was read or worked out, and change nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aftersales.cli.options import AsOfOption, InputsOption, OutputsOption, StateOption, existing
from aftersales.cli.session import Session


def check(
    context: typer.Context,
    files: Annotated[
        list[Path] | None, typer.Argument(readable=False, metavar="[FILE]...", help="要检查的文件，不写 = 全部")
    ] = None,
    inputs: InputsOption = None,
    state: StateOption = None,
    as_of: AsOfOption = None,
) -> None:
    """只读取和检查：每张表认成了什么，每个问题在哪一格、怎么改."""
    from aftersales.checking import check as check_files
    from aftersales.cli.checked import show_check
    from aftersales.kinds.load import load_kinds

    session: Session = context.obj
    options = session.asked(inputs, None, state, as_of)
    wanted = [existing(path) for path in files or ()]
    result = check_files(options, wanted)
    show_check(result, load_kinds(options.settings.kinds), session.screen)


def explain(
    context: typer.Context,
    target: Annotated[str, typer.Argument(metavar="FILE|MEASURE|person", help="文件，或指标代号，或 person 加姓名")],
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="姓名，跟在 person 后面")] = "",
    month: Annotated[str | None, typer.Option(metavar="YYYY-MM", help="月份，不写 = 最近一个月")] = None,
    store: Annotated[str, typer.Option(help="门店")] = "",
    person: Annotated[str, typer.Option(help="人员")] = "",
    category: Annotated[str | None, typer.Option(help="类别")] = None,
    inputs: InputsOption = None,
    outputs: OutputsOption = None,
    state: StateOption = None,
    as_of: AsOfOption = None,
) -> None:
    """一个文件是怎样读的；或一个指标由哪些记录算出；或一个人的得分怎样来的（explain person 王芳）."""
    from aftersales.cli.explain import Question, explain_measure
    from aftersales.kinds.load import load_kinds

    session: Session = context.obj
    options = session.asked(inputs, outputs, state, as_of)
    settings = options.settings
    kinds = load_kinds(settings.kinds)
    if target == "person" and name:
        from aftersales.appraisal.library import load_schemes
        from aftersales.cli.person_explained import explain_person

        explain_person(name, month, options.outputs, kinds, load_schemes(settings.schemes), session.screen)
        return
    path = Path(target)
    path = path if path.exists() else options.inputs / target
    if path.is_file():
        from aftersales.checking import check as check_files
        from aftersales.cli.file_explained import explain_file
        from aftersales.cli.learn import study

        explain_file(study(path, options), check_files(options, [path]), kinds, session.screen)
    else:
        question = Question(target, month, store, person, category)
        explain_measure(question, options.outputs, kinds, session.screen, settings.categories)


def categorise(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(readable=False, metavar="FILE.csv", help="有 text 一列的 CSV")],
    trade: Annotated[str | None, typer.Option(metavar="tile|furniture|appliance|machinery", help="行业")] = None,
) -> None:
    """只试投诉分类：读 text 列，在标准输出写 CSV(text, codes, names, evidence)."""
    from aftersales.cli.categorised import categorise_file

    session: Session = context.obj
    settings, _ = session.settings()
    session.screen.raw(categorise_file(existing(file), settings.categories, trade))
