"""Callback logs as clerks keep them, drawn."""

from aftersales.model import Merge
from tests.recognise.pictures import Picture

CALLBACKS = (
    Picture(
        "bands over every column, again on each printed page",
        """
        N 五里牌店2026年10月售后回访记录
        H 客户信息 | | | 回访情况 | |
        H 姓名 | 联系电话 | 地址 | 回访日期 | 回访结果 | 满意度
        R 王芳 | 13800000001 | 梅溪湖3栋 | 2026-10-05 | 接通 | 满意
        R 李强 | 13800000002 | 洋湖5栋 | 2026-10-06 | 接通 | 一般
        H 客户信息 | | | 回访情况 | |
        H 姓名 | 联系电话 | 地址 | 回访日期 | 回访结果 | 满意度
        R 周丽 | 13800000003 | 谷山2栋 | 2026-10-07 | 未接 |
        """,
        "callback",
        "客户信息/姓名=customer 客户信息/联系电话=phone 客户信息/地址=address 回访情况/回访日期=date 回访情况/回访结果=outcome+result"
        " 回访情况/满意度=satisfaction",
        merges=(Merge(2, 1, 2, 3), Merge(2, 4, 2, 6), Merge(6, 1, 6, 3), Merge(6, 4, 6, 6)),
    ),
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
    Picture(
        "callback by shop with subtotals and remarks of the office",
        """
        H 门店 | 回访日期 | 客户姓名 | 电话 | 回访人 | 满意度
        R 五里牌店 | 2026-09-01 | 王芳 | 13800000001 | 李娜 | 满意
        N 五里牌店小计 | | 1户
        R 东城店 | 2026-09-01 | 陈静 | 13800000002 | 李娜 | 满意
        R 东城店
        N 9月小计 | | 1
        N 平均 | | | | | 4.5
        N 合 计： | | 2户
        N 本月回访完成情况良好，继续保持努力，下月起改为三天内回访
        N 售后部：李娜
        """,
        "callback",
        "门店=store 回访日期=date 客户姓名=customer 电话=phone 回访人=called_by 满意度=satisfaction",
    ),
    Picture(
        "callback under three rows of headings",
        """
        N 登记表
        H 序号 | 客户资料 | | | 回访 | | | 备注
        H | 姓名 | 联系 | | 日期 | 结果 | |
        H | | 电话 | 地址 | | 满意度 | 原因 |
        R 1 | 王芳 | 13800000001 | 翠湖苑 | 2026-09-01 | 满意 | |
        R 2 | 陈静 | 13800000002 | 翠湖苑 | 2026-09-01 | 一般 | 慢 |
        """,
        "callback",
        "客户资料/姓名=customer 客户资料/联系/电话=phone 客户资料/联系/地址=address 回访/日期=date 回访/结果/满意度=satisfaction "
        "回访/结果/原因=problem 备注=remark",
        sheet="回访",
    ),
    Picture(
        "callback: a running number beside the sub-headings, and a service before the call",
        """
        N 售后回访台账
        H | 车牌 | 客户 | | 维修 | | 回访 | | |
        H 序 | | 姓名 | 电话 | 日期 | 里程 | 日期 | 接通 | 满意 | 不满意
        R 1 | 川C001 | 王芳 | 13800000001 | 2026-08-29 | 2万 | 2026-09-01 | √ | √ |
        R 2 | 川C002 | 陈静 | 13800000002 | 2026-08-30 | 3万 | 2026-09-02 | × | |
        R 3 | 川C003 | 赵敏 | 13800000003 | 2026-08-31 | 1万 | 2026-09-02 | √ | | √
        """,
        "callback",
        "客户/姓名=customer 客户/电话=phone 回访/日期=date 回访/接通=outcome 回访/满意=satisfaction 回访/不满意=satisfaction",
    ),
)
