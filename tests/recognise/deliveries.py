"""Logs of deliveries and audits, and the staff roster, drawn."""

from tests.recognise.pictures import Picture

DELIVERIES = (
    Picture(
        "delivery told from the others by its sheet name alone",
        """
        H 日期 | 门店 | 客户姓名 | 电话 | 地址 | 型号 | 备注
        R 2026-09-01 | 五里牌店 | 王芳 | 13800000001 | 翠湖苑 | BD80 |
        """,
        "delivery",
        "日期=date 门店=store 客户姓名=customer 电话=phone 地址=address 型号=product 备注=remark",
        sheet="送货",
    ),
    Picture(
        "delivery register",
        """
        N 2026年9月送货登记表
        H 序号 | 送货日期 | 送货单号 | 类型 | 门店 | 品牌 | 客户姓名 | 电话 | 地址 | 型号 | 规格 | 色号 | 数量 | 金额 | 送货人 | 是否定制 | 短信问候 | 备注
        R 1 | 2026-09-01 | S001 | 送货 | 五里牌店 | 甲牌 | 王芳 | 13800000001 | 翠湖苑 | BD80 | 800×800 | 03A | 24包 | 1200 | 张伟 | 否 | 9/5 |
        R 2 | 2026-09-02 | S002 | 补货 | 五里牌店 | 甲牌 | 陈静 | 13800000002 | 金桂园 | BD80 | 800×800 | 03A | 2片 | / | 张伟 | 否 | 是 |
        N 合计 | | | | | | | | | | | | 26 | 1200
        """,
        "delivery",
        "送货日期=date 送货单号=record_no 类型=type 门店=store 品牌=brand 客户姓名=customer 电话=phone 地址=address 型号=product 规格=spec 色号=batch "
        "数量=quantity 金额=amount 送货人=handled_by 是否定制=special 短信问候=sms_on 备注=remark",
    ),
    Picture(
        "delivery statement with month totals and words for the amount",
        """
        N 甲乙建材有限公司
        N 26年8月对 账 单
        N 收货单位：王芳 | | 结款方式：月结30天
        H 序号 | 送货日期 | 送货单号 | 产品名称 | 规格 | 数量 | 单价 | 金额 | 备注
        R 1 | 8/4 | S001 | 美缝剂 | 5L/个 | 2 | 50 | 100 |
        R 2 | 8/5 | S001 | 瓷砖胶 | kg | 20 | 2 | 40 |
        N 26年8月货款 | | | | | | | 140
        N 8月含税 | 140 | 1.08 | 151.2
        N 合计金额：￥151.20 大写 RMB151.2
        N ￥151.20 大写 RMB151.2
        """,
        "delivery",
        "送货日期=date 送货单号=record_no 产品名称=product 规格=spec 数量=quantity 金额=amount 备注=remark",
    ),
    Picture(
        "delivery note with its date above the table",
        """
        N 销售出库单
        N 制单日期：20260807 | | NO:AA26-097
        N 收货人：王芳 13800000001
        H 序号 | 产品名称 | 规格 | 单位 | 出库数量 | 未税单价(RMB) | 金额 | 备注
        R 1 | 瓷砖胶 | 20kg | 包 | 10 | 18 | 180 |
        N 合计数量：10
        """,
        "delivery",
        "产品名称=product 规格=spec 出库数量=quantity 金额=amount 备注=remark",
    ),
    Picture(
        "returns register",
        """
        H 退货日期 | 退货单号 | 客户名称 | 退/换货产品 | 数量 | 退货金额 | 经办人 | 销售单号
        R 2026-09-01 | T001 | 王芳 | BD80 | 3 | 120 | 张伟 | S001
        """,
        "delivery",
        "退货日期=date 退货单号=record_no 客户名称=customer 退/换货产品=product 数量=quantity 退货金额=amount 经办人=handled_by",
        sheet="退货",
    ),
    Picture(
        "one sheet a day",
        """
        H 送货单号 | 客户 | 电话 | 地址 | 产品 | 数量 | 送货人
        R S001 | 王芳 | 13800000001 | 翠湖苑 | BD80 | 3 | 张伟
        """,
        "delivery",
        "送货单号=record_no 客户=customer 电话=phone 地址=address 产品=product 数量=quantity 送货人=handled_by",
        sheet="3号",
        file="九月送货.xlsx",
    ),
    Picture(
        "audit of callbacks",
        """
        N 抽查回访记录
        H 序号 | 抽查日期 | 抽查人(行政部) | 原回访日期 | 回访人/售后文员 | 客户姓名 | 电话 | 记录内容 | 核实情况 | 服务态度问题 | 当事人 | 处罚金额 | 备注
        R 1 | 2026-09-10 | 周敏 | 2026-09-01 | 李娜 | 王芳 | 13800000001 | 满意 | 属实 | 否 | | |
        R 2 | 2026-09-10 | 周敏 | 2026-09-02 | 李娜 | 陈静 | 13800000002 | 满意 | 未回访 | | | 20 |
        """,
        "audit",
        "抽查日期=date 抽查人(行政部)=audited_by 原回访日期=callback_date 回访人/售后文员=clerk 客户姓名=customer 电话=phone 核实情况=finding "
        "服务态度问题=attitude 当事人=responsible 备注=remark",
    ),
    Picture(
        "audit without a title",
        """
        H 日期 | 抽查人 | 回访人 | 回访日期 | 客户 | 电话 | 抽查结果
        R 2026-09-10 | 周敏 | 李娜 | 2026-09-01 | 王芳 | 13800000001 | 属实
        """,
        "audit",
        "日期=date 抽查人=audited_by 回访人=clerk 回访日期=callback_date 客户=customer 电话=phone 抽查结果=finding",
    ),
    Picture(
        "staff roster",
        """
        N 花名册
        H 序号 | 姓名 | 工号 | 部门 | 门店 | 岗位 | 考核方案 | 入职日期 | 离职日期 | 月工资
        R 1 | 王芳 | 00101 | 售后部 | 五里牌店 | 售后文员 | 五项考核 | 2024-03-01 | | 4500
        R 2 | 李娜 | 00102 | | | 客服 | 五项考核 | 2024-03-01 | 2026-08-31 | 4500
        """,
        "staff",
        "姓名=name 工号=staff_no 部门=department 门店=store 岗位=role 考核方案=scheme 入职日期=from 离职日期=to 月工资=wage",
    ),
    Picture(
        "delivery: the size beside the name of the goods",
        """
        N 发货明细
        H 发货日期 | 收货单位 | 收货人电话 | 产品名称 | 规格型号 | 数量 | 发货人
        R 2026-09-01 | 永固公司 | 13800000001 | 抛光砖 | 800*800 | 20 | 张伟
        R 2026-09-02 | 长通公司 | 13800000002 | 墙砖 | 300*600 | 12 | 张伟
        """,
        "delivery",
        "发货日期=date 收货单位=customer 收货人电话=phone 产品名称=product 规格型号=spec 数量=quantity 发货人=handled_by",
    ),
    Picture(
        "staff roster of few columns",
        """
        H 姓名 | 曾用名 | 职务 | 部门
        R 王芳 | 小王 | 客服 | 售后部
        R 李娜 | | 组长 | 售后部
        """,
        "staff",
        "姓名=name 曾用名=aliases 职务=role 部门=department",
        sheet="花名册",
    ),
)
