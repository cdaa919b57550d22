"""Complaint logs, drawn."""

from tests.recognise.pictures import Picture

COMPLAINTS = (
    Picture(
        "complaint in the simple template",
        """
        N 客户投诉表
        H 序号 | 日期 | 国家 | 客户名称/代号 | 投诉内容 | 退/换货产品 | 数量 | 损失金额 | 原因分析 | 改进方案 | 备注
        R 1 | 2026-09-01 | 甲国 | 王芳 | 开裂 | BD80 | 3 | 200 | 运输 | 加护角 |
        B 2
        B 3
        """,
        "complaint",
        "日期=received_at 客户名称/代号=customer 投诉内容=description 退/换货产品=product 数量=quantity 损失金额=compensation_amount "
        "原因分析=cause 改进方案=solution 备注=remark",
        sheet="客户投诉表",
        first_row=2,
    ),
    Picture(
        "complaint ledger of a year",
        """
        N 2026年海外客诉台账
        H 编号 | 分公司 | 国家或地区 | 是否大客户 | 投诉日期 | 应结案日期 | 结案预警 | 实际完成日期 | 完成周期（天） | 机型属性 | 问题描述 | 客户诉求 | 跟进人 | 结案状态 | 应急措施 | 原因分析 | 长期整改措施 | 责任单位 | 故障大类 | 备注
        R 1 | 一部 | 甲国 | 否 | 2026-02-01 | 2026-02-05 | | 2026-02-04 | '3' | A型 | 色差 | 换货 | 李娜 | 结案 | 换 | 批次 | 抽检 | 散件工厂/仓储物流 | 色差 |
        R 2 | 一部 | 乙国 | 是 | 2026-03-01 | / | | / | / | B型 | 破损 | 赔 | 李娜 | 未结案 | | | | / | 破损 | 延期
        B 3
        B 4
        """,
        "complaint",
        "分公司=store 投诉日期=received_at 实际完成日期=closed_at 机型属性=product 问题描述=description 客户诉求=demand 跟进人=handled_by "
        "结案状态=status 应急措施=solution 原因分析=cause 责任单位=responsible_unit 故障大类=category 备注=remark",
        sheet="所有客诉",
    ),
    Picture(
        "complaint with a truncated heading",
        """
        H 发生时间 | 年 | 月 | 问题描述 | 原因类别 | 原因分析 | 临时措施 | 长期措施 | 是否根本解
        R 2026-09-01 | 2026 | 9 | 砖面有划痕 | 包装 | 托盘破 | 换货 | 加膜 | 是
        R 2026-09-03 | 2026 | 9 | 少发两箱 | 发货 | 漏装 | 补发 | 复核 | 否
        """,
        "complaint",
        "发生时间=received_at 问题描述=description 原因类别=category 原因分析=cause 临时措施=solution 是否根本解=status",
    ),
    Picture(
        "complaint with callback columns at its end",
        """
        N 投诉台账
        H 投诉日期 | 客户 | 电话 | 投诉内容 | 处理人 | 处理结果 | 回访日期 | 回访人 | 回访结果
        R 2026-09-01 | 王芳 | 13800000001 | 空鼓 | 张伟 | 补砖 | 2026-09-05 | 李娜 | 满意
        """,
        "complaint",
        "投诉日期=received_at 客户=customer 电话=phone 投诉内容=description 处理人=handled_by 处理结果=solution 回访结果=satisfaction",
    ),
    Picture(
        "complaint with the fines of several people",
        """
        H 投诉日期 | 客户名称 | 订单号 | 产品名称 | 产品规格 | 生产数量 | 不良品数量 | 投诉类别 | 客户投诉类型 | 不良描述 | 处置措施 | 主要责任部门 | 主要责任人 | 次要责任人 | 次要责任人考核金额 | 考核说明
        R 2026-09-01 | 王芳 | A-001 | 釉面砖 | 800 | 100 | 3 | 质量 | 外观 | 针孔 | 换 | 一车间 | 张伟 | 李强 | 50 |
        """,
        "complaint",
        "投诉日期=received_at 客户名称=customer 订单号=order_no 产品名称=product 不良品数量=quantity 投诉类别=category 不良描述=description "
        "处置措施=solution 主要责任部门=responsible_unit 主要责任人=responsible 考核说明=remark",
    ),
    Picture(
        "complaint where only a category is typed",
        """
        N 投诉登记表
        H 受理时间 | 渠道 | 客户姓名 | 联系方式 | 投诉类型 | 是否属实 | 首次联系时间 | 结案日期 | 处理状态 | 赔付金额 | 挽回损失
        R 2026-09-01 | 电话 | 王芳 | 13800000001 | 色差 | 是 | 2026-09-01 | 2026-09-03 | 已解决 | 300 | 100
        """,
        "complaint",
        "受理时间=received_at 渠道=channel 客户姓名=customer 联系方式=phone 投诉类型=category 是否属实=verified 首次联系时间=contacted_at 结案日期=closed_at "
        "处理状态=status 赔付金额=compensation_amount 挽回损失=saved",
    ),
    Picture(
        "complaint with parents over its headings",
        """
        H 投诉 | | 客户 | | 处理 | | 备注
        H 日期 | 内容 | 姓名 | 电话 | 时间 | 结果 |
        R 2026-09-01 | 崩角 | 王芳 | 13800000001 | 2026-09-02 | 换砖 |
        R 2026-09-02 | 色差 | 陈静 | 13800000002 | 2026-09-04 | 退货 |
        """,
        "complaint",
        "投诉/日期=received_at 投诉/内容=description 客户/姓名=customer 客户/电话=phone 处理/时间=closed_at 处理/结果=solution 备注=remark",
    ),
    Picture(
        "complaint book of a car shop",
        """
        H 日期 | 客户姓名 | 车辆资料 | 联系电话 | 客户反映情况 | 主修人员 | 处理日期 | 处理结果 | 解决日期 | 负责人签字
        R 2026-09-01 | 王芳 | 小轿车 | 13800000001 | 异响 | 张伟 | 2026-09-02 | 换件 | 2026-09-03 |
        """,
        "complaint",
        "日期=received_at 客户姓名=customer 车辆资料=product 联系电话=phone 客户反映情况=description 主修人员=handled_by 处理结果=solution 解决日期=closed_at",
    ),
    Picture(
        "complaint about parcels",
        """
        H 售后人员 | 查询日期 | 收寄日期 | 客户 | 运单号 | 收件人 | 联系方式 | 地址 | 投诉类别 | 物流 | 答复 | 完成状态
        R 李娜 | 2026-09-01 | 2026-09-01 | 王芳 | YD1 | 王芳 | 13800000001 | 翠湖苑 | 破损 | 甲 | 补发 | 完成
        """,
        "complaint",
        "售后人员=handled_by 查询日期=received_at 客户=customer 联系方式=phone 地址=address 投诉类别=category 答复=solution 完成状态=status",
    ),
    Picture(
        "complaint: a day that was planned and the day it was done",
        """
        N 客户投诉处理跟踪表
        H 序号 | 受理日期 | 投诉单位 | 联系人/电话 | 设备名称 | 客户投诉的问题 | 完成日期 | | 是否完结
        H | | | | | | 计划 | 实际 |
        R 1 | 2026-09-01 | 恒力矿山 | 王工 13800000001 | EX200 | 冒黑烟 | 2026-09-15 | 2026-09-14 | 是
        R 2 | 2026-09-02 | 安顺建筑 | 李工 13800000002 | ZL50 | 漏油 | 2026-09-20 | | 否
        """,
        "complaint",
        "受理日期=received_at 投诉单位=customer 联系人/电话=phone 设备名称=product 客户投诉的问题=description "
        "完成日期/实际=closed_at 是否完结=status",
    ),
)
