"""Logs of money, drawn."""

from tests.recognise.pictures import Picture

MONEY = (
    Picture(
        "expense: the book of the rules with its quota above",
        """
        N 费用开支登记簿
        N 部门名称：售后部 | | 本月费用定额：3000
        H 日期 | 摘要 | 金额 | 经办人 | 备注
        R 2026-10-02 | 油费 | 200 | 张伟 |
        N 制表人：李娜 | | 部门负责人：
        """,
        "expense",
        "日期=date 摘要=item 金额=amount 经办人=person 备注=remark",
    ),
    Picture(
        "expense: without a title",
        """
        H 序号 | 发生日期 | 部门 | 费用类别 | 费用说明 | 金额（元） | 报销人
        R 1 | 2026-10-02 | 售后部 | 差旅费 | 去城北 | 120 | 张伟
        R 2 | 2026-10-05 | 售后部 | 油费 | 加油 | 300 | 李娜
        """,
        "expense",
        "发生日期=date 部门=department 费用类别=item 金额（元）=amount 报销人=person",
    ),
    Picture(
        "expense: reimbursements",
        """
        N 售后费用报销明细
        H 报销日期 | 报销人 | 报销事由 | 报销金额 | 备注
        R 2026-10-02 | 张伟 | 停车费 | 20 |
        """,
        "expense",
        "报销日期=date 报销人=person 报销事由=item 报销金额=amount 备注=remark",
    ),
    Picture(
        "payment: money handed in, one line",
        """
        H 日期 | 交款员 | 金额 | 出纳 | 单号
        R 2026-09-01 | 王芳 | 30 | 李娜 | J001
        """,
        "payment",
        "日期=date 交款员=person 金额=amount 出纳=cashier 单号=record_no",
        sheet="缴款单",
    ),
    Picture(
        "payment: without a title",
        """
        H 缴款日期 | 缴款人 | 缴款金额 | 收款员 | 收据号
        R 2026-09-01 | 张伟 | 300 | 李娜 | J001
        R 2026-09-02 | 刘强 | 120 | 李娜 | J002
        """,
        "payment",
        "缴款日期=date 缴款人=person 缴款金额=amount 收款员=cashier 收据号=record_no",
    ),
    Picture(
        "payment: in a shop's words",
        """
        N 服务费上交登记
        H 序号 | 上交日期 | 上交人 | 上交金额（元） | 收款人签字 | 备注
        R 1 | 2026-09-01 | 张伟 | 300 | 李娜 |
        """,
        "payment",
        "上交日期=date 上交人=person 上交金额（元）=amount 收款人签字=cashier",
    ),
    Picture(
        "sale: the daily account",
        """
        N 销售结帐表
        H 日期 | 营业员 | 商品名称 | 数量 | 单价 | 金额
        R 2026-09-01 | 周敏 | 阀芯 | 2 | 15 | 30
        """,
        "sale",
        "日期=date 营业员=person 商品名称=product 数量=quantity 金额=amount",
    ),
    Picture(
        "sale: with returns, without a title",
        """
        H 销售日期 | 销售员 | 产品名称 | 销售数量 | 销售金额 | 销售类型
        R 2026-09-01 | 周敏 | 阀芯 | 2 | 30 | 销售
        R 2026-09-02 | 周敏 | 阀芯 | 1 | -15 | 退货
        """,
        "sale",
        "销售日期=date 销售员=person 产品名称=product 销售数量=quantity 销售金额=amount 销售类型=kind",
    ),
    Picture(
        "sale: parts sold",
        """
        N 9月配件销售明细
        H 销售日期 | 配件名称 | 数量 | 销售额（元） | 营业员
        R 2026-09-01 | 阀芯 | 2 | 30 | 周敏
        """,
        "sale",
        "销售日期=date 配件名称=product 数量=quantity 销售额（元）=amount 营业员=person",
    ),
)
