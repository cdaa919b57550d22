"""Sheets that are not read, drawn."""

from tests.recognise.pictures import Picture

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
    Picture("cover without a name that says so", "N 售后服务部\nN 2026年9月\nN 编制： | 李娜"),
    Picture(
        "a title with a month and who signed it",
        "N 2026年9月售后服务部\nN 编制 | 审核 | 批准\nN 李娜 | 王芳 | 赵敏",
    ),
    Picture(
        "a log in words of its own: sums with units, the phone behind the name",
        """
        N 送货日报 26.9.28
        N 客户/电话 | 货 | 数 | 钱 | 谁送的
        N 解珍⏎13800000401 | RH8801 | 36片 | ￥1,800.00 | 李大勇
        """,
        code="unknown-sheet",
    ),
    Picture(
        "a phone behind the name and nothing else that is a figure",
        """
        N 谁 | 货 | 谁送的
        N 解珍13800000401 | 地砖 | 李大勇
        N 解宝 13800000402 | 墙砖 | 赵铁
        """,
        code="unknown-sheet",
    ),
    Picture(
        "what each cost",
        "N 谁 | 货 | 钱\nN 解珍 | 地砖 | 1800元\nN 解宝 | 墙砖 | 420元",
        code="unknown-sheet",
    ),
    Picture(
        "nothing but words under a title of a day",
        """
        N 11月8日派活
        N 谁家 | 啥毛病 | 谁去 | 弄好没
        N 解珍 | 漏水 | 李 | 好了
        N 解宝 | 不凉 | 赵 | 没
        """,
        code="unknown-sheet",
    ),
    Picture(
        "a summary by shop",
        "N 门店 | 户数 | 满意率\nN 五里牌店 | 2 | 0.5\nN 东城店 | 2 | 1",
        code="unknown-sheet",
    ),
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
