"""Sheets with labels and values on them that are no forms, drawn."""

from tests.recognise.pictures import Picture

NO_FORMS = (
    Picture(
        "a cover", "N 售后服务部登记本\nN 部门： | 售后部 | 年份： | 2026\nN 编制人： | 李娜 | 日期： | 2026-10-01"
    ),
    Picture(
        "a price list",
        """
        N 产品价格表
        N 型号 | 规格 | 单位 | 单价
        N BD80 | 800*800 | 片 | 35
        N BD81 | 600*600 | 片 | 22
        """,
    ),
    Picture(
        "a list under label and value",
        """
        N 售后回访记录表
        N 门店： | 五里牌店 | 月份： | 2026年10月
        N 回访人： | 李娜 | 部门： | 售后部
        H 回访日期 | 客户姓名 | 电话 | 满意度
        R 2026-10-07 | 王芳 | 13800000001 | 满意
        R 2026-10-08 | 陈静 | 13800000002 | 一般
        """,
        "callback",
    ),
    Picture(
        "a list of three columns under label and value",
        """
        N 门店： | 五里牌店 | 月份： | 2026年10月
        N 地址： | 城南路8号 | 电话： | 13800000009
        H 回访日期 | 客户姓名 | 满意度
        R 2026-10-07 | 王芳 | 满意
        R 2026-10-08 | 陈静 | 一般
        """,
        "callback",
        sheet="回访",
    ),
    Picture(
        "a list of one line under label and value",
        """
        N 售后回访记录表
        N 门店： | 五里牌店 | 月份： | 2026年10月
        N 地址： | 城南路8号 | 联系电话： | 13800000009
        H 回访日期 | 客户姓名 | 电话 | 满意度
        R 2026-10-07 | 王芳 | 13800000001 | 满意
        """,
        "callback",
    ),
    Picture(
        "a list that nobody has begun",
        """
        N 售后回访记录表
        N 门店： | | 月份：
        N 回访人： | | 部门：
        H 回访日期 | 客户姓名 | 电话 | 型号 | 满意度 | 备注
        """,
        "callback",
    ),
    Picture(
        "a delivery note with its head",
        """
        N 销售出库单
        N 收货单位： | 和平工地 | 日期： | 2026-10-05
        N 收货地址： | 城南路8号 | 联系电话： | 13800000001
        N 送货单号： | S-88 | 经办人： | 李强
        H 序号 | 产品名称 | 规格 | 单位 | 数量 | 单价 | 金额
        R 1 | 抛光砖 | 800*800 | 片 | 20 | 35 | 700
        R 2 | 瓷片 | 300*600 | 片 | 10 | 20 | 200
        N 合计数量： | 30 | 合计金额： | 900
        N 制单人： | 陈静 | 收货人签字：
        """,
        "delivery",
    ),
    Picture(
        "words that are labels elsewhere, in the cells of a list",
        """
        N 投诉登记表
        H 投诉日期 | 投诉渠道 | 客户姓名 | 联系电话 | 投诉内容
        R 2026-10-05 | 电话 | 王芳 | 13800000001 | 服务态度
        R 2026-10-06 | 门店 | 陈静 | 13800000002 | 产品
        R 2026-10-07 | 客户 | 赵敏 | 13800000003 | 数量
        """,
        "complaint",
    ),
    Picture(
        "label columns first in a list",
        """
        N 投诉登记表
        H 投诉渠道 | 投诉内容 | 投诉日期 | 客户姓名
        R 电话 | 服务态度 | 2026-10-05 | 王芳
        R 门店 | 产品质量 | 2026-10-06 | 陈静
        R 电话 | 数量不够 | 2026-10-07 | 赵敏
        """,
        "complaint",
    ),
    Picture(
        "records beside each other",
        """
        N 投诉日期 | 2026-10-01 | 2026-10-02 | 2026-10-03
        N 客户姓名 | 王芳 | 陈静 | 赵敏
        N 联系电话 | 13800000001 | 13800000002 | 13800000003
        N 投诉内容 | 空鼓 | 色差 | 缺角
        N 处理人 | 李娜 | 李娜 | 李强
        """,
        code="transposed-sheet",
    ),
    Picture(
        "a list over months under two lines",
        """
        N 部门名称：售后部 | | 本月费用定额：3000
        H 日期 | 费用项目 | 金额 | 经办人
        R 2026-10-03 | 差旅费 | 120 | 李强
        R 2026-10-09 | 配件运费 | 35 | 李强
        """,
        "expense",
        sheet="费用登记",
    ),
    Picture(
        "a list of one expense with its amount in words below",
        """
        N 费用报销单
        N 报销部门：售后部 | 报销日期：2026年10月9日 | 附件 2 张
        H 报销项目 | 摘要 | 金额
        R 差旅费 | 到株洲上门 | 280
        N 报销金额（大写） | 贰佰捌拾元整 | ￥280.00
        N 报销人：李强 | 审核： | 领导审批：
        """,
        "expense",
    ),
    Picture(
        "a form that could be of many kinds",
        "N 客户姓名 | 王芳\nN 联系电话 | 13800000001\nN 地址 | 五里牌\nN 型号 | BD80\nN 备注 | 急",
        code="unknown-sheet",
    ),
    Picture(
        "instructions that explain headings",
        "N 投诉日期： | 填写接到投诉的日期\nN 客户姓名： | 填写全名\nN 联系电话： | 填写手机\nN 投诉内容： | 写客户原话",
        sheet="填写说明",
    ),
)
