"""The sheets that clerks keep, drawn."""

from aftersales.model import Merge
from tests.recognise.pictures import Picture

READ = (
    Picture(
        "callback with a merged title",
        """
        N 2026年9月售后服务跟踪表
        H 序号 | 回访日期 | 门店 | 客户姓名 | 联系电话 | 小区 | 型号 | 回访人 | 当事人 | 满意度 | 未完全满意原因 | 处理结果 | 备注
        R 1 | 2026-09-01 | 五里牌店 | 王芳 | 13800000001 | 翠湖苑3栋 | BD80 | 李娜 | 张伟 | 非常满意 |  |  |
        R 2 | 2026-09-02 | 五里牌店 | 陈静 | 13800000002 | 金桂园 | BD80 | 李娜 | 张伟 | 不满意 | 送货迟 | 已道歉 |
        B 3
        B 4
        N 合计 | | | 2户
        N 填表人：李娜 | | | | 审核：周敏
        """,
        "callback",
        "回访日期=date 门店=store 客户姓名=customer 联系电话=phone 小区=address 型号=product 回访人=called_by 当事人=responsible "
        "满意度=satisfaction 未完全满意原因=problem 处理结果=result 备注=remark",
    ),
    Picture(
        "callback whose result column holds everything",
        """
        H 编号 | 回访日期 | 客户名称 | 电话 | 回访内容 | 回访人 | 备注
        R HF001 | 9/1 | 王芳 | 13800000001 | 满意 | 李娜 |
        R HF002 | 9/2 | 陈静 | 13800000002 | 无人接听 | 李娜 |
        """,
        "callback",
        "编号=record_no 回访日期=date 客户名称=customer 电话=phone 回访内容=outcome+satisfaction+result 回访人=called_by 备注=remark",
    ),
    Picture(
        "callback with its own satisfaction column beside the result",
        """
        H 回访序号 | 客户 | 客户回访情况 | 满意度 | 回访中出现的新问题 | 回访时间 | 回访人
        R 1 | 王芳 | 未接 | | | 2026-09-01 | 李娜
        R 2 | 陈静 | 成功 | 满意 | 缝隙大 | 2026-09-01 | 李娜
        """,
        "callback",
        "回访序号=record_no 客户=customer 客户回访情况=outcome+result 满意度=satisfaction 回访中出现的新问题=problem 回访时间=date 回访人=called_by",
    ),
    Picture(
        "callback in plain words under a title that says so",
        """
        N 五里牌店售后回访登记
        N 部门：售后部 | | 制表时间：2026-10-01
        B
        H 日期 | 姓名 | 电话 | 结果 | 备注
        R 2026-09-01 | 王芳 | 13800000001 | 已送达 |
        R 2026-09-02 | 陈静 | 13800000002 | 补两片 |
        """,
        "callback",
        "日期=date 姓名=customer 电话=phone 结果=result 备注=remark",
    ),
    Picture(
        "callback with two ratings under one merged heading",
        """
        N 客户回访汇总报表
        H 送修批号 | 送修单位 | 受理时间 | 评价时间 | 满意度 | | 评价说明
        H | | | | 技能 | 服务 |
        R 26001 | 王芳 | 2026-08-30 | 2026-09-01 | 满意 | 非常满意 |
        R 26002 | 陈静 | 2026-08-30 | 2026-09-01 | 满意 | 满意 |
        """,
        "callback",
        "送修单位=customer 评价时间=date 满意度/技能=satisfaction 评价说明=remark",
        merges=(Merge(2, 5, 2, 6), Merge(2, 1, 3, 1)),
    ),
    Picture(
        "callback with a column for complaints",
        """
        N 售后回访记录
        H 日期 | 门店 | 客户姓名 | 电话 | 投诉内容 | 处理结果 | 回访人
        R 2026-09-01 | 五里牌店 | 王芳 | 13800000001 | 送货迟 | 道歉 | 李娜
        R 2026-09-02 | 五里牌店 | 陈静 | 13800000002 | | | 李娜
        """,
        "callback",
        "日期=date 门店=store 客户姓名=customer 电话=phone 投诉内容=problem 处理结果=result 回访人=called_by",
    ),
    Picture(
        "callback that begins at C7",
        """
        N 跟踪表
        H 回访日期 | 客户姓名 | 电话 | 满意度 | 回访人
        R 2026-09-01 | 王芳 | 13800000001 | 满意 | 李娜
        """,
        "callback",
        "回访日期=date 客户姓名=customer 电话=phone 满意度=satisfaction 回访人=called_by",
        first_row=7,
        first_column=3,
    ),
    Picture(
        "callback without data yet",
        "H 回访日期 | 客户姓名 | 电话 | 满意度 | 回访人",
        "callback",
        "回访日期=date 客户姓名=customer 电话=phone 满意度=satisfaction 回访人=called_by",
    ),
    Picture(
        "callback with noisy headings",
        """
        H *回 访⏎日 期： | 客户　姓名 | 联系电话（必填） | 满 意 度 | 回访费用(元) | ［回访人］
        R 2026-09-01 | 王芳 | 13800000001 | 满意 | 5 | 李娜
        """,
        "callback",
        "*回访日期=date 客户姓名=customer 联系电话（必填）=phone 满意度=satisfaction ［回访人］=called_by",
    ),
    Picture(
        "callback with slips of the pen and truncated headings",
        """
        H 回访曰期 | 客户性名 | 联系电活 | 客户满意 | 回访人员
        R 2026-09-01 | 王芳 | 13800000001 | 满意 | 李娜
        R 2026-09-02 | 陈静 | 13800000002 | 一般 | 李娜
        """,
        "callback",
        "回访曰期=date 客户性名=customer 联系电活=phone 客户满意=satisfaction 回访人员=called_by",
    ),
    Picture(
        "callback with headings repeated on every page",
        """
        H 序号 | 回访日期 | 客户姓名 | 电话 | 满意度 | 回访人
        R 1 | 2026-09-01 | 王芳 | 13800000001 | 满意 | 李娜
        N 本页合计 | | 1
        H 序号 | 回访日期 | 客户姓名 | 电话 | 满意度 | 回访人
        R 2 | 2026-09-02 | 陈静 | 13800000002 | 满意 | 李娜
        N 本页合计：1
        N 总计 | | | | 2
        """,
        "callback",
        "回访日期=date 客户姓名=customer 电话=phone 满意度=satisfaction 回访人=called_by",
    ),
    Picture(
        "callback with customers whose names look like totals",
        """
        H 回访日期 | 客户姓名 | 电话 | 满意度 | 回访人 | 备注
        R 2026-09-01 | 合力 | 13800000001 | 满意 | 李娜 | 合计三箱
        R 2026-09-01 | 平均 | 13800000002 | 满意 | 李娜 | 小计
        R | 合计装饰 | 13800000003 | 满意 | 李娜 |
        N 合计 | 3 | | | |
        """,
        "callback",
        "回访日期=date 客户姓名=customer 电话=phone 满意度=satisfaction 回访人=called_by 备注=remark",
    ),
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
        "编号=record_no 分公司=store 投诉日期=received_at 实际完成日期=closed_at 机型属性=product 问题描述=description 客户诉求=demand 跟进人=handled_by "
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
        "measuring as the rules ask for it",
        """
        N 量房登记表
        H 序号 | 申请日期 | 门店 | 导购 | 客户姓名 | 电话 | 小区/地址 | 预约量房时间 | 实际量房时间 | 量房人 | 面积(㎡) | 备注
        R 1 | 2026-09-01 | 五里牌店 | 周敏 | 王芳 | 13800000001 | 翠湖苑 | 2026-09-02 | 2026-09-03 | 张伟 | 98.5 |
        R 2 | 2026-09-02 | 五里牌店 | 周敏 | 陈静 | 13800000002 | 金桂园 | 预约:2026-09-05 | | | |
        """,
        "measuring",
        "申请日期=requested_on 门店=store 导购=salesperson 客户姓名=customer 电话=phone 小区/地址=address 预约量房时间=booked_for 实际量房时间=measured_on "
        "量房人=measured_by 面积（㎡）=area 备注=remark".replace("（㎡）", "(㎡)"),
    ),
    Picture(
        "measuring of a decorator",
        """
        H 店长 | 设计人员 | 销售人员 | 面积大小 | 项目提交时间 | 项目量房时间 | 项目预计完成时间 | 备注
        R 周敏 | 张伟 | 李娜 | 120 | 2026-09-01 | 2026-09-03 | 2026-09-20 |
        """,
        "measuring",
        "设计人员=measured_by 销售人员=salesperson 面积大小=area 项目提交时间=requested_on 项目量房时间=measured_on 备注=remark",
    ),
    Picture(
        "measuring and not a delivery",
        """
        H 日期 | 门店 | 客户 | 电话 | 地址 | 型号 | 量尺人 | 面积
        R 2026-09-01 | 五里牌店 | 王芳 | 13800000001 | 翠湖苑 | BD80 | 张伟 | 80
        """,
        "measuring",
        "日期=measured_on 门店=store 客户=customer 电话=phone 地址=address 量尺人=measured_by 面积=area",
        file="送货与量房.xlsx",
    ),
    Picture(
        "guidance with its checks",
        """
        N 铺贴指导记录
        H 序号 | 日期 | 门店 | 客户姓名 | 地址 | 型号 | 送货日期 | 泥工师傅/电话 | 指导人 | 上门次数 | 泡水 | 留缝 | 错缝 | 是否返工 | 返工原因 | 客户满意情况 | 客户签字 | 备注
        R 1 | 2026-09-01 | 五里牌店 | 王芳 | 翠湖苑 | BD80 | 2026-08-28 | 刘师傅 | 张伟 | 1 | √ | √ | √ | 否 | | 满意 | |
        """,
        "guidance",
        "日期=date 门店=store 客户姓名=customer 地址=address 型号=product 泥工师傅/电话=mason 指导人=guided_by 上门次数=visit_no 泡水=soaked 留缝=jointed "
        "错缝=offset 是否返工=rework+rework_times 返工原因=rework_reason 客户满意情况=satisfaction 备注=remark",
    ),
    Picture(
        "guidance written with the wrong character",
        """
        H 补贴指导日期 | 客户姓名 | 电话 | 泥工 | 售后专员 | 返工次数 | 是否返工
        R 2026-09-01 | 王芳 | 13800000001 | 刘强 | 张伟 | 0 | 否
        """,
        "guidance",
        "补贴指导日期=date 客户姓名=customer 电话=phone 泥工=mason 售后专员=guided_by 返工次数=rework_times 是否返工=rework",
    ),
    Picture(
        "guidance told from the others by its title alone",
        """
        N 铺贴指导登记
        H 日期 | 门店 | 客户姓名 | 电话 | 地址 | 型号 | 备注
        R 2026-09-01 | 五里牌店 | 王芳 | 13800000001 | 翠湖苑 | BD80 |
        """,
        "guidance",
        "日期=date 门店=store 客户姓名=customer 电话=phone 地址=address 型号=product 备注=remark",
    ),
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
        "callback told from the others by its file name alone",
        """
        H 日期 | 门店 | 客户姓名 | 电话 | 地址 | 型号 | 满意度 | 备注
        R 2026-09-01 | 五里牌店 | 王芳 | 13800000001 | 翠湖苑 | BD80 | 满意 |
        """,
        "callback",
        "日期=date 门店=store 客户姓名=customer 电话=phone 地址=address 型号=product 满意度=satisfaction 备注=remark",
        file="2026年9月/五里牌店回访.xlsx",
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
    Picture(
        "two headings alike and one without words",
        """
        H 回访日期 | 客户姓名 | 电话 | 满意度 | 回访人 | 备注 | 备注 |
        R 2026-09-01 | 王芳 | 13800000001 | 满意 | 李娜 | 甲 | 乙 | 丙
        """,
        "callback",
        "回访日期=date 客户姓名=customer 电话=phone 满意度=satisfaction 回访人=called_by 备注=remark",
    ),
    Picture(
        "phones without a heading and numbered rows without one",
        """
        H | 回访日期 | 客户姓名 | | 满意度 | 回访人
        R 1 | 2026-09-01 | 王芳 | 13800000001 | 满意 | 李娜
        R 2 | 2026-09-01 | 陈静 | 13800000002 | 满意 | 李娜
        B 3
        """,
        "callback",
        "回访日期=date 客户姓名=customer 未命名_D=phone 满意度=satisfaction 回访人=called_by",
    ),
    Picture(
        "filling instructions above and a legend below",
        """
        N 填写说明：回访日期请写全年月日，满意度请从下拉里选
        N 1、每户一行；2、未接的也要登记
        H 回访日期 | 客户姓名 | 电话 | 满意度 | 回访人
        R 2026-09-01 | 王芳 | 13800000001 | 满意 | 李娜
        B
        N 注：满意度分五级
        N 备注：未接满三次发短信
        N ※ 橙色部分手工填写，其余自动带出
        N 制表人 | 李娜 | | 部门负责人 |
        """,
        "callback",
        "回访日期=date 客户姓名=customer 电话=phone 满意度=satisfaction 回访人=called_by",
    ),
)

