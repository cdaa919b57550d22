"""All drawn forms; here those of customers, of service jobs and of the office."""

from tests.recognise.complaint_forms import COMPLAINTS
from tests.recognise.form_pictures import FormPicture
from tests.recognise.hard_forms import HARD_FORMS

SURVEYS = (
    FormPicture(
        "feedback of a customer with boxes",
        """
        N 客户意见反馈单
        R 客户姓名： | 张敏 | | 电话： | 13800000001
        R 日期： | 2026年10月8日 | | 产品： | BD80
        R 问题解决的及时性 | ☑非常满意 □满意 □一般 □不满意
        R 专业水平 | □非常满意 ☑满意 □一般 □不满意
        R 服务态度 | □非常满意 □满意 ☑一般 □不满意
        R 流程便捷性 | □非常满意 □满意 □一般 ☑不满意
        R 解决方案满意度 | □非常满意 □满意 □一般 □不满意
        R 意见与建议： | 希望送货快一点
        N 谢谢您的配合
        """,
        "survey",
        (
            {
                "customer": "张敏",
                "date": "2026-10-08",
                "q1": 5.0,
                "q2": 4.0,
                "q3": 3.0,
                "q4": 2.0,
                "q5": None,
                "comment": "希望送货快一点",
            },
        ),
    ),
    FormPicture(
        "survey with ticks under the marks",
        """
        N 产品售后服务评价表
        R 客户姓名 | 王芳 | 联系电话 | 13800000001 | 填表日期 | 2026-10-12
        H 序号 | 评价项目 | 5分 | 4分 | 3分 | 2分 | 1分
        R 1 | 问题解决的及时性 | √
        R 2 | 专业水平 | | √
        R 3 | 服务态度 | √
        R 4 | 流程便捷性 | | | √
        R 5 | 解决方案满意度 | | √ | √
        N 注：请在相应的格内打√
        """,
        "survey",
        ({"customer": "王芳", "date": "2026-10-12", "q1": 5.0, "q2": 4.0, "q3": 5.0, "q4": 3.0, "q5": None},),
        ("two-ticks",),
    ),
    FormPicture(
        "survey with ticks under words",
        """
        N 客户满意度调查表
        R 客户姓名 | 王芳 | 联系电话 | 13800000001
        R 填表日期 | 2026-10-12 | 服务人员 | 李强
        H 项目 | 非常满意 | 满意 | 一般 | 不满意 | 非常不满意
        R 问题解决的及时性 | √
        R 专业水平 | | √
        R 服务态度 | | | ✓
        R 流程便捷性 | | | | √
        R 解决方案满意度 | | | | | √
        """,
        "survey",
        ({"served_by": "李强", "q1": 5.0, "q2": 4.0, "q3": 3.0, "q4": 2.0, "q5": 1.0},),
    ),
    FormPicture(
        "survey answered with numbers and numbered questions",
        """
        N 售后服务评价表
        R 客户姓名 | 王芳
        R 联系电话 | 13800000001
        R 填表日期 | 2026-10-12
        R 购买渠道 | 门店
        R 1、问题解决的及时性 | 5
        R 2、专业水平 | 4
        R 3、服务态度 | 5
        R 4、流程便捷性 | 3
        R 5、解决方案满意度 | 4
        """,
        "survey",
        ({"customer": "王芳", "purchased_through": "门店", "q1": 5.0, "q2": 4.0, "q3": 5.0, "q4": 3.0, "q5": 4.0},),
    ),
    FormPicture(
        "survey of whole questions with brackets",
        """
        N 客户满意度调查表
        R 姓名：王芳    电话：13800000001    日期：2026年10月12日
        R 1、您对问题解决的及时性是否满意？ (√)非常满意 ( )满意 ( )一般 ( )不满意
        R 2、您对服务人员的专业水平是否满意？ ( )非常满意 (√)满意 ( )一般 ( )不满意
        R 3、您对我们的服务态度是否满意？ ( )非常满意 ( )满意 (√)一般 ( )不满意
        R 4、您对流程便捷性是否满意？ (√)非常满意 ( )满意 ( )一般 ( )不满意
        R 5、您对解决方案的满意度如何？ ( )非常满意 (√)满意 ( )一般 ( )不满意
        """,
        "survey",
        ({"customer": "王芳", "date": "2026-10-12", "q1": 5.0, "q2": 4.0, "q3": 3.0, "q4": 5.0, "q5": 4.0},),
    ),
    FormPicture(
        "options in cells of their own with the tick behind the word",
        """
        N 售后服务评价表
        R 客户姓名 | 王芳 | 联系电话 | 13800000001 | 填表日期 | 2026-10-12
        R 问题解决的及时性 | 满意 | √ | 一般 | | 不满意
        R 专业水平 | 满意 | | 一般 | √ | 不满意
        R 服务态度 | □满意 | ■一般 | □不满意
        R 流程便捷性 | 满意 | | 一般 | | 不满意 | √
        R 解决方案满意度 | √满意 一般 不满意
        """,
        "survey",
        ({"q1": 4.0, "q2": 3.0, "q3": 3.0, "q4": 2.0, "q5": 4.0},),
    ),
    FormPicture(
        "the day at the foot, split",
        """
        N 售后服务评价表
        R 客户姓名 | 王芳 | 联系电话 | 13800000001
        R 问题解决的及时性 | 5 | 专业水平 | 4
        R 服务态度 | 5 | 流程便捷性 | 3
        R 解决方案满意度 | 4
        R | | 2026 | 年 | 10 | 月 | 12 | 日
        """,
        "survey",
        ({"date": "2026-10-12", "q1": 5.0, "q4": 3.0},),
    ),
)

