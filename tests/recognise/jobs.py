"""Logs of service jobs, of forms that customers answered and of customers, drawn."""

from tests.recognise.pictures import Picture

JOBS = (
    Picture(
        "repair: a dispatch list as appliance shops keep it",
        """
        H 报修日期 | 派工单号 | 客户姓名 | 电话 | 地址 | 型号 | 故障现象 | 维修人员 | 完成时间 | 处理结果 | 收费金额
        R 2026-09-01 | W01 | 王芳 | 13800000001 | 翠湖苑 | A1 | 不制热 | 张伟 | 2026-09-02 | 换件 | 80
        """,
        "repair",
        "报修日期=reported_at 派工单号=record_no 客户姓名=customer 电话=phone 地址=address 型号=product "
        "故障现象=fault 维修人员=technician 完成时间=finished_at 处理结果=work 收费金额=fee",
    ),
    Picture(
        "repair: repairs that look like complaints but for their title",
        """
        N 维修记录
        H 日期 | 客户姓名 | 电话 | 型号 | 问题描述 | 处理结果 | 维修人员 | 满意度
        R 2026-09-01 | 王芳 | 13800000001 | BD80 | 漏水 | 换件 | 张伟 | 满意
        """,
        "repair",
        "日期=reported_at 客户姓名=customer 电话=phone 型号=product 问题描述=fault 处理结果=work "
        "维修人员=technician 满意度=satisfaction",
    ),
    Picture(
        "repair: a car shop's book",
        """
        N 2026年10月维修接车单
        H 序号 | 进厂日期 | 车主姓名 | 车主电话 | 车牌号 | 车型 | 维修项目 | 故障描述 | 主修人 | 出厂日期 | 工时费（元） | 备注
        R 1 | 2026-10-02 | 陈静 | 13800000002 | 湘A00001 | 轿车 | 机电 | 异响 | 刘强 | 2026-10-03 | 300 |
        R 2 | 2026-10-05 | 赵敏 | 13800000003 | 湘A00002 | 皮卡 | 钣金 | 剐蹭 | 刘强 | 2026-10-08 | 800 |
        N 制表人：李娜
        """,
        "repair",
        "进厂日期=reported_at 车主姓名=customer 车主电话=phone 车牌号=serial 车型=product 维修项目=work "
        "故障描述=fault 主修人=technician 出厂日期=finished_at 工时费（元）=fee 备注=remark",
    ),
    Picture(
        "repair: a machinery dealer's service sheet with line breaks in its headings",
        """
        N 售后服务派工单汇总
        B
        H 服务单号 | 报修⏎日期 | 客户名称 | 联系电话 | 服务地点 | 设备名称/型号 | 出厂编号 | 服务类型 | 故 障 描 述 | 处理过程 | 服务工程师 | 到场时间 | 完工时间 | 保内/保外 | 是否解决 | 客户签字
        R F001 | 2026-10-02 | 远山机械 | 13800000002 | 城北工地 | 挖掘机 | SN01 | 上门 | 漏油 | 换油封 | 刘强 | 2026-10-02 | 2026-10-03 | 保内 | 是 | 有
        R F002 | 2026-10-04 | 高岭矿业 | 13800000003 | 城南矿区 | 装载机 | SN02 | 远程 | 无法启动 | 电话指导 | 孙丽 | | 2026-10-04 | 保外 | 是 | 无
        """,
        "repair",
        "服务单号=record_no 报修日期=reported_at 客户名称=customer 联系电话=phone 服务地点=address "
        "设备名称/型号=product 出厂编号=serial 服务类型=mode+category 故障描述=fault 处理过程=work "
        "服务工程师=technician 到场时间=arrived_at 完工时间=finished_at 保内/保外=warranty 是否解决=solved "
        "客户签字=signed",
    ),
    Picture(
        "repair: goods sent back, without a title",
        """
        H 返修单号 | 返修日期 | 客户 | 产品名称 | 序列号 | 故障现象 | 维修结果 | 维修员 | 内返/外返 | 保固状态 | 维修费用
        R R001 | 2026-10-02 | 远山机械 | 控制器 | SN01 | 黑屏 | 换板 | 刘强 | 外返 | 保内 | 0
        """,
        "repair",
        "返修单号=record_no 返修日期=reported_at 客户=customer 产品名称=product 序列号=serial 故障现象=fault "
        "维修结果=work 维修员=technician 内返/外返=rework 保固状态=warranty 维修费用=fee",
    ),
    Picture(
        "repair: short and with a truncated heading and a typing error",
        """
        N 报修登记表
        H 报修日期 | 用户姓名 | 联系电话 | 故障现像 | 维修内容 | 维修技师 | 是否根本解 | 备注
        R 2026-10-02 | 王芳 | 13800000001 | 不制冷 | 加氟 | 张伟 | 是 |
        """,
        "repair",
        "报修日期=reported_at 用户姓名=customer 联系电话=phone 故障现像=fault 维修内容=work 维修技师=technician "
        "是否根本解=solved 备注=remark",
    ),
    Picture(
        "repair: work by device, as a workshop writes it",
        """
        N 设备维修登记
        H 维修日期 | 设备编号 | 维修部位 | 维修内容 | 维修人员 | 费用 | 完成时间 | 备注
        R 2026-10-02 | E01 | 液压泵 | 更换密封 | 刘强 | 200 | 2026-10-03 |
        """,
        "repair",
        "维修日期=reported_at 维修部位=product 维修内容=work 维修人员=technician 费用=fee 完成时间=finished_at "
        "备注=remark",
    ),
    Picture(
        "repair: parts sent back by dealers",
        """
        N 客户退回件台账
        H 序号 | 交于⏎品工时间 | 国家 | 业务员 | 配件名称 | 物料代码 | 数量 | 故障现象 | 要求报告⏎完成时间 | 分析原因 | 实际⏎完成时间 | 超期天数 | 改善措施 | 跟进人 | 是否有8D | 运费 | 备注
        R 1 | 2026-10-02 | 甲国 | 周敏 | 控制器 | M01 | 3 | 黑屏 | 2026-10-09 | 受潮 | 2026-10-08 | | 加密封 | 孙丽 | 是 | 200 |
        """,
        "repair",
        "交于品工时间=reported_at 配件名称=product 故障现象=fault 实际完成时间=finished_at 改善措施=work "
        "跟进人=technician 备注=remark",
    ),
    Picture(
        "repair: an export of a dealer's system",
        """
        H RMA编号 | 站点 | 公司名称 | 联系人 | 电话 | 产品系列 | 产品明细 | 数量 | 序列号 | 保固状态 | 维修费用 | report时间 | 业务人员 | 维修人员 | 状态原始 | 状态分类 | 是否结案 | 维修报告全文 | 故障类型 | 出货日期
        R RMA1 | 城北 | 远山机械 | 陈静 | 13800000002 | 甲系列 | 控制器 | 1 | SN01 | 保内 | 0 | 2026-10-02 | 周敏 | 孙丽 | 已修 | 完成 | 是 | 更换主板 | 电气 | 2026-08-01
        """,
        "repair",
        "RMA编号=record_no 站点=store 公司名称=customer 电话=phone 产品明细=product 序列号=serial "
        "保固状态=warranty 维修费用=fee report时间=reported_at 维修人员=technician 状态分类=status "
        "维修报告全文=work 故障类型=category 出货日期=warranty_from",
    ),
    Picture(
        "repair: jobs of a purifier service",
        """
        H 报单日期 | 服务单号 | 服务类别 | 服务事由 | 服务人员 | 服务日期 | 收费金额 | 接单人员 | 是否完工
        R 2026-10-02 | F001 | 换芯 | 到期 | 刘强 | 2026-10-03 | 80 | 李娜 | 是
        """,
        "repair",
        "报单日期=reported_at 服务单号=record_no 服务类别=category 服务事由=fault 服务人员=technician 服务日期=finished_at "
        "收费金额=fee 是否完工=solved",
    ),
    Picture(
        "survey: the form of the rules as a list",
        """
        N 产品售后服务评价表汇总
        H 填表日期 | 客户姓名 | 联系电话 | 产品名称 | 购买日期 | 购买渠道 | 服务人员 | 问题解决的及时性 | 专业水平 | 服务态度 | 流程便捷性 | 解决方案满意度 | 意见与建议
        R 2026-10-02 | 王芳 | 13800000001 | BD80 | 2026-08-01 | 门店 | 张伟 | 5 | 4 | 5 | 4 | 5 |
        """,
        "survey",
        "填表日期=date 客户姓名=customer 联系电话=phone 产品名称=product 购买日期=purchased_on "
        "购买渠道=purchased_through 服务人员=served_by 问题解决的及时性=q1 专业水平=q2 服务态度=q3 流程便捷性=q4 "
        "解决方案满意度=q5 意见与建议=comment",
    ),
    Picture(
        "survey: an export of a questionnaire",
        """
        H 序号 | 提交答卷时间 | 1、问题解决的及时性 | 2、服务人员的专业水平 | 3、服务人员的服务态度 | 4、服务流程的便捷性 | 5、对解决方案的满意度 | 您的意见和建议
        R 1 | 2026-10-02 | 5 | 5 | 4 | 4 | 5 | 无
        R 2 | 2026-10-03 | 4 | 5 | 4 | 3 | 5 | 再快些
        """,
        "survey",
        "提交答卷时间=date 1、问题解决的及时性=q1 2、服务人员的专业水平=q2 3、服务人员的服务态度=q3 "
        "4、服务流程的便捷性=q4 5、对解决方案的满意度=q5 您的意见和建议=comment",
    ),
    Picture(
        "survey: points of five questions by shop, without a date of their own",
        """
        N 2026年10月客户满意度调查表
        H 门店 | 客户 | 电话 | 及时性（1-5分） | 专业性（1-5分） | 服务态度（1-5分） | 便捷性（1-5分） | 方案满意度（1-5分） | 建议
        R 五里牌店 | 王芳 | 13800000001 | 5 | 4 | 5 | 4 | 5 |
        R 五里牌店 | 陈静 | 13800000002 | 5 | 4 | 5 | 4 | 4 |
        """,
        "survey",
        "门店=store 客户=customer 电话=phone 及时性（1-5分）=q1 专业性（1-5分）=q2 服务态度（1-5分）=q3 "
        "便捷性（1-5分）=q4 方案满意度（1-5分）=q5 建议=comment",
    ),
    Picture(
        "customer: cards of a shop",
        """
        N 客户资料卡
        H 客户姓名 | 电话 | 小区/地址 | 产品型号 | 购买日期 | 送货日期 | 业务员 | 是否VIP | 备注
        R 王芳 | 13800000001 | 翠湖苑 | BD80 | 2026-08-01 | 2026-08-05 | 周敏 | 是 |
        """,
        "customer",
        "客户姓名=customer 电话=phone 小区/地址=address 产品型号=product 购买日期=purchased_on "
        "送货日期=delivered_on 业务员=owner 是否VIP=vip 备注=remark",
    ),
    Picture(
        "customer: appliances in the field",
        """
        H 编号 | 用户姓名 | 手机号 | 地址 | 购买机型 | 机身码 | 购买商场 | 购买日期 | 安装日期 | 保修期（月） | 安装员
        R 1 | 王芳 | 13800000001 | 翠湖苑 | KF-35 | JS01 | 城北商场 | 2026-08-01 | 2026-08-03 | 36 | 刘强
        R 2 | 陈静 | 13800000002 | 金桂园 | KF-50 | JS02 | 城北商场 | 2026-08-02 | 2026-08-04 | 36 | 刘强
        """,
        "customer",
        "用户姓名=customer 手机号=phone 地址=address 购买机型=product 购买日期=purchased_on 安装日期=installed_on "
        "保修期（月）=warranty_months",
    ),
    Picture(
        "customer: the sheet is named after it",
        """
        H 客户姓名 | 电话 | 地址 | 型号 | 购买日期 | 安装日期 | 业务员 | 备注
        R 王芳 | 13800000001 | 翠湖苑 | A1 | 2026-01-01 | 2026-02-01 | 张伟 |
        R 陈静 | 13800000002 | 金桂园 | A1 | 2026-01-01 | 2026-02-01 | 张伟 |
        """,
        "customer",
        "客户姓名=customer 电话=phone 地址=address 型号=product 购买日期=purchased_on 安装日期=installed_on "
        "业务员=owner 备注=remark",
        sheet="客户资料",
    ),
    Picture(
        "customer: a dealer's book of contacts",
        """
        N 客户档案表
        H 客户区域 | 客户类别 | 客户名称 | 初次备案日期 | 业务负责人 | 客户联系人 | 手机 | 公司地址 | 备注
        R 城北 | 甲 | 远山机械 | 2025-03-01 | 周敏 | 陈静 | 13800000002 | 城北路1号 |
        """,
        "customer",
        "客户名称=customer 初次备案日期=first_seen_on 业务负责人=owner 手机=phone 公司地址=address 备注=remark",
    ),
)
