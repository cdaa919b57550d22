"""Forms in hands that are hard to read, drawn."""

from aftersales.model import Merge
from tests.recognise.form_pictures import FormPicture

HARD_FORMS = (
    FormPicture(
        "number and day above the title, a group of labels at the left",
        """
        R 编号： | KS-01 | | | | 2026 年 10 月 5 日
        N 客户投诉（抱怨）处理单
        R 派单人填写 | 客户姓名 | 王芳 | 性别 | 女 | 品牌 | 甲
        R | 联系电话 | 13800000001 | 车牌号 | 湘A12345 | 派单时间 | 10:30
        R | 来源 | □客户主动来电  □电话回访  ☑客户面访
        R | 投诉级别 | □轻微抱怨 □一般抱怨 □严重抱怨 ☑一般投诉
        R | 问题描述 | 异响
        R 处理人填写 | 处理人 | 李强 | 处理时间 | 2026-10-06 | 责任部门 | 维修部
        R | 直接责任人 | 刘强 | 次要责任人 |
        R | 是否闭环 | □是 □否 | 二次回访时间 | | 回访结果 | □非常满意 □满意 □一般 □不满意 □不表态
        N 部门主管签字 | | | 服务经理签字
        """,
        "complaint",
        (
            {
                "record_no": "KS-01",
                "received_at": "2026-10-05",
                "channel": "客户面访",
                "severity": "一般投诉",
                "handled_by": "李强",
                "closed_at": "2026-10-06",
                "responsible": "刘强",
                "status": None,
                "satisfaction": None,
            },
        ),
        ("unknown-column",),
        extra={"性别": "女", "品牌": "甲", "车牌号": "湘A12345"},
    ),
    FormPicture(
        "colons and days inside the text",
        """
        N 客户投诉登记单
        R 编号 | TS-018 | 投诉时间 | 2026-10-05 14:30
        R 客户姓名 | 王芳 | 联系电话 | 138-0000-0001
        R 投诉内容 | 1. 砖面划痕；⏎2. 送货延误：约定10月1日，实际10月3日
        R 客户诉求 | 1、换货⏎2、赔偿
        R 登记人 | 李娜 | 处理状态 | 已受理
        """,
        "complaint",
        (
            {
                "phone": "13800000001",
                "description": "1. 砖面划痕；\n2. 送货延误：约定10月1日，实际10月3日",
                "demand": "1、换货\n2、赔偿",
                "handled_by": "李娜",
                "status": "open",
            },
        ),
    ),
    FormPicture(
        "every sort of box",
        """
        N 售后服务满意度调查表
        R 姓名：王芳 | 电话：13800000001
        R 产品：BD80 | 日期：2026.10.8
        R 1.问题解决的及时性 | 5□ 4☑ 3□ 2□ 1□
        R 2.专业水平 | □5 ☑4 □3 □2 □1
        R 3.服务态度 | ①非常满意√ ②满意 ③一般 ④不满意
        R 4.流程便捷性 | A.非常满意( ) B.满意(√) C.一般( ) D.不满意( )
        R 5.解决方案满意度 | [ ]非常满意 [ ]满意 [√]一般
        """,
        "survey",
        ({"q1": 4.0, "q2": 4.0, "q3": 5.0, "q4": 4.0, "q5": 3.0, "product": "BD80"},),
    ),
    FormPicture(
        "words with their marks over the ticks, a text with the row to itself",
        """
        N 客户满意度调查表
        R 客户名称 | 王芳 | | 联系电话 | 13800000001
        H 调查项目 | 非常满意(5分) | 满意(4分) | 一般(3分) | 不满意(2分) | 非常不满意(1分)
        R 问题解决的及时性 | | √
        R 专业水平 | √
        R 服务态度 | | | | | √
        R 流程便捷性 | | | √
        R 解决方案满意度
        R 客户意见与建议
        R 希望更快
        R 填表日期：2026年10月9日
        """,
        "survey",
        ({"date": "2026-10-09", "q1": 4.0, "q2": 5.0, "q3": 1.0, "q4": 3.0, "q5": None, "comment": "希望更快"},),
    ),
    FormPicture(
        "a tick that answers nothing",
        """
        N 售后服务评价表
        R 客户姓名 | 王芳 | 填表日期 | 2026-10-12
        R 问题解决的及时性 | √ | 专业水平 | 5
        R 服务态度 | 5 | 流程便捷性 | 4
        """,
        "survey",
        ({"q1": None, "q2": 5.0, "q3": 5.0, "q4": 4.0},),
        ("not-a-rating",),
    ),
    FormPicture(
        "an address in three cells and units behind their numbers",
        """
        N 售后服务派工单
        R 派工单号：PG-001 | | 派工日期：2026-10-03
        R 用户姓名 | 王芳 | 联系电话 | 13800000001
        R 用户地址 | 城南路 | 8 | 号
        R 保修类型 | ☑保内 □保外 | 故障现象 | 不制冷
        R 报修时间 | 2026-10-02 | 完工时间 | 2026-10-03
        R 费用（元） | 0 | 维修师傅 | 李师傅
        R 用户满意度： □非常满意 ☑满意 □不满意
        R 用户签字： | 王芳
        """,
        "repair",
        (
            {
                "record_no": "PG-001",
                "dispatched_at": "2026-10-03",
                "address": "城南路 8 号",
                "warranty": "yes",
                "fee": 0.0,
                "satisfaction": 4.0,
                "signed": "yes",
            },
        ),
    ),
    FormPicture(
        "six labels over six values, texts in their own cells",
        """
        N 金山建材售后质量投诉报告
        R 报告单位：五里牌店        2026年10月5日
        R 客户姓名 | 王芳 | 电话 | 13800000001 | 地址 | 五里牌3栋
        R 型号 | 规格 | 色号 | 数量 | 购买日期 | 铺贴情况
        R BD80 | 800*800 | A1 | 24片 | 2026-08-01 | 已铺
        R 投诉内容：⏎客户反映空鼓，要求：⏎1、换砖⏎2、赔偿人工
        R 售后部处理意见：⏎上门鉴定
        N 店长签字：张三        售后签字：李四
        """,
        "complaint",
        (
            {
                "received_at": "2026-10-05",
                "customer": "王芳",
                "product": "BD80",
                "batch": "A1",
                "quantity": 24.0,
                "purchased_on": "2026-08-01",
                "description": "客户反映空鼓，要求：\n1、换砖\n2、赔偿人工",
            },
        ),
        ("unknown-column",),
    ),
    FormPicture(
        "written on lines",
        """
        N 客诉处理单
        R 客户姓名：王芳____ | 联系电话：__13800000001__
        R 投诉日期：2026年_10_月_5_日 | 处理人：______
        R 投诉内容：_空鼓_
        """,
        "complaint",
        ({"customer": "王芳", "phone": "13800000001", "received_at": "2026-10-05", "handled_by": None},),
    ),
    FormPicture(
        "everything merged over two columns",
        """
        N 客诉处理单
        R 投诉日期 | | 2026-10-05 | | 客户姓名 | | 王芳
        R 联系电话 | | 13800000001 | | 产品型号 | |
        R 投诉内容 | | 空鼓
        """,
        "complaint",
        ({"received_at": "2026-10-05", "customer": "王芳", "product": None, "description": "空鼓"},),
        merges=(
            *(Merge(row, column, row, column + 1) for row in (2, 3) for column in (1, 3, 5, 7)),
            Merge(4, 1, 4, 2),
            Merge(4, 3, 4, 8),
        ),
    ),
    FormPicture(
        "stacked without a gap or a title",
        """
        R 回访日期 | 10月1日 | 回访人 | 李娜
        R 客户姓名 | 王芳 | 电话 | 13800000001
        R 满意度 | 满意 | 不满意原因
        R 回访日期 | 10月2日 | 回访人 | 李娜
        R 客户姓名 | 陈静 | 电话 | 13800000002
        R 满意度 | 不满意 | 不满意原因 | 送货慢
        """,
        "callback",
        (
            {"date": "2026-10-01", "customer": "王芳", "satisfaction": 4.0, "problem": None},
            {"date": "2026-10-02", "customer": "陈静", "satisfaction": 2.0, "problem": "送货慢"},
        ),
        ("year-assumed",),
        sheet="2026年10月回访",
    ),
    FormPicture(
        "amount in words and in figures",
        """
        N 缴 款 单
        R 日期：2026年10月9日 | NO：0001
        R 缴款人 | 李强
        R 金额（大写） | 叁佰伍拾元整 | （小写） | ￥350.00
        R 收款人 | 赵会计
        """,
        "payment",
        ({"date": "2026-10-09", "person": "李强", "amount": 350.0, "cashier": "赵会计"},),
        ("unknown-column",),
    ),
    FormPicture(
        "answers with a tick in the next cell, one behind the word itself",
        """
        N 电话回访登记卡
        R 客户姓名 | 王芳 | 联系电话 | 13800000001 | 回访日期 | 2026-10-07
        R 回访人 | 李娜 | 是否接通 | 是 | √ | 否
        R 满意度 | 满意 | 一般√ | 不满意
        R 回访内容 | 送货及时，安装师傅态度好
        """,
        "callback",
        ({"outcome": "reached", "satisfaction": 3.0, "result": "送货及时，安装师傅态度好"},),
    ),
    FormPicture(
        "case study",
        """
        N 售后案例分析表
        R 日期 | 2026-10-20 | 投诉编号 | TS-1
        R 原因分析 | 胶浆不足
        R 处理过程 | 上门两次⏎协商
        R 处理结果 | 补砖
        R 索赔金额 | 1000 | 赔偿金额 | 300
        """,
        "case",
        (
            {
                "date": "2026-10-20",
                "complaint_no": "TS-1",
                "process": "上门两次\n协商",
                "claimed": 1000.0,
                "paid": 300.0,
            },
        ),
    ),
    FormPicture(
        "points taken off",
        """
        N 员工违规扣分单
        R 姓名 | 李强 | 部门 | 售后部
        R 日期 | 2026-10-12 | 违规项目 | 擅离职守
        R 扣分 | 5 | 罚款金额 | 50 元
        R 是否核实 | ☑是 □否
        N 员工签字： | | 主管签字：
        """,
        "incident",
        ({"person": "李强", "item": "擅离职守", "points": 5.0, "amount": 50.0, "verified": "yes"},),
        ("unknown-column",),
    ),
)