SERVICE = (
    FormPicture(
        "service order",
        """
        N 售后派工单
        R 服务单号 | FW-1001 | 报修日期 | 2026-10-03
        R 客户名称 | 和平商场 | 联系人 | 王芳
        R 联系电话 | 13800000001 | 服务地点 | 城南路8号
        R 设备名称/型号 | 抛光机P20 | 序列号 | SN88
        R 购置日期 | 2025-05-01 | 服务类型 | ☑上门 □送修 □其他
        R 预计上门时间 | 2026-10-04 | 紧急程度 | □常规 ☑加急 □特急
        R 故障描述 | 不启动
        R 处理过程 | 更换开关
        R 维修人员 | 李师傅 | 完成时间 | 2026-10-04
        R 客户意见 | ☑满意 □一般 □不满意 | 维修费用 | 120 | 元
        N 客户签字：
        """,
        "repair",
        (
            {
                "record_no": "FW-1001",
                "reported_at": "2026-10-03",
                "customer": "和平商场",
                "phone": "13800000001",
                "product": "抛光机P20",
                "serial": "SN88",
                "mode": "上门",
                "fault": "不启动",
                "work": "更换开关",
                "finished_at": "2026-10-04",
                "satisfaction": 4.0,
                "fee": 120.0,
            },
        ),
        ("unknown-column",),
        extra={"紧急程度": "加急"},
    ),
    FormPicture(
        "service order with the parts used in a list of their own",
        """
        N 维修服务单
        R 服务单号 | FW-1002 | 报修日期 | 2026-10-03
        R 客户姓名 | 王芳 | 联系电话 | 13800000001
        R 故障现象 | 漏水
        R 配件名称 | 规格 | 数量 | 单价 | 金额
        R 阀芯 | 40 | 2 | 15 | 30
        R 胶圈 | 20 | 4 | 1 | 4
        R 维修内容 | 更换阀芯
        R 维修人员 | 张伟 | 是否解决 | 是√ 否□
        R 完工时间 | 2026-10-04
        """,
        "repair",
        ({"record_no": "FW-1002", "fault": "漏水", "work": "更换阀芯", "technician": "张伟", "solved": "yes"},),
        ("unknown-column",),
    ),
    FormPicture(
        "measuring",
        """
        N 量房单
        R 客户姓名 | 王芳 | 电话 | 13800000001
        R 小区地址 | 五里牌小区3栋502 | 面积 | 89 | ㎡
        R 预约量房时间 | 2026-10-02 | 实际量房时间 | 2026-10-03
        R 量房人 | 李强 | 导购 | 陈静
        """,
        "measuring",
        (
            {
                "customer": "王芳",
                "measured_on": "2026-10-03",
                "measured_by": "李强",
                "area": 89.0,
                "salesperson": "陈静",
            },
        ),
    ),
    FormPicture(
        "guidance",
        """
        N 铺贴指导单
        R 指导日期：2026年10月6日 | | 门店：五里牌店
        R 客户姓名：王芳 | | 电话：13800000001
        R 泥工师傅：刘师傅 | | 指导人：李强
        R 泡水 | 是√ 否□ | 留缝 | ☑是 □否
        R 错缝 | □是 ☑否 | 是否返工 | □是 ☑否
        """,
        "guidance",
        (
            {
                "date": "2026-10-06",
                "store": "五里牌店",
                "mason": "刘师傅",
                "guided_by": "李强",
                "soaked": "yes",
                "jointed": "yes",
                "offset": "no",
                "rework": "no",
            },
        ),
    ),
    FormPicture(
        "callback",
        """
        N 售后回访记录单
        R 回访日期 | 2026-10-07 | 回访人 | 李娜
        R 客户姓名 | 王芳 | 电话 | 13800000001
        R 地址 | 五里牌 3栋 | 型号 | BD80
        R 满意度 | □满意 ☑一般 □不满意
        R 不满意原因 | 送货慢
        R 备注
        """,
        "callback",
        ({"date": "2026-10-07", "called_by": "李娜", "customer": "王芳", "satisfaction": 3.0, "problem": "送货慢"},),
    ),
    FormPicture(
        "office check",
        """
        N 抽查记录单
        R 抽查日期 | 2026-10-20 | 抽查人 | 赵主任
        R 原回访日期 | 2026-10-07 | 回访人 | 李娜
        R 客户姓名 | 王芳 | 电话 | 13800000001
        R 核实情况 | ☑属实 □不属实 □未回访 □联系不上
        """,
        "audit",
        ({"date": "2026-10-20", "audited_by": "赵主任", "callback_date": "2026-10-07", "finding": "genuine"},),
    ),
)

