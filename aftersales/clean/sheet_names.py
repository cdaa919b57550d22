"""What the name of a sheet or a title says by itself: a person, a shop, a day. One sheet a person is how some keep logs.

Nobody is known here, so a name is only what can be nothing else: a surname and one or two more characters that make no
ordinary word. What is taken from a name is always told.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from aftersales.clean.date_text import with_digits
from aftersales.clean.text import listed

_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范石廖贾夏韦付方白邹孟熊秦邱江尹薛"
    "闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成"
    "苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣"
)
_TWO_SURNAMES = frozenset(listed("欧阳 上官 司马 诸葛 夏侯 皇甫 尉迟 公孙 慕容 司徒 令狐 东方 宇文 长孙 南宫 独孤"))
_ORDINARY = frozenset(
    listed(
        "常用 常规 全部 全年 全月 全国 全市 全体 安装 安全 安排 成品 成都 方案 方法 方式 方便 温馨 温州 高级 高端 高新 高桥 高清 明细 汇总 和平 白天 白班 白班组 时间 时段 时效 水电 马路 "
        "万科 万达 包装 包含 金额 江北 江南 江山 江苏 江西 华东 华南 华北 华中 龙华 龙岗 余额 余下 应收 应付 单价 单位 单据 单号 张贴 章程 解决 解释 计划 程序 路线 项目 项次 段落 "
        "连续 相关 关闭 关于 封面 目录 雷同 任务 任职 符号 付款 习惯 车辆 车间 车队 费用 费率 石材 周报 周末 周一 周二 周三 周四 周五 周六 周日 周计划 周期 冷水 甘肃 宁波 宁夏 "
        "海南 易损 易耗 向导 古典 党员 党建 米黄 夏季 夏天 秋季 管理 管道 管件 鲁班 景观 商品 商场 商店 沙发 荣誉 宗教 应急 应聘 席位 师傅 边角 简介 简表 农村 司机 司法 连锁 连接 "
        "路口 谷物 盛大 成本 成交 成型 成员 单人 单项 单品 季度 季报 包间 柏油 左右 左侧 申请 申报 申诉 章节 庄园 安徽 安阳 康复 施工 汤臣 向上 武汉 严重 毛坯 毛利 顾客 贺卡 陶瓷 "
        "史料 龙头 段位 江门 方圆 白色 付费 夏装 贾汪 石家庄 万元 马上 马赛克 高低 何时 何处 林业 罗列 许可 曹县 曾用 曾用名 田园 程度 苏州 姜堰 任意 任何 钟点 陆续 范围 范例 范本 "
        "金山 梅州 童装 关机 蓝色 游客 华夏 解答 农历 卓越 古镇 吉林 时尚 阳台 阳光 尤其 饶平 房号 房屋 房型 喻义 管家 曲线 苗木 柴油 路桥 应届 全屋 全勤 项目部 施工队 安装队 安装组 "
        "高新区 江北区 江南区 白云区 龙华区 龙岗区 万州区 华容 武昌 汉口 汉阳 长沙 石岩 石桥 石湾 马王堆 黄兴路 黄土岭 井湾子 白沙 白沙洲 温泉 金牛 毛毯 牛皮 石膏 石膏线 杨浦 徐汇 "
        "黄浦 郑州 黄山 徐州 贵阳 洛阳 沈阳 衡阳 岳阳 益阳 邵阳 常德 肖像 欧式 欧派 欧洲 殷勤 蒙古 蒙古族 韦德 符合 包修 包换 包退 全包 半包"
    )
)
_ENDS = frozenset(
    "店区市县省镇村路街部组队班厂库站处科室司表单册类项号期版份户数额率砖机件品卡箱片款费账帐表类月日周年季旬"
)
OWN_NAME = frozenset(("姓名", "员工", "员工姓名", "人员", "人员姓名", "本人"))
"""Labels above a table that name the one person whose sheet it is."""
_HAN = re.compile(r"[\u4e00-\u9fff]{2,4}")
_DATES = re.compile(
    r"(19|20)?\d{2}\s*年|\d{1,2}\s*月份?|\d{1,2}\s*[日号]|[一二三四五六七八九十]{1,3}\s*(月份?|[日号])|\d[\d.\-/]*|第?[一二三四\d]季度|[上下]半年|[上中下]旬"
)
_WORDS = re.compile(
    r"(记录|登记|台账|汇总|明细|统计|日报|周报|月报|报表|情况|清单|的|表|簿|单)+$|^(姓名|员工|人员|个人|的)"
)
_APART = re.compile(r"[\s_\-—－–·.、,，;；:：|/\\()（）\[\]【】<>《》+&]+")
_SIGNED = re.compile(r"[:：]|制[表单]|填[表报]|审[核批]|复核|负责|经理|主管|店长|主任|签[字名]|联系|电话|客户")
_LONGEST = 40
_STORE = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{1,10}?(专卖店|旗舰店|体验店|直营店|加盟店|门店|分店|店)")
_NO_STORE = re.compile(
    r"(本|各|全|总|分|门|新|老|每|多|该|两|一|直营|加盟|专卖|旗舰|体验|全部|所有|其他|其它|下属|网)*(专卖店|旗舰店|体验店|直营店|加盟店|门店|分店|店)"
)
_MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_DAY = re.compile(r"0?[1-9]|[12]\d|3[01]")
_WHOLE = re.compile(r"((20)?\d\d\s*年)?\s*\d{1,2}\s*月份?|(20)?\d\d年?|20\d\d\s*[.\-/年]\s*\d{1,2}月?份?")
_SPAN = re.compile(r"\d\s*[日号]?\s*[~至到—–]|截[止至]")
_LONE_DAY = re.compile(
    r"(?<!:\s)(?<!\S)(20\d\d\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*[日号]?)(?:\s*[(]?(?:星期|周)[一二三四五六日天][)]?)?(?!\S)"
)
_DAYS = re.compile(r"\d\s*[日号.\-月/]|^\d{8}$")


def person_in(texts: Iterable[tuple[str, str]], titles: tuple[str, ...]) -> tuple[str, str]:
    """The one name that the nearest text speaks of, and where; `titles` are words that are no part of a name.

    A text with a label or of somebody who signs names no one: 制表人：李娜 did not do the work.

    >>> person_in([("标题", "9月维修记录"), ("工作表名", "王芳")], ("维修记录",))
    ('王芳', '工作表名')
    >>> person_in([("标题", "9月维修记录（王芳）"), ("工作表名", "Sheet1")], ("维修记录",))
    ('王芳', '标题')
    >>> person_in([("标题", "制表人 李娜"), ("标题", "周报"), ("工作表名", "高桥店")], ())
    ('', '')
    """
    for where, text in texts:
        if len(text) > _LONGEST or _SIGNED.search(text):
            continue
        names = {piece for piece in _pieces(text, titles) if is_person(piece)}
        if names:
            return (names.pop(), where) if len(names) == 1 else ("", "")
    return "", ""


def is_person(text: str) -> bool:
    """Whether a text can hardly be anything but a person's name.

    >>> [is_person(t) for t in ("王芳", "欧阳小明", "张伟强", "周报", "安装", "高新区", "王芳回访", "小王")]
    [True, True, True, False, False, False, False, False]
    """
    if not _HAN.fullmatch(text) or text in _ORDINARY or text[-1] in _ENDS:
        return False
    if text[:2] in _TWO_SURNAMES:
        return len(text) in (3, 4)
    return len(text) in (2, 3) and text[0] in _SURNAMES and text[:2] not in _ORDINARY


def store_in(texts: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """The shop whose name is all that the nearest text says beside a date, and where.

    >>> store_in([("工作表名", "五里牌店")]), store_in([("工作表名", "9月 高桥专卖店")]), store_in([("工作表名", "各门店")])
    (('五里牌店', '工作表名'), ('高桥专卖店', '工作表名'), ('', ''))
    """
    for where, text in texts:
        names = {piece for piece in _pieces(text, ()) if _STORE.fullmatch(piece) and not _NO_STORE.fullmatch(piece)}
        if len(names) == 1:
            return names.pop(), where
    return "", ""


def day_in(sheet: str, *, month: int | None) -> str:
    """The day that a sheet is named after, as a clerk would write it in a cell; a bare day only in a known month.

    >>> [day_in(t, month=9) for t in ("1号", "10.3", "0902", "九月三日", "3", "Sheet1", "九月")]
    ['1号', '10.3', '9月2日', '9月3日', '3日', '', '']
    >>> day_in("3", month=None)
    ''
    """
    name = with_digits(unicodedata.normalize("NFKC", sheet)).strip()
    if match := _MONTH_DAY.fullmatch(name):
        return f"{int(match[1])}月{int(match[2])}日"
    if month and _DAY.fullmatch(name):
        return f"{int(name)}日"
    return name if _DAYS.search(name) and not _WHOLE.fullmatch(name) else ""


def day_above(titles: Iterable[str]) -> str:
    """The one whole date that stands by itself above a table; blank where a label has it, or where there are several.

    >>> day_above(["领 料 单", "仓库：材料库 2026年10月11日"]), day_above(["制表日期：2026年10月11日"])
    ('2026年10月11日', '')
    >>> day_above(["2026-10-01 至 2026-10-31"]), day_above(["销售结帐单 2026 年 11 月 6 日"])
    ('', '2026 年 11 月 6 日')
    """
    plain = (with_digits(unicodedata.normalize("NFKC", title)) for title in titles)
    found = {match[1] for text in plain if not _SPAN.search(text) for match in _LONE_DAY.finditer(text)}
    return found.pop() if len(found) == 1 else ""


def _pieces(text: str, words: tuple[str, ...]) -> list[str]:
    """What is left of a text, cut where something stands apart, without dates and the words of logs."""
    plain = _DATES.sub(" ", unicodedata.normalize("NFKC", text))
    if words:
        plain = _any_of(words).sub(" ", plain)
    return [_WORDS.sub("", piece) for piece in _APART.split(plain)]


@lru_cache(maxsize=64)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))))
