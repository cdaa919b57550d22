"""Commands that propose something new: headings, blank sheets, an appraisal scheme."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aftersales.cli.options import AsOfOption, InputsOption, StateOption, existing
from aftersales.cli.session import Session


def learn(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(readable=False, metavar="FILE", help="认不出的表，或有认不出的列的表")],
    write: Annotated[bool, typer.Option("--write", help="把建议写入 config.yaml（先备份）")] = False,
    sheet: Annotated[str, typer.Option("--sheet", metavar="NAME", help="只看这个工作表")] = "",
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help="当作哪种登记表；写新的中文名 = 新增一种")] = "",
    inputs: InputsOption = None,
    state: StateOption = None,
) -> None:
    """认识一张新的表：建议种类、表头行和每一列的字段，以及要加到 config.yaml 的行."""
    from aftersales.cli.learn import Lesson, learn_file

    session: Session = context.obj
    options = session.asked(inputs, None, state)
    path = file if file.exists() else options.inputs / file
    learn_file(Lesson(existing(path), sheet, kind, write=write), options, session)


def template(
    context: typer.Context,
    kinds: Annotated[
        list[str] | None, typer.Argument(metavar="[KIND]...", help="登记表的代号或中文名，不写 = 全部")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", readable=False, metavar="DIR", help="写到哪里，不写 = 模板")
    ] = None,
    inputs: InputsOption = None,
    state: StateOption = None,
) -> None:
    """空白登记表：有下拉、校验、填写说明和一行例子，填好放进登记表文件夹就能读."""
    from aftersales.cli.template import FOLDER, kinds_asked, write_templates
    from aftersales.kinds.load import load_kinds

    session: Session = context.obj
    options = session.asked(inputs, None, state)
    wanted = kinds_asked(kinds or (), load_kinds(options.settings.kinds))
    write_templates(wanted, out or Path(FOLDER), options, session.screen)


def trial(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(readable=False, metavar="SCHEME.yaml", help="要试的考核方案")],
    months: Annotated[int, typer.Option("--months", min=1, metavar="N", help="试算最近几个月")] = 3,
    inputs: InputsOption = None,
    state: StateOption = None,
    as_of: AsOfOption = None,
) -> None:
    """把一个考核方案放在过去几个月上试算：谁的等级会变、金额、名次变动多少。不发布任何东西."""
    from aftersales.cli.session import known_to_schemes
    from aftersales.cli.trial import try_scheme

    session: Session = context.obj
    options = session.asked(inputs, None, state, as_of, dry_run=True)
    try_scheme(file, months, options, known_to_schemes(options.settings), session.screen)
