"""The configuration as frozen models: every setting, its type, its default, and what it is for.

`docs/config.md` is generated from the descriptions here. Nothing below reads a file; `aftersales.settings.load` does.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, PositiveInt

from aftersales.settings.operations import Dask, Logs, Messages
from aftersales.settings.part import Day, Part
from aftersales.settings.schemes import SchemeChange
from aftersales.settings.worklists import WorkLists

Share = Annotated[float, Field(ge=0, le=1)]
Month = Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class Company(Part):
    """Who the report is for."""

    name: str = Field("", description="公司名称，印在报表抬头")


class Folders(Part):
    """Where things are; relative paths count from the config file's folder."""

    inputs: str = Field("inputs", description="登记表文件夹（只读）")
    outputs: str = Field("outputs", description="报表输出文件夹")
    state: str = Field("state", description="本机状态文件夹（缓存、台账、锁），不要放在网络盘")
    templates: str = Field("", description="网页模板文件夹，空 = 程序自带")


class Store(Part):
    """One shop."""

    name: str = Field(description="门店名称")
    aliases: tuple[str, ...] = Field((), description="登记表里出现的其他写法")


class Person(Part):
    """One member of staff, as in a 花名册 sheet; the two are merged."""

    name: str = Field(description="姓名")
    aliases: tuple[str, ...] = Field((), description="别名、简称、常见错写")
    staff_no: str = Field("", description="工号")
    department: str = Field("", description="部门")
    store: str = Field("", description="门店")
    role: str = Field("", description="岗位")
    scheme: tuple[str, ...] = Field((), description="适用的考核方案")
    from_: Day | None = Field(None, alias="from", description="入职日期")
    to: Day | None = Field(None, description="离职日期")
    wage: float | None = Field(None, ge=0, description="月工资，元；只用来提示扣款上限")