UNREAD = (
    Picture("cover", "N 售后服务部\nN 2026年9月\nN 编制：李娜", sheet="封面"),
    Picture(
        "instructions",
        "N 回访日期 | 必填 | 2026-09-01\nN 客户姓名 | 必填 | 王芳\nN 电话 | 必填 | 13800000001\nN 满意度 | 选填 | 满意",
        sheet="填写说明",
    ),
    Picture(
        "lists for drop-downs",
        "N 门店 | 类别 | 满意度\nN 五里牌店 | 色差 | 满意\nN 东城店 | 破损 | 一般",
        sheet="Sheet2",
    ),
    Picture("stray note", "N 仅供内部使用"),
    Picture(
        "transposed sheet",
        """
        N 回访日期 | 2026-09-01 | 2026-09-02 | 2026-09-03
        N 客户姓名 | 王芳 | 陈静 | 赵敏
        N 电话 | 13800000001 | 13800000002 | 13800000003
        N 满意度 | 满意 | 满意 | 一般
        N 回访人 | 李娜 | 李娜 | 李娜
        """,
        code="transposed-sheet",
    ),
    Picture(
        "attendance",
        """
        N 2026年9月考勤表
        N 序号 | 部门 | 姓名 | 1 | 2 | 3 | 4
        N 1 | 售后部 | 王芳 | √ | √ | √ | ○
        N 2 | 售后部 | 李娜 | √ | √ | × | √
        N 注：出勤√ 事假○ 旷工×
        """,
        code="unknown-sheet",
    ),
    Picture(
        "pay roll",
        """
        N 工资表
        N 姓名 | 工号 | 部门 | 岗位 | 基本工资 | 奖金 | 扣款 | 实发工资
        N 王芳 | 101 | 售后部 | 客服 | 4500 | 300 | 0 | 4800
        N 李娜 | 102 | 售后部 | 客服 | 4500 | 200 | 50 | 4650
        """,
        code="unknown-sheet",
    ),
    Picture(
        "parts issued",
        """
        H 日期 | 编号 | 配件名称 | 规格 | 单位 | 数量 | 单价 | 金额 | 领料人
        R 2026-09-01 | P01 | 阀芯 | 40 | 个 | 2 | 15 | 30 | 张伟
        """.replace("H ", "N ").replace("R ", "N "),
        code="unknown-sheet",
        sheet="配件领用",
    ),
    Picture(
        "repairs",
        """
        N 报修日期 | 派工单号 | 客户姓名 | 电话 | 地址 | 型号 | 故障现象 | 维修人员 | 完成时间 | 处理结果 | 收费金额
        N 2026-09-01 | W01 | 王芳 | 13800000001 | 翠湖苑 | A1 | 不制热 | 张伟 | 2026-09-02 | 换件 | 80
        """,
        code="unknown-sheet",
    ),
    Picture(
        "customer cards",
        """
        N 客户姓名 | 电话 | 地址 | 型号 | 购买日期 | 安装日期 | 业务员 | 备注
        N 王芳 | 13800000001 | 翠湖苑 | A1 | 2026-01-01 | 2026-02-01 | 张伟 |
        N 陈静 | 13800000002 | 金桂园 | A1 | 2026-01-01 | 2026-02-01 | 张伟 |
        """,
        code="unknown-sheet",
        sheet="客户资料",
    ),
    Picture(
        "complaints without a date",
        """
        N 投诉登记表
        N 客户姓名 | 电话 | 投诉内容 | 责任部门 | 处理结果
        N 王芳 | 13800000001 | 色差 | 仓库 | 换货
        """,
        code="missing-column",
    ),
    Picture(
        "callbacks without customers",
        """
        N 回访日期 | 回访人 | 满意度 | 未完全满意原因
        N 2026-09-01 | 李娜 | 满意 |
        """,
        code="missing-column",
    ),
    Picture(
        "plain words that fit several kinds",
        """
        N 日期 | 门店 | 客户姓名 | 电话 | 地址 | 型号 | 备注
        N 2026-09-01 | 五里牌店 | 王芳 | 13800000001 | 翠湖苑 | BD80 |
        N 2026-09-02 | 五里牌店 | 陈静 | 13800000002 | 金桂园 | BD80 |
        """,
        code="ambiguous-sheet",
    ),
    Picture(
        "a log in words nobody knows",
        """
        N 甲项 | 乙项 | 丙项 | 丁项
        N 2026-09-01 | 一 | 13800000001 | 三
        N 2026-09-02 | 二 | 13800000002 | 四
        """,
        code="unknown-sheet",
    ),
)
