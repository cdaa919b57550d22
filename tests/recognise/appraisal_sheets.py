"""Wide appraisals and targets, drawn, with the records that they hold."""

from __future__ import annotations

from dataclasses import dataclass

from tests.recognise.pictures import Picture


@dataclass(frozen=True)
class Wide:
    """A drawn sheet; its records, one a line: the row, then the fields that `fields` names, `-` for a blank one."""

    picture: Picture
    fields: str
    records: str


APPRAISALS = (
    Wide(
        Picture(
            "people down, items across, a typed total with its grade",
            """
            N 2026年10月售后人员考核表
            H 序号 | 姓名 | 岗位 | 服务态度 | 业务能力 | 工作效率 | 总分 | 等级 | 名次 | 备注
            R 1 | 王芳 | 专员 | 95 | 88 | 90 | 91 | 优秀 | 1 |
            R 2 | 李娜 | 专员 | 80 | | 优秀 | | | 2 | 请假
            N 3 | 赵敏 | 专员 | | | | | | |
            N 平均 | | | 87.5 | 88 | 90 | 91 | | |
            N 制表人：张三
            """,
            "appraisal",
        ),
        "person item rater score word",
        """
        3 王芳 服务态度 - 95 -
        3 王芳 业务能力 - 88 -
        3 王芳 工作效率 - 90 -
        3 王芳 总分 result 91 优秀
        4 李娜 服务态度 - 80 -
        4 李娜 工作效率 - - 优秀
        """,
    ),
    Wide(
        Picture(
            "people down, under each item who rates it",
            """
            N 考核评分表 2026年10月
            H 姓名 | 服务态度 | | 产品陈列 | | 总分
            H | 自评 | 上级 | 自评 | 上级 |
            R 王芳 | 95 | 90 | 优秀 | 良好 | 88
            R 李娜 | 85 | | 75 | 70 |
            """,
            "appraisal",
        ),
        "person item rater score word",
        """
        4 王芳 服务态度 self 95 -
        4 王芳 服务态度 superior 90 -
        4 王芳 产品陈列 self - 优秀
        4 王芳 产品陈列 superior - 良好
        4 王芳 总分 result 88 -
        5 李娜 服务态度 self 85 -
        5 李娜 产品陈列 self 75 -
        5 李娜 产品陈列 superior 70 -
        """,
    ),
    Wide(
        Picture(
            "a year in one sheet: each row says its month, its scheme and who rates",
            """
            N 售后人员考核评分表
            H 月份 | 姓名 | 考核方案 | 考核人 | 服务态度 | 业务能力
            R 2026年1月 | 王芳 | 售后人员考核管理制度 | 周主任 | 92 | 88
            R 2026年2月 | 王芳 | | | 90 |
            """,
            "appraisal",
        ),
        "period person scheme rater_name item score",
        """
        3 2026年1月 王芳 售后人员考核管理制度 周主任 服务态度 92
        3 2026年1月 王芳 售后人员考核管理制度 周主任 业务能力 88
        4 2026年2月 王芳 - - 服务态度 90
        """,
    ),
    Wide(
        Picture(
            "a list of people and items with who rates across",
            """
            N 考核评分表
            H 考核月份 | 姓名 | 考核项目 | 自评 | 上级 | 结果
            R 2026年4月 | 王芳 | 服务态度 | 99 | 90 | 90
            R 2026年4月 | 李娜 | 服务态度 | | 85 |
            """,
            "appraisal",
        ),
        "period person item rater score",
        """
        3 2026年4月 王芳 服务态度 self 99
        3 2026年4月 王芳 服务态度 superior 90
        3 2026年4月 王芳 服务态度 result 90
        4 2026年4月 李娜 服务态度 superior 85
        """,
    ),
    Wide(
        Picture(
            "a form whose person and month stand in cells without a colon",
            """
            N 考核评分表
            N 姓名 | 王芳 | 月份 | 2026年4月
            H 考核项目 | 自评 | 上级
            R 服务态度 | 99 | 90
            """,
            "appraisal",
        ),
        "item rater score",
        """
        4 服务态度 self 99
        4 服务态度 superior 90
        """,
    ),
    Wide(
        Picture(
            "known items speak for themselves, without a title",
            """
            H 姓名 | 积极性 | 协调性 | 忠诚度
            R 王芳 | 14 | 9 | 15
            """,
            "appraisal",
        ),
        "person item score",
        """
        2 王芳 积极性 14
        2 王芳 协调性 9
        2 王芳 忠诚度 15
        """,
    ),
    Wide(
        Picture(
            "a form a person: two blocks, three raters, what was reached, weighted sums",
            """
            N 售后服务员考核评分表
            N 考核期间：2026年10月 | | 姓名：王芳 | | 岗位：售后专员
            N Part Ⅰ 业绩考核
            H 序号 | 考核项目 | 权重 | 目标值要求 | 评分等级 | 得分 | | | 完成率
            H | | | | | 自评 | 上级 | 结果 |
            R 1 | 客户回访 | 0.2 | 100% | | 20 | 18 | 18 | 95%
            R 2 | 2、投诉处理（20分） | 0.2 | 100% | | | 20 | | 1
            N 3 | 客户满意度 | 0.2 | 90% | | | | |
            N 加权合计 | | | | | 20 | 38 | 18 |
            N Part Ⅱ 行为考核
            H 序号 | 行为指标 | 权重 | 指标说明 | 考核评分 | 自评 | 上级 | 结果
            R 1 | 服务细致度 | 0.5 | 见附件 | | 4级 | 3级 |
            R 2 | 以客户为中心 | 0.5 | 见附件 | | 4 | 3 | 3
            R 总分 | | | | | | | 88
            N 被考核人签字： | | | 上级签字：
            """,
            "appraisal appraisal",
        ),
        "item rater score level sub_item",
        """
        6 客户回访 self 20 - -
        6 客户回访 superior 18 - -
        6 客户回访 result 18 - -
        6 客户回访 - 95% - 达成率
        7 投诉处理 superior 20 - -
        7 投诉处理 - 1 - 达成率
        12 服务细致度 self - 4 -
        12 服务细致度 superior - 3 -
        13 以客户为中心 self - 4 -
        13 以客户为中心 superior - 3 -
        13 以客户为中心 result - 3 -
        14 总分 result 88 - -
        """,
    ),
    Wide(
        Picture(
            "a foot that sums up what each rater gave: no result was typed",
            """
            N 售后人员考核表
            N 姓名： | 李娜 | 考核期间： | 2026年10月
            H 考核项目 | 分值 | 自评 | 上级评分
            R 服务态度 | 30 | 28 | 26
            R 业务知识 | 30 | 27 | 25
            R 合计 | 60 | 55 | 51
            """,
            "appraisal",
        ),
        "item rater score",
        """
        4 服务态度 self 28
        4 服务态度 superior 26
        5 业务知识 self 27
        5 业务知识 superior 25
        6 总分 self 55
        6 总分 superior 51
        """,
    ),
    Wide(
        Picture(
            "360 degrees: items, sub-items, who rates in two rows, the person in cells",
            """
            N 360°考核表
            N 姓名： | 李娜 | 月份： | 2026年9月
            H 考核项目 | 细分指标 | 权重(分) | 定义 | 考评得分(取平均值) | | | 等级 | 备注
            H | | | | 自我评分 | 同事评分 | 领导评分 | |
            R 业务知识 | 产品知识 | 20 | 懂产品 | 18 | 17 | 16 | |
            R | 售后流程 | 20 | 懂流程 | 18 | | 16 | |
            R 团队协作 | 沟通能力 | 20 | | | 优秀 | | |
            """,
            "appraisal",
        ),
        "item sub_item rater score word",
        """
        5 业务知识 产品知识 self 18 -
        5 业务知识 产品知识 peer 17 -
        5 业务知识 产品知识 superior 16 -
        6 业务知识 售后流程 self 18 -
        6 业务知识 售后流程 superior 16 -
        7 团队协作 沟通能力 peer - 优秀
        """,
    ),
    Wide(
        Picture(
            "one sheet a person, which bears the name",
            """
            N 2026年9月考核评分表
            H 考核项目 | 自评 | 上级
            R 服务态度 | 18 | 17
            """,
            "appraisal",
            sheet="王芳",
        ),
        "person item rater score",
        """
        3 王芳 服务态度 self 18
        3 王芳 服务态度 superior 17
        """,
    ),
    Wide(
        Picture(
            "two people below each other, each with a name above the table",
            """
            N 2026年9月考核表
            N 姓名：王芳
            H 考核项目 | 自评 | 上级
            R 服务态度 | 18 | 17
            N 姓名：李娜
            H 考核项目 | 自评 | 上级
            R 服务态度 | 16 | 15
            """,
            "appraisal appraisal",
        ),
        "item rater score",
        """
        4 服务态度 self 18
        4 服务态度 superior 17
        7 服务态度 self 16
        7 服务态度 superior 15
        """,
    ),
    Wide(
        Picture(
            "targets of people: items and measures across",
            """
            N 2026年10月目标分解表
            H 姓名 | 客户回访 | 回访满意率 | 备注
            R 王芳 | 60 | 95% | 新人
            R 李娜 | 50 | |
            """,
            "target",
        ),
        "person item measure target",
        """
        3 王芳 客户回访 - 60
        3 王芳 - 回访满意率 95%
        4 李娜 客户回访 - 50
        """,
    ),
    Wide(
        Picture(
            "targets of shops beside what was reached",
            """
            N 2026年10月目标
            H 门店 | 回访量 | | 满意率 |
            H | 目标 | 实际 | 目标 | 实际
            R 五里牌店 | 60 | 20 | 95% | 90%
            R 河西店 | 50 | 22 | 95% | 92%
            """,
            "target",
        ),
        "store measure target",
        """
        4 五里牌店 回访量 60
        4 五里牌店 满意率 95%
        5 河西店 回访量 50
        5 河西店 满意率 95%
        """,
    ),
    Wide(
        Picture(
            "items down, the people who are judged across",
            """
            N 2026年第三季度售后部考核
            H 考核项目 | 王芳 | 李娜 | 赵敏
            R 服务态度 | 18 | 17 | 19
            R 纪律 | 10 | | 优秀
            R 合计 | 28 | 17 |
            """,
            "appraisal",
        ),
        "person item rater score word",
        """
        3 王芳 服务态度 - 18 -
        3 李娜 服务态度 - 17 -
        3 赵敏 服务态度 - 19 -
        4 王芳 纪律 - 10 -
        4 赵敏 纪律 - - 优秀
        5 王芳 总分 result 28 -
        5 李娜 总分 result 17 -
        """,
    ),
    Wide(
        Picture(
            "the months across, the measure in the title",
            """
            N 2026年各店回访满意率目标
            H 门店 | 10月 | 11月
            R 五里牌店 | ≥94% | 不低于95%
            R 高桥店 | 92% |
            """,
            "target",
        ),
        "period store measure target",
        """
        3 10月 五里牌店 回访满意率 ≥94%
        3 11月 五里牌店 回访满意率 不低于95%
        4 10月 高桥店 回访满意率 92%
        """,
    ),
)
