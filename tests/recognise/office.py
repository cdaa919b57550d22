"""Logs of the office, drawn: cases, corrections, the words of categories."""

from tests.recognise.pictures import Picture

OFFICE = (
    Picture(
        "case: the summary of the rules",
        """
        N 案例分析总结
        H 日期 | 投诉编号 | 原因 | 处理过程 | 处理结果 | 分享对象 | 领导建议 | 索赔金额 | 实际赔偿 | 奖励状态
        R 2026-09-01 | TS01 | 色差 | 到场核对 | 换货 | 全体售后 | 发货前核对色号 | 3000 | 500 | 待申请
        """,
        "case",
        "日期=date 投诉编号=complaint_no 原因=cause 处理过程=process 处理结果=result 分享对象=shared_with "
        "领导建议=advice 索赔金额=claimed 实际赔偿=paid 奖励状态=reward_status",
    ),
    Picture(
        "case: cases to learn from, without a title",
        """
        H 案例日期 | 案例编号 | 事件经过 | 原因分析 | 处理结果 | 经验教训 | 学习人员
        R 2026-09-01 | A01 | 客户反映空鼓 | 基层未清 | 返工 | 铺贴前检查 | 全体
        """,
        "case",
        "案例日期=date 事件经过=process 原因分析=cause 处理结果=result 经验教训=advice 学习人员=shared_with",
    ),
    Picture(
        "case: in the words of a car shop",
        """
        N 典型案例登记
        H 分析日期 | 相关投诉 | 处理经过 | 改进建议 | 参加人员
        R 2026-09-01 | TS01 | 三次返修 | 增加试车 | 全体技师
        """,
        "case",
        "分析日期=date 相关投诉=complaint_no 处理经过=process 改进建议=advice 参加人员=shared_with",
    ),
    Picture(
        "correction: by the number of a record",
        """
        N 更正登记表
        H 登记表 | 单号 | 更正栏目 | 更正后
        R 投诉台账 | TS01 | 责任人 | 李娜
        """,
        "correction",
        "登记表=kind 单号=record_no 更正栏目=field 更正后=new_value",
    ),
    Picture(
        "correction: by place, without a title",
        """
        H 文件名 | 工作表 | 行号 | 表名 | 字段 | 改为
        R 九月投诉.xlsx | Sheet1 | 12 | 投诉 | 处理结果 | 已换货
        """,
        "correction",
        "文件名=of_file 工作表=of_sheet 表名=kind 字段=field 改为=new_value",
    ),
    Picture(
        "correction: in a clerk's words",
        """
        N 数据更正表
        H 表格名称 | 原文件 | 所在行 | 修改项目 | 修改为 | 申请人
        R 回访记录 | 九月回访.xlsx | 5 | 满意度 | 满意 | 李娜
        R 投诉台账 | 九月投诉.xlsx | 8 | 责任人 | 张伟 | 李娜
        """,
        "correction",
        "表格名称=kind 原文件=of_file 所在行=of_row 修改项目=field 修改为=new_value",
    ),
    Picture(
        "dictionary: words of a shop",
        """
        N 类别词典
        H 类别 | 词 | 不算的词
        R 色差 | 发黄 | 黄金砖
        R 破损 | 裂口 |
        """,
        "dictionary",
        "类别=category 词=word 不算的词=not_word",
    ),
    Picture(
        "dictionary: without a title",
        """
        H 投诉类别 | 关键词 | 排除词
        R 色差 | 阴阳色 | 不是阴阳色
        """,
        "dictionary",
        "投诉类别=category 关键词=word 排除词=not_word",
    ),
    Picture(
        "dictionary: one column of words",
        """
        N 投诉关键词表
        H 分类名称 | 关键词 | 备注
        R 空鼓 | 空响 |
        """,
        "dictionary",
        "分类名称=category 关键词=word",
    ),
)
