"""The invented company: shops, staff, articles, and people who buy tiles."""

from __future__ import annotations

from random import Random

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

STAFF_HEADINGS = ("序号", "工号", "姓名", "别名", "部门", "门店", "岗位", "考核方案", "入职日期", "离职日期")
STAFF = (
    ("X001", "刘晓燕", "小燕", "售后部", "五里牌店", "售后文员", "揽胜监管考核", "2021-03-01", ""),
    ("X002", "周敏", "", "售后部", "高桥店", "售后文员", "揽胜监管考核", "2022-06-13", ""),
    ("X003", "徐静", "", "售后部", "红星店", "售后文员", "揽胜监管考核", "2023-02-20", ""),
    ("X004", "王芳", "芳姐", "售后部", "五里牌店", "售后服务专员", "揽胜监管考核、售后部门评价标准", "2019-05-06", ""),
    (
        "X005",
        "李建国",
        "李师傅、老李",
        "售后部",
        "高桥店",
        "售后服务专员",
        "揽胜监管考核、售后部门评价标准",
        "2018-09-01",
        "",
    ),
    ("X006", "吴刚", "", "售后部", "红星店", "售后服务专员", "揽胜监管考核", "2024-04-08", "2026-10-15"),
    ("X007", "邓海涛", "", "售后部", "", "量房员", "", "2023-07-03", ""),
    ("X008", "陈志强", "陈师傅", "物流部", "五里牌店", "送货司机", "conduct-fines", "2020-11-16", ""),
    ("X009", "张伟民", "张师傅", "物流部", "高桥店", "送货司机", "conduct-fines", "2021-08-02", ""),
    ("X010", "何平", "何师傅", "物流部", "红星店", "送货司机", "conduct-fines", "2022-01-10", ""),
    ("X011", "杨丽", "", "销售部", "五里牌店", "导购", "", "2020-04-01", ""),
    ("X012", "赵倩", "", "销售部", "高桥店", "导购", "", "2022-03-15", ""),
    ("X013", "孙洁", "", "销售部", "红星店", "导购", "", "2025-05-19", ""),
    ("X014", "黄雅琴", "黄姐", "行政部", "", "行政专员", "", "2017-10-09", ""),
    ("X015", "彭程", "", "售后部", "", "售后经理", "", "2016-02-22", ""),
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
        self._names = {person[1] for person in STAFF}
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
        return Customer(name, f"1390000{self._numbers.pop()}", store, address)

    def _name(self) -> str:
        pick = self._random
        return pick.choice(_SURNAMES) + "".join(pick.sample(_GIVEN, pick.choice((1, 2, 2))))
