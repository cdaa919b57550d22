"""The invented company: shops, staff, articles, and people who buy tiles."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from .records import Customer, Product

COMPANY = "湘岚陶瓷"
STORES = ("五里牌店", "高桥店", "红星店")
AUDITOR = "黄雅琴"
CLERKS = {"五里牌店": "刘晓燕", "高桥店": "周敏", "红星店": "徐静"}
SALES = {"五里牌店": "杨丽", "高桥店": "赵倩", "红星店": "孙洁"}
DRIVERS = {"五里牌店": "陈志强", "高桥店": "张伟民", "红星店": "何平"}
GUIDES = {"五里牌店": "王芳", "高桥店": "李建国", "红星店": "吴刚"}
SURVEYORS = ("邓海涛", "李建国")
MASONS = ("易师傅", "贺师傅", "龙师傅", "文师傅", "唐师傅")

TECHNICIANS = ("罗建军", "谢勇", "卢海")


class Staff(NamedTuple):
    """One row of the roster; somebody who moved to another shop has two."""

    no: str
    name: str
    aliases: str
    department: str
    store: str
    role: str
    schemes: str
    came: str
    left: str
    wage: int | str


STAFF_HEADINGS = ("序号", "工号", "姓名", "别名", "部门", "门店", "岗位", "考核方案", "入职日期", "离职日期", "月工资")
_CLERK = "揽胜监管考核、售后人员考核管理制度"
_GUIDE = "揽胜监管考核、售后部门评价标准、售后服务员考核评分表"
_DRIVER = "conduct-fines、雄辉售后人员考核"
_REPAIR = "售后服务人员月考核表"
STAFF = (
    Staff("X001", "刘晓燕", "小燕", "售后部", "五里牌店", "售后文员", _CLERK, "2021-03-01", "", 4200),
    Staff("X002", "周敏", "", "售后部", "高桥店", "售后文员", _CLERK, "2022-06-13", "", 4000),
    Staff("X003", "徐静", "", "售后部", "红星店", "售后文员", _CLERK, "2023-02-20", "", 2400),
    Staff(
        "X004",
        "王芳",
        "芳姐",
        "售后部",
        "五里牌店",
        "售后服务专员",
        f"{_CLERK}、售后部门评价标准",
        "2019-05-06",
        "",
        5600,
    ),
    Staff("X005", "李建国", "李师傅、老李", "售后部", "高桥店", "售后服务专员", _GUIDE, "2018-09-01", "", "5,800"),
    Staff("X006", "吴刚", "", "售后部", "红星店", "售后服务专员", _GUIDE, "2024-04-08", "2026-10-15", 4800),
    Staff("X007", "邓海涛", "", "售后部", "", "量房员", "雄辉售后人员考核", "2023-07-03", "", 4500),
    Staff("X008", "陈志强", "陈师傅", "物流部", "五里牌店", "送货司机", _DRIVER, "2020-11-16", "", 5000),
    Staff("X009", "张伟民", "张师傅", "物流部", "高桥店", "送货司机", _DRIVER, "2021-08-02", "", 5000),
    Staff("X010", "何平", "何师傅", "物流部", "红星店", "送货司机", _DRIVER, "2022-01-10", "", "4800元"),
    Staff("X011", "杨丽", "", "销售部", "五里牌店", "导购", "", "2020-04-01", "", ""),
    Staff("X012", "赵倩", "", "销售部", "高桥店", "导购", "", "2022-03-15", "", ""),
    Staff("X013", "孙洁", "", "销售部", "红星店", "导购", "", "2025-05-19", "", ""),
    Staff("X014", "黄雅琴", "黄姐", "行政部", "", "行政专员", "", "2017-10-09", "", ""),
    Staff("X015", "彭程", "", "售后部", "", "售后经理", "", "2016-02-22", "", ""),
    Staff("X016", "罗建军", "罗师傅", "售后部", "五里牌店", "维修技师", _REPAIR, "2019-11-04", "2026-09-30", ""),
    Staff("X016", "罗建军", "罗师傅", "售后部", "红星店", "维修技师", _REPAIR, "2026-10-01", "", 5200),
    Staff("X017", "谢勇", "谢师傅", "售后部", "高桥店", "维修技师", _REPAIR, "2022-03-21", "", 5000),
    Staff("X018", "卢海", "", "售后部", "五里牌店", "维修技师", _REPAIR, "2024-07-15", "", 4600),
    Staff("X019", "蒋欣", "", "售后部", "红星店", "售后服务专员", _GUIDE, "2026-10-08", "", 4300),
)

CATALOGUE = (
    Product("岚山", "LS8001", "800×800", "片", 46),
    Product("岚山", "LS8016", "800×800", "片", 52),
    Product("岚山", "LS1203", "600×1200", "片", 68),
    Product("青禾", "QH6302", "300×600", "片", 14),
    Product("青禾", "QH6315", "300×600", "片", 16),
    Product("青禾", "QH1509", "150×900", "箱", 158),
    Product("青禾", "QH4508", "400×800", "箱", 132),
)
GLUE = Product("岚山", "瓷砖胶C2", "20kg", "包", 38)

_SURNAMES = (
    "张李王陈刘杨黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余"
    "潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文"
)
_GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂香玉梅海燕春红建华志国文斌婷雪琳浩宇晨欣怡佳慧颖倩雅"
_ESTATES = {
    "五里牌店": ("湘江名苑", "五里新城", "锦绣华庭", "凯旋里"),
    "高桥店": ("高桥嘉园", "东岸雅居", "星河湾畔", "长丰公馆"),
    "红星店": ("红星美地", "天际岭小区", "雨花翠庭"),
}


class Town:
    """Hands out households, each with a name and a phone of its own."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._names = {person.name for person in STAFF}
        self._numbers = random.sample(range(1000, 9999), 600)

    def household(self, store: str) -> Customer:
        """A new household of that shop."""
        name = self._name()
        while name in self._names:
            name = self._name()
        self._names.add(name)
        pick = self._random
        estate = pick.choice(_ESTATES[store])
        address = f"{estate}{pick.randint(1, 18)}栋{pick.randint(1, 3)}单元{pick.randint(2, 28)}0{pick.randint(1, 4)}"
        return Customer(name, f"1380000{self._numbers.pop()}", store, address)

    def _name(self) -> str:
        pick = self._random
        return pick.choice(_SURNAMES) + "".join(pick.sample(_GIVEN, pick.choice((1, 2, 2))))