OFFICE = (
    FormPicture(
        "customer card",
        """
        N 客户资料卡
        R 客户姓名 | 王芳
        R 联系电话 | 13800000001
        R 地址 | 五里牌小区3栋
        R 产品型号 | BD80
        R 购买日期 | 2026-05-01
        R 业务员 | 陈静
        R 是否VIP | □是 ☑否
        """,
        "customer",
        ({"customer": "王芳", "product": "BD80", "purchased_on": "2026-05-01", "owner": "陈静", "vip": "no"},),
    ),
    FormPicture(
        "expense with one digit a box",
        """
        N 费用报销单
        R 部门：售后部 | | 填报日期： | 2026 | 年 | 10 | 月 | 9 | 日
        R 报销人 | 李强 | 费用项目 | 差旅费
        R 金额 | 万 | 千 | 百 | 十 | 元 | 角 | 分
        R | | 1 | 2 | 8 | 0 | 5 | 0
        N 部门审核： | | 财务审批：
        """,
        "expense",
        ({"date": "2026-10-09", "department": "售后部", "person": "李强", "item": "差旅费", "amount": 1280.5},),
    ),
    FormPicture(
        "payment with digits between their places",
        """
        N 缴款单
        R 缴款日期 | 2026-10-09 | 单据号 | J-9
        R 交款人 | 李强 | 收款人 | 赵会计
        R 缴款金额 | 3 | 百 | 5 | 十 | 0 | 元
        """,
        "payment",
        ({"date": "2026-10-09", "person": "李强", "cashier": "赵会计", "amount": 350.0},),
    ),
    FormPicture(
        "objection",
        """
        N 考核申诉单
        R 申诉人 | 李强 | 申诉日期 | 2026-10-11
        R 考核月份 | 2026年9月 | 考核方案 | 月度扣分制
        R 申诉项目 | 服务态度
        R 申诉理由：
        R 客户投诉不属实，已有录音。
        R 处理决定： | 维持
        """,
        "objection",
        (
            {
                "person": "李强",
                "date": "2026-10-11",
                "item": "服务态度",
                "reason": "客户投诉不属实，已有录音。",
                "decision": "维持",
            },
        ),
    ),
)

