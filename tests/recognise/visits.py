"""Logs of measuring and guidance, drawn."""

from tests.recognise.pictures import Picture

VISITS = (
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
        "measuring: booked and done under one heading, name and phone in one column",
        """
        N 上门量房登记
        H 申请日期 | 专卖店 | 客户/电话 | 地址 | 量房时间 | | 量房人员
        H | | | | 预约 | 实际 |
        R 2026-09-01 | 五里牌店 | 王芳 13800000001 | 翠湖苑 | 2026-09-03 | 2026-09-04 | 张伟
        """,
        "measuring",
        "申请日期=requested_on 专卖店=store 客户/电话=customer+phone 地址=address 量房时间/预约=booked_for "
        "量房时间/实际=measured_on 量房人员=measured_by",
    ),
    Picture(
        "guidance: the mason under a heading of his own",
        """
        N 瓷砖铺贴指导表
        H 指导日期 | 客户资料 | | | 泥工信息 | | 指导人
        H | 姓名 | 电话 | 地址 | 师傅 | 进场日期 |
        R 2026-09-01 | 王芳 | 13800000001 | 翠湖苑 | 胡师傅 | 2026-08-30 | 张伟
        """,
        "guidance",
        "指导日期=date 客户资料/姓名=customer 客户资料/电话=phone 客户资料/地址=address 泥工信息/师傅=mason "
        "泥工信息/进场日期=mason_started_on 指导人=guided_by",
    ),
)
