"""Logs of parts and goods, drawn."""

from tests.recognise.pictures import Picture

STOCK = (
    Picture(
        "part: parts issued",
        """
        H 日期 | 编号 | 配件名称 | 规格 | 单位 | 数量 | 单价 | 金额 | 领料人
        R 2026-09-01 | P01 | 阀芯 | 40 | 个 | 2 | 15 | 30 | 张伟
        """,
        "part",
        "日期=date 编号=part_no 配件名称=part 数量=quantity 单价=price 金额=amount 领料人=person",
        sheet="配件领用",
    ),
    Picture(
        "part: a ledger of stock",
        """
        N 零配件销货卡
        N 编号：P01 | 名称：阀芯
        H 日期 | 摘要 | 数量 | 单价 | 金额 | 结存 | 营业员
        R 2026-09-01 | 领用 | 2 | 15 | 30 | 8 | 张伟
        """,
        "part",
        "日期=date 摘要=movement 数量=quantity 单价=price 金额=amount 结存=balance 营业员=person",
    ),
    Picture(
        "part: material by two headings, as a store keeps it",
        """
        N 领料单
        H 领料日期 | 物料代码 | 材料名称 | 单位 | 数量 | | 实际价格 | | 领料人
        H | | | | 请领 | 实发 | 单价 | 金额 |
        R 2026-09-01 | M01 | 密封圈 | 个 | 5 | 5 | 3 | 15 | 刘强
        R 2026-09-02 | M02 | 轴承 | 个 | 2 | 1 | 30 | 30 | 张伟
        """,
        "part",
        "领料日期=date 物料代码=part_no 材料名称=part 数量/实发=quantity 实际价格/单价=price 实际价格/金额=amount "
        "领料人=person",
    ),
    Picture(
        "part: old parts handed back, without a title",
        """
        H 返还日期 | 派工单号 | 旧件名称 | 旧件编号 | 数量 | 返还人 | 备注
        R 2026-09-01 | W01 | 压缩机 | C01 | 1 | 刘强 |
        """,
        "part",
        "返还日期=date 派工单号=job_no 旧件名称=part 旧件编号=part_no 数量=quantity 返还人=person 备注=remark",
    ),
    Picture(
        "part: in and out of a store",
        """
        N 配件出入库登记
        H 日期 | 物料编码 | 物料名称 | 出入库类型 | 数量 | 结存数量 | 经办人 | 备注
        R 2026-09-01 | M01 | 密封圈 | 入库 | 50 | 60 | 刘强 |
        R 2026-09-02 | M01 | 密封圈 | 领用 | 5 | 55 | 刘强 |
        """,
        "part",
        "日期=date 物料编码=part_no 物料名称=part 出入库类型=movement 数量=quantity 结存数量=balance 经办人=person "
        "备注=remark",
    ),
    Picture(
        "receiving_error: the book of the rules",
        """
        N 商品进货验收差错登记簿
        H 日期 | 供应商 | 商品名称 | 单据数 | 实收数 | 差异 | 金额 | 原因 | 处理结果
        R 2026-10-02 | 甲厂 | BD80 | 100 | 98 | -2 | -60 | 破损 | 补发
        """,
        "receiving_error",
        "日期=date 供应商=supplier 商品名称=product 单据数=documented 实收数=received 差异=difference 金额=amount "
        "原因=reason 处理结果=action",
    ),
    Picture(
        "receiving_error: two headings, without a title",
        """
        H 验收日期 | 供货单位 | 品名 | 数量 | | | 差错原因 | 处理意见
        H | | | 单据 | 实收 | 差异 | |
        R 2026-10-02 | 甲厂 | BD80 | 100 | 98 | -2 | 少发 | 补发
        R 2026-10-03 | 乙厂 | BD81 | 50 | 52 | 2 | 多发 | 退回
        """,
        "receiving_error",
        "验收日期=date 供货单位=supplier 品名=product 数量/单据=documented 数量/实收=received 数量/差异=difference "
        "差错原因=reason 处理意见=action",
    ),
    Picture(
        "receiving_error: differences on arrival",
        """
        N 到货差异登记
        H 到货日期 | 厂家 | 产品型号 | 送货单数量 | 实到数量 | 短少数量 | 处理方式
        R 2026-10-02 | 甲厂 | BD80 | 100 | 98 | 2 | 厂家补货
        """,
        "receiving_error",
        "到货日期=date 厂家=supplier 产品型号=product 送货单数量=documented 实到数量=received 短少数量=difference "
        "处理方式=action",
    ),
    Picture(
        "receipt: goods received",
        """
        H 日期 | 单号 | 供应商 | 产品名称 | 数量 | 金额 | 采购员 | 保管员 | 备注
        R 2026-09-01 | R1 | 甲厂 | BD80 | 3 | 10 | 王芳 | 李娜 |
        """,
        "receipt",
        "日期=date 单号=record_no 供应商=supplier 产品名称=product 数量=quantity 金额=amount 采购员=buyer "
        "保管员=keeper 备注=note",
        sheet="收货单",
    ),
    Picture(
        "receipt: into the store, without a title",
        """
        H 入库单号 | 入库日期 | 供货单位 | 商品名称 | 规格 | 单位 | 入库数量 | 单价 | 金额 | 仓管员
        R RK01 | 2026-09-01 | 甲厂 | 瓷砖 | 800*800 | 片 | 300 | 12 | 3600 | 孙丽
        """,
        "receipt",
        "入库单号=record_no 入库日期=date 供货单位=supplier 商品名称=product 入库数量=quantity 金额=amount "
        "仓管员=keeper",
    ),
    Picture(
        "receipt: arrivals of a tile shop",
        """
        N 2026年9月进货台账
        H 进货日期 | 厂家 | 型号 | 数量（片） | 金额（元） | 采购人 | 验收员 | 备注
        R 2026-09-01 | 甲厂 | BD80 | 300 | 3600 | 周敏 | 孙丽 | 自提
        N 合计 | | | 300 | 3600
        """,
        "receipt",
        "进货日期=date 厂家=supplier 型号=product 数量（片）=quantity 金额（元）=amount 采购人=buyer 验收员=keeper "
        "备注=note",
    ),
)
