"""Sheets of a company that are no log of ours, drawn: however much their words look like ours, none is read."""

from tests.recognise.pictures import Picture

OTHER_SHEETS = (
    Picture(
        "stock taking",
        """
        N 2026年9月库存盘点表
        N 序号 | 品名 | 规格 | 单位 | 账面数量 | 实盘数量 | 盘盈盘亏 | 盘点人
        N 1 | BD80 | 800*800 | 片 | 300 | 298 | -2 | 孙丽
        """,
        code="unknown-sheet",
    ),
    Picture(
        "quotation",
        """
        N 报价单
        N 序号 | 产品名称 | 规格型号 | 单位 | 数量 | 单价 | 金额 | 备注
        N 1 | BD80 | 800*800 | 片 | 300 | 12 | 3600 |
        """,
        code="unknown-sheet",
    ),
    Picture(
        "price list",
        """
        N 产品价格表
        N 型号 | 规格 | 出厂价 | 批发价 | 零售价 | 备注
        N BD80 | 800*800 | 8 | 10 | 12 |
        """,
        code="unknown-sheet",
    ),
    Picture(
        "minutes of a meeting",
        """
        N 会议纪要
        N 时间：2026-10-02 | 地点：会议室
        N 序号 | 议题 | 决议 | 负责人 | 完成时间
        N 1 | 空鼓投诉 | 逐户回访 | 张伟 | 2026-10-09
        """,
        code="unknown-sheet",
    ),
    Picture(
        "phone list of suppliers",
        """
        N 供应商通讯录
        N 供应商名称 | 姓名 | 职务 | 电话 | 地址
        N 甲厂 | 赵敏 | 经理 | 13800000003 | 城南路1号
        """,
        code="unknown-sheet",
    ),
    Picture(
        "phone list of suppliers without a title",
        """
        N 厂家 | 联系人 | 电话 | 地址 | 主营产品
        N 甲厂 | 赵敏 | 13800000003 | 城南路1号 | 瓷砖
        N 乙厂 | 孙丽 | 13800000004 | 城南路2号 | 胶粘剂
        """,
        code="unknown-sheet",
    ),
    Picture(
        "list of work handed over",
        """
        N 工作移交清单
        N 移交人：张伟 | 接收人：李娜 | 移交日期：2026-10-02
        N 序号 | 移交项目名称 | 详细描述 | 数量 | 状态
        N 1 | 客户名单 | 共三十户 | 1 | 已交
        """,
        code="unknown-sheet",
    ),
    Picture(
        "duty roster",
        """
        N 2026年10月排班表
        N 日期 | 早班 | 中班 | 晚班
        N 2026-10-01 | 张伟 | 李娜 | 刘强
        N 2026-10-02 | 李娜 | 刘强 | 张伟
        """,
        code="unknown-sheet",
    ),
    Picture(
        "purchase order",
        """
        N 采购订单
        N 订单号 | 下单日期 | 供应商 | 产品名称 | 数量 | 单价 | 金额 | 交货日期
        N PO1 | 2026-10-02 | 甲厂 | BD80 | 300 | 12 | 3600 | 2026-10-20
        """,
        code="unknown-sheet",
    ),
    Picture(
        "stock of the day",
        """
        N 库存表
        N 型号 | 规格 | 色号 | 库存数量 | 库位
        N BD80 | 800*800 | A1 | 300 | 1-1
        """,
        code="unknown-sheet",
    ),
    Picture(
        "fixed assets",
        """
        N 固定资产台账
        N 资产编号 | 资产名称 | 型号 | 购置日期 | 原值 | 使用部门 | 保管人
        N ZC01 | 电脑 | A1 | 2025-03-01 | 5000 | 售后部 | 张伟
        """,
        code="unknown-sheet",
    ),
    Picture(
        "sign-in of a training",
        """
        N 培训签到表
        N 序号 | 姓名 | 部门 | 签到 | 日期
        N 1 | 张伟 | 售后部 | 张伟 | 2026-10-02
        """,
        code="unknown-sheet",
    ),
    Picture(
        "money owed",
        """
        N 应收账款明细表
        N 客户名称 | 日期 | 应收金额 | 已收金额 | 余额 | 业务员
        N 远山机械 | 2026-10-02 | 3000 | 1000 | 2000 | 周敏
        """,
        code="unknown-sheet",
    ),
    Picture(
        "cash book",
        """
        N 现金日记账
        N 日期 | 凭证号 | 摘要 | 收入 | 支出 | 余额
        N 2026-10-02 | 1 | 备用金 | 1000 | | 1000
        N 2026-10-03 | 2 | 油费 | | 200 | 800
        """,
        code="unknown-sheet",
    ),
    Picture(
        "parcels sent",
        """
        N 快递登记表
        N 日期 | 快递单号 | 收件人 | 电话 | 地址 | 寄件人 | 运费
        N 2026-10-02 | KD1 | 王芳 | 13800000001 | 翠湖苑 | 李娜 | 12
        """,
        code="unknown-sheet",
    ),
    Picture(
        "visitors",
        """
        N 来访登记表
        N 日期 | 姓名 | 单位 | 事由 | 被访人 | 来访时间 | 离开时间
        N 2026-10-02 | 赵敏 | 甲厂 | 对账 | 周敏 | 09:00 | 10:00
        """,
        code="unknown-sheet",
    ),
    Picture(
        "contracts",
        """
        N 合同台账
        N 合同编号 | 签订日期 | 客户名称 | 合同金额 | 业务员 | 到期日期
        N HT1 | 2026-10-02 | 远山机械 | 30000 | 周敏 | 2027-10-01
        """,
        code="unknown-sheet",
    ),
    Picture(
        "leave",
        """
        N 请假登记表
        N 姓名 | 部门 | 请假类型 | 开始日期 | 结束日期 | 天数 | 审批人
        N 张伟 | 售后部 | 事假 | 2026-10-02 | 2026-10-03 | 2 | 周敏
        """,
        code="unknown-sheet",
    ),
    Picture(
        "commissions",
        """
        N 2026年9月提成表
        N 姓名 | 部门 | 销售额 | 提成比例 | 提成金额
        N 周敏 | 销售部 | 30000 | 0.02 | 600
        """,
        code="unknown-sheet",
    ),
    Picture(
        "cars",
        """
        N 车辆使用登记表
        N 日期 | 车牌号 | 驾驶员 | 起始里程 | 结束里程 | 事由
        N 2026-10-02 | 湘A00001 | 张伟 | 1000 | 1080 | 送样
        """,
        code="unknown-sheet",
    ),
    Picture(
        "production",
        """
        N 生产日报表
        N 日期 | 班组 | 产品名称 | 计划产量 | 实际产量 | 合格率
        N 2026-10-02 | 甲班 | BD80 | 1000 | 980 | 0.98
        """,
        code="unknown-sheet",
    ),
    Picture(
        "points of a system",
        """
        N 会员积分表
        N 会员姓名 | 手机号 | 积分 | 等级
        N 王芳 | 13800000001 | 300 | 银卡
        N 陈静 | 13800000002 | 120 | 普通
        """,
        code="unknown-sheet",
    ),
    Picture(
        "a month of attendance, summed up",
        """
        N 2026年10月出勤天数统计
        N 姓名 | 应出勤 | 实出勤 | 事假（天） | 病假（天） | 迟到（次）
        N 张伟 | 22 | 21 | 1 | | 2
        """,
        code="unknown-sheet",
    ),
    Picture(
        "budget",
        """
        N 2026年售后费用预算表
        N 费用项目 | 1月 | 2月 | 3月 | 合计
        N 油费 | 300 | 300 | 300 | 900
        """,
        code="unknown-sheet",
    ),
    Picture(
        "applicants",
        """
        N 应聘人员登记表
        N 姓名 | 性别 | 学历 | 应聘岗位 | 电话 | 面试日期
        N 孙丽 | 女 | 大专 | 客服 | 13800000004 | 2026-10-02
        """,
        code="unknown-sheet",
    ),
    Picture(
        "invoices",
        """
        N 发票登记表
        N 开票日期 | 发票号码 | 客户名称 | 金额 | 税额 | 价税合计
        N 2026-10-02 | 001 | 远山机械 | 1000 | 130 | 1130
        """,
        code="unknown-sheet",
    ),
    Picture(
        "repair prices",
        """
        N 维修报价表
        N 维修项目 | 工时 | 单价 | 金额
        N 更换密封 | 2 | 100 | 200
        """,
        code="unknown-sheet",
    ),
    Picture(
        "documents",
        """
        N 文件收发登记表
        N 日期 | 文件名称 | 文号 | 收文部门 | 签收人
        N 2026-10-02 | 关于春节放假 | 1 | 售后部 | 李娜
        """,
        code="unknown-sheet",
    ),
    Picture(
        "lent tools",
        """
        N 工具借用登记表
        N 日期 | 工具名称 | 数量 | 借用人 | 归还日期
        N 2026-10-02 | 冲击钻 | 1 | 张伟 | 2026-10-05
        """,
        code="unknown-sheet",
    ),
    Picture(
        "a test of goods",
        """
        N 质量检验记录
        N 检验日期 | 产品名称 | 批号 | 检验项目 | 标准 | 结果 | 检验员
        N 2026-10-02 | BD80 | A1 | 平整度 | 0.5 | 合格 | 孙丽
        """,
        code="unknown-sheet",
    ),
    Picture(
        "loads of a machine",
        """
        N 设备台账
        N 设备编号 | 设备名称 | 型号 | 购置日期 | 使用部门 | 责任人
        N E01 | 切割机 | Q1 | 2025-03-01 | 仓库 | 刘强
        """,
        code="unknown-sheet",
    ),
    Picture(
        "complaints counted",
        """
        N 2026年10月投诉统计表
        N 投诉类别 | 件数 | 占比 | 环比
        N 色差 | 3 | 0.3 | 0.1
        N 破损 | 7 | 0.7 | -0.1
        """,
        code="unknown-sheet",
    ),
    Picture(
        "callbacks counted by clerk",
        """
        N 回访统计
        N 回访人 | 回访户数 | 满意户数 | 满意率
        N 李娜 | 30 | 28 | 0.93
        N 周敏 | 20 | 19 | 0.95
        """,
        code="unknown-sheet",
    ),
    Picture(
        "prices of parts",
        """
        N 配件价格表
        N 配件编号 | 配件名称 | 规格 | 单价
        N P01 | 阀芯 | 40 | 15
        """,
        code="unknown-sheet",
    ),
    Picture(
        "a bank's list of payments",
        """
        N 交易日期 | 对方户名 | 借方 | 贷方 | 余额 | 摘要
        N 2026-10-02 | 远山机械 | | 3000 | 9000 | 货款
        """,
        code="unknown-sheet",
    ),
    Picture(
        "birthdays of customers",
        """
        N 客户生日表
        N 客户姓名 | 电话 | 生日 | 礼品
        N 王芳 | 13800000001 | 2026-05-06 | 毛巾
        """,
        code="unknown-sheet",
    ),
    Picture(
        "overtime",
        """
        N 加班登记表
        N 日期 | 姓名 | 部门 | 开始时间 | 结束时间 | 加班时长 | 事由
        N 2026-10-02 | 张伟 | 售后部 | 18:00 | 20:00 | 2 | 赶工
        """,
        code="unknown-sheet",
    ),
    Picture(
        "a schedule of training",
        """
        N 2026年培训计划表
        N 培训日期 | 培训内容 | 讲师 | 对象 | 课时
        N 2026-10-02 | 铺贴 | 周敏 | 全体 | 2
        """,
        code="unknown-sheet",
    ),
)