HARD = (
    FormPicture(
        "several sources ticked where one word is wanted",
        """
        N 客诉处理单
        R 投诉日期 | 2026-10-05 | 客户姓名 | 王芳
        R 投诉渠道 | ☑电话 ☑微信 □来店 | 联系电话 | 13800000001
        R 投诉内容 | 空鼓 | 处理时效 | ☑24小时 ☑48小时
        """,
        "complaint",
        ({"channel": None, "customer": "王芳"},),
        ("two-ticks", "unknown-column"),
        extra={"处理时效": "24小时、48小时"},
    ),
    FormPicture(
        "a signature with a name is signed",
        """
        N 维修服务单
        R 报修日期 | 2026-10-03 | 客户姓名 | 王芳
        R 故障现象 | 漏水 | 维修内容 | 换阀芯
        R 维修人员 | 张伟 | 完工时间 | 2026-10-04
        R 客户签字： | 王芳 | 主管签字： | 李强
        """,
        "repair",
        ({"signed": "yes", "technician": "张伟"},),
    ),
    FormPicture(
        "a row of it looks like the heading of a list",
        """
        N 回访记录单
        R 回访日期 | 2026-10-07 | 回访人 | 李娜 | 客户姓名 | 王芳
        R 电话 | 13800000001 | 型号 | BD80 | 地址 | 五里牌
        R 备注 | 已约下次
        """,
        "callback",
        ({"date": "2026-10-07", "called_by": "李娜", "customer": "王芳", "product": "BD80", "remark": "已约下次"},),
    ),
    FormPicture(
        "number and day in the row of the title",
        """
        N 客户投诉处理单
        R 编号：TS-01      2026 年 10 月 5 日
        R 客户姓名 | 王芳 | 电话 | 13800000001
        R 投诉内容 | 空鼓 | 处理人 | 李娜
        """,
        "complaint",
        ({"record_no": "TS-01", "received_at": "2026-10-05", "customer": "王芳"},),
    ),
    FormPicture(
        "forms below each other under one head",
        """
        N 五里牌店客户投诉处理单
        R 投诉日期 | 2026-10-05 | 客户姓名 | 王芳
        R 联系电话 | 13800000001 | 投诉内容 | 空鼓
        R 处理人 | 李娜 | 备注
        B
        R 投诉日期 | 2026-10-06 | 客户姓名 | 陈静
        R 联系电话 | | 投诉内容 | 色差
        R 处理人 | 李娜 | 备注 | 急
        B
        R 投诉日期 | 2026-10-07 | 客户姓名 | 赵敏
        R 联系电话 | 13800000003 | 投诉内容
        R 处理人 | 李娜 | 备注
        """,
        "complaint",
        (
            {"received_at": "2026-10-05", "customer": "王芳", "remark": None},
            {"received_at": "2026-10-06", "customer": "陈静", "phone": None, "remark": "急"},
        ),
        ("missing-required",),
    ),
    FormPicture(
        "three forms beside each other, two below",
        """
        R 回访日期 | 2026-10-01 | | 回访日期 | 2026-10-02 | | 回访日期 | 2026-10-03
        R 客户姓名 | 王一 | | 客户姓名 | 王二 | | 客户姓名 | 王三
        R 电话 | 13800000001 | | 电话 | 13800000002 | | 电话 | 13800000003
        R 回访人 | 李娜 | | 回访人 | 李娜 | | 回访人 | 李娜
        R 满意度 | 满意 | | 满意度 | 一般 | | 满意度 | 满意
        B
        R 回访日期 | 2026-10-04 | | 回访日期 | 2026-10-05 | | 回访日期
        R 客户姓名 | 王四 | | 客户姓名 | 王五 | | 客户姓名
        R 电话 | 13800000004 | | 电话 | 13800000005 | | 电话
        R 回访人 | 李娜 | | 回访人 | 李娜 | | 回访人
        R 满意度 | 满意 | | 满意度 | 一般 | | 满意度
        """,
        "callback",
        tuple({"customer": f"王{n}", "called_by": "李娜"} for n in "一四二五三"),
        sheet="回访",
    ),
    FormPicture(
        "day without a year, from the title",
        """
        N 2026年10月客诉处理单
        R 投诉日期 | 10月5日 | 客户姓名 | 王芳
        R 电话 | 138 0000 0001 | 投诉内容 | 空鼓
        R 赔偿金额 | 350 | 元 | 是否结案 | 已结案
        """,
        "complaint",
        ({"received_at": "2026-10-05", "phone": "13800000001", "compensation_amount": 350.0, "status": "closed"},),
        ("year-assumed",),
    ),
    FormPicture(
        "a text over several rows beside its label",
        """
        N 客诉处理单
        R 投诉日期 | 2026-10-05 | 客户姓名 | 王芳
        R 投诉内容 | 客厅空鼓三块
        R | 厨房开裂一块
        R | 要求换砖
        R 处理结果 | 补砖
        N 注：本单一式两份
        """,
        "complaint",
        ({"description": "客厅空鼓三块\n厨房开裂一块\n要求换砖", "solution": "补砖"},),
    ),
)

FORMS = (*COMPLAINTS, *SURVEYS, *SERVICE, *OFFICE, *HARD, *HARD_FORMS)