class FieldAddition(Part):
    """A field of a kind that a shop adds, in the vocabulary of docs/kinds.md."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$", description="字段名（英文）")
    type: str = Field("text", description="类型")
    zh: str = Field("", description="中文名")
    headings: tuple[str, ...] = Field((), description="表头写法")
    options: dict[str, tuple[str, ...]] = Field({}, description="choice 的选项：代号 → 写法")
    ditto: bool = Field(False, description="是否允许“同上”")


class KindAddition(Part):
    """Headings added to a kind, or (with `fields`) a whole new kind."""

    zh: str = Field("", description="新增登记表的中文名")
    row: str = Field("", description="一行是什么")
    titles: tuple[str, ...] = Field((), description="标题或工作表名里的字样")
    headings: dict[str, tuple[str, ...]] = Field({}, description="字段 → 本店的表头写法")
    ditto: tuple[str, ...] = Field((), description="允许“同上”或空白即同上的字段")
    fields: tuple[FieldAddition, ...] = Field((), description="新增登记表的字段")
    required: tuple[tuple[str, ...], ...] = Field((), description="每组至少要有一个字段")
    event: tuple[str, ...] = Field((), description="决定月份的日期字段")


class CategoryAddition(Part):
    """Words that a shop adds to a complaint category."""

    words: tuple[str, ...] = Field((), description="出现即归入此类的词")
    not_words: tuple[str, ...] = Field((), description="出现时不算的词")


class Categories(Part):
    """The complaint taxonomy."""

    profile: Literal["core", "tile", "furniture", "appliance", "machinery"] = Field("tile", description="行业")
    words: dict[str, CategoryAddition] = Field({}, description="类别名或代号 → 增加的词")
    aliases: dict[str, str] = Field({}, description="登记表里填的类别 → 标准类别名")


class Satisfaction(Part):
    """How satisfaction words are read."""

    basic_counts_as_satisfied: bool = Field(False, description="基本满意/较满意是否算满意")
    words: dict[str, Annotated[int, Field(ge=1, le=5)]] = Field({}, description="本店特有的评价用词 → 1–5")


class Rules(Part):
    """Thresholds of the rules, each with the default of docs/rules.md."""

    first_contact_hours: PositiveInt = Field(24, description="首次联系时限（小时），S2-26")
    small_sample: PositiveInt = Field(10, description="少于这个数的比率只供参考，不排名")
    work_start: Clock = Field("08:00", description="上班时间，之后打卡算迟到，S0-24、S4-03")
    work_end: Clock = Field("17:00", description="下班时间，之前打卡算早退，S0-24、S4-04")
    punctual_minutes: int = Field(15, ge=0, description="上门比预约晚几分钟以内算准时，S1-06")
    forms_days: int = Field(1, ge=0, description="派工单、反馈单在服务日后几天内交算及时，S4-06")
    repeat_days: PositiveInt = Field(30, description="修好后几天内同一故障再报修算返修，S2-50")
    warranty_months: PositiveInt = Field(12, description="客户资料没写保修期时按几个月算，S4-07")


class Fines(Part):
    """Amounts of `conduct-fines`; null = amount open."""

    false_callback: float | None = Field(20, ge=0, description="回访不实，元/次，S2-18")
    attitude: float | None = Field(50, ge=0, description="服务态度，元/次，S2-19")
    late_entry: float | None = Field(None, ge=0, description="未及时进场，元/次，S0-33 原文没有金额")
    word: str = Field("建议处罚", description="报表里的叫法")


class Wages(Part):
    """The guard for deductions from wages: only shown beside proposals, never applied."""

    cap_share: Share = Field(0.2, description="单月扣款合计不超过月工资的这个比例")
    minimum: float | None = Field(None, ge=0, description="当地最低工资，元/月；扣款后不低于它")


class Appraisals(Part):
    """Dates of appraisals."""

    published_on_day: int = Field(8, ge=1, le=28, description="每期得分在次月几日公布")
    objection_days: PositiveInt = Field(10, description="公布后几天内可以申诉")


class Limits(Part):
    """Limits against broken and hostile files; each is named when it refuses something."""

    file_mb: PositiveInt = Field(100, description="单个文件大小上限(MB)")
    inflated_mb: PositiveInt = Field(512, description="解压后总大小上限(MB)")
    ratio: PositiveInt = Field(200, description="单个部件的压缩倍数上限，只管解压后超过总上限五分之一的部件")
    entries: PositiveInt = Field(10_000, description="压缩包内文件数上限")
    cells: PositiveInt = Field(5_000_000, description="单个工作表的单元格数上限")
    sheets: PositiveInt = Field(200, description="单个文件的工作表数上限")
    letters: PositiveInt = Field(1_000_000, description="文本表格里一格的字数上限")
    memory_mb: PositiveInt = Field(1024, description="读取一个文件可用的内存上限(MB)")
    seconds_per_file: PositiveInt = Field(20, description="读取一个文件的时间上限（秒）")


class Privacy(Part):
    """What outputs show of customers."""

    mask: bool = Field(True, description="报表里的电话是否打码")
    records: bool = Field(True, description="是否输出 records/ 明细表（含完整电话）")


class ReportOptions(Part):
    """How the report looks."""

    detail_rows: PositiveInt = Field(5_000, description="工作簿每个明细表最多列出的行数，其余见 data/records/")
    history_months: PositiveInt = Field(12, description="趋势图的月数")


class Gates(Part):
    """Conditions under which a run ends with a non-zero exit code."""

    max_rejected_share: Share | None = Field(None, description="被退回行数占比超过它，退出码 3")
    required_kinds: tuple[str, ...] = Field((), description="必须有的登记表种类；没有则退出码 4")


class Settings(Part):
    """All of `config.yaml`."""

    company: Company = Company()
    language: Literal["zh", "en"] = Field("zh", description="报表语言：zh 中文，en 英文")
    folders: Folders = Folders()
    stores: tuple[Store, ...] = Field((), description="门店名单")
    people: tuple[Person, ...] = Field((), description="人员名单（也可以用花名册表）")
    kinds: dict[str, KindAddition] = Field({}, description="增加表头写法，或增加整种登记表")
    categories: Categories = Categories()
    satisfaction: Satisfaction = Satisfaction()
    targets: dict[str, float] = Field({}, description="指标 → 目标值（比率用小数）")
    rules: Rules = Rules()
    fines: Fines = Fines()
    schemes: dict[str, SchemeChange] = Field({}, description="考核方案：改动自带的，或写一个新的；见 docs/schemes.md")
    wages: Wages = Wages()
    appraisals: Appraisals = Appraisals()
    limits: Limits = Limits()
    privacy: Privacy = Privacy()
    report: ReportOptions = ReportOptions()
    gates: Gates = Gates()
    worklists: WorkLists = WorkLists()
    holidays: dict[Day, bool] = Field({}, description="日期 → true 放假 / false 调休上班")
    close_on_day: int | None = Field(
        8,
        ge=1,
        le=28,
        description="每月几日封存上月：封存后的改动不再改上月的数，另列追溯调整；null = 只用 close 命令封存",
    )
    workers: int = Field(0, ge=0, description="读取进程数，0 = 处理器数")
    engine: Literal["processes", "dask"] = Field("processes", description="在哪里读文件：本机进程，或 Dask 集群")
    dask: Dask = Dask()
    messages: Messages = Messages()
    logs: Logs = Logs()
