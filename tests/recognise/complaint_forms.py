"""Forms of complaints, drawn."""

from aftersales.model import Merge
from tests.recognise.form_pictures import FormPicture

COMPLAINTS = (
    FormPicture(
        "complaint, a label and its value side by side",
        """
        N 客诉处理单
        R 编号： | TS-202610-018 | 投诉日期： | 2026-10-05
        R 客户姓名： | 王芳 | 联系电话： | 13800000001
        R 产品型号： | BD80 | 数量： | 20
        R 投诉内容： | 铺贴后空鼓
        R 处理人： | 李娜 | 处理状态： | 处理中
        """,
        "complaint",
        (
            {
                "record_no": "TS-202610-018",
                "received_at": "2026-10-05",
                "customer": "王芳",
                "phone": "13800000001",
                "product": "BD80",
                "quantity": 20.0,
                "description": "铺贴后空鼓",
                "handled_by": "李娜",
                "status": "open",
            },
        ),
    ),
    FormPicture(
        "complaint of a garage in two halves with boxes",
        """
        N 客户投诉处理单
        R | 编号 | KS-007 | | 投诉日期 | 2026年10月5日
        R 派单人填写 | 客户姓名 | 王芳 | | 联系电话 | 13800000001
        R | 来源 | □客户主动来电 ☑电话回访 □客户面访 | | 车牌号 | 湘A12345
        R | 处理时效 | □立即 □12小时 ☑24小时 □48小时 □72小时
        R | 投诉级别 | □轻微抱怨 □一般抱怨 ☑一般投诉 □紧急投诉
        R | 问题描述 | 保养后仍有异响
        R | 用户要求 | 重新检查
        R 处理人填写 | 原因分析 | 螺栓松动
        R | 处理人 | 李强 | | 处理时间 | 2026年10月6日
        R | 责任部门 | 维修部 | | 直接责任人 | 张伟
        R | 是否闭环 | ☑是 □否
        R | 回访结果 | □非常满意 ☑满意 □一般 □不满意
        N | 部门主管签字： | | | 服务经理签字：
        """,
        "complaint",
        (
            {
                "record_no": "KS-007",
                "received_at": "2026-10-05",
                "customer": "王芳",
                "channel": "电话回访",
                "severity": "一般投诉",
                "description": "保养后仍有异响",
                "demand": "重新检查",
                "cause": "螺栓松动",
                "handled_by": "李强",
                "closed_at": "2026-10-06",
                "responsible_unit": "维修部",
                "responsible": "张伟",
                "status": "closed",
                "satisfaction": 4.0,
            },
        ),
        ("unknown-column",),
        extra={"处理时效": "24小时", "车牌号": "湘A12345"},
    ),
    FormPicture(
        "report of a tile shop with spaces for looks and the text in a box below",
        """
        N 金山建材售后质量投诉报告
        R 专卖店：五里牌店 | | | 投诉日期：2026.10.8
        R 客 户 姓 名 | 陈静 | 电   话 | 13800000002
        R 型   号 | BD80 | 规   格 | 800*800
        R 色   号 | A12 | 数   量 | 24 | 片
        R 购买日期 | 2026-08-01 | 铺贴情况 | 已铺贴
        R 投 诉 内 容
        R 客户反映客厅地砖多处开裂，
        R 要求赔偿。
        R 处理意见： | 上门鉴定
        N 客户签字： | | 店长签字：
        """,
        "complaint",
        (
            {
                "store": "五里牌店",
                "received_at": "2026-10-08",
                "customer": "陈静",
                "phone": "13800000002",
                "product": "BD80",
                "batch": "A12",
                "quantity": 24.0,
                "quantity_unit": "片",
                "purchased_on": "2026-08-01",
                "description": "客户反映客厅地砖多处开裂，\n要求赔偿。",
                "solution": "上门鉴定",
            },
        ),
        ("unknown-column",),
    ),
    FormPicture(
        "complaint with everything in one cell a row",
        """
        N 客户投诉处理单
        R 投诉日期：2026-10-09      客户姓名：赵敏
        R 联系电话：13800000003     产品名称：抛光砖
        R 投诉内容：送来的砖有色差，⏎已铺一半
        R 处理人：李娜  处理状态：未结案
        """,
        "complaint",
        (
            {
                "received_at": "2026-10-09",
                "customer": "赵敏",
                "phone": "13800000003",
                "product": "抛光砖",
                "description": "送来的砖有色差，\n已铺一半",
                "handled_by": "李娜",
                "status": "open",
            },
        ),
    ),
    FormPicture(
        "a day spread over six cells, a text over merged rows",
        """
        N 客诉处理单
        R 投诉日期 | 2026 | 年 | 10 | 月 | 5 | 日
        R 客户姓名 | 王芳 | | | 电话 | 13800000001
        R 投诉内容 | 砖面吐脏
        R
        R
        R 处理结果 | 补砖两箱
        """,
        "complaint",
        ({"received_at": "2026-10-05", "customer": "王芳", "description": "砖面吐脏", "solution": "补砖两箱"},),
        merges=(Merge(4, 1, 6, 1), Merge(4, 2, 6, 7)),
    ),
    FormPicture(
        "the values stand under their labels",
        """
        N 客户投诉单
        R 投诉日期 | 客户姓名 | 联系电话 | 产品型号
        R 2026-10-05 | 王芳 | 13800000001 | BD80
        R 投诉内容 | 崩角三片
        R 责任部门 | 物流部 | 处理人 | 李娜
        """,
        "complaint",
        (
            {
                "received_at": "2026-10-05",
                "customer": "王芳",
                "product": "BD80",
                "description": "崩角三片",
                "handled_by": "李娜",
            },
        ),
    ),
    FormPicture(
        "the channel is a word that could be a label",
        """
        N 客诉处理单
        R 投诉渠道 | 电话 | 投诉日期 | 2026-10-05
        R 客户姓名 | 王芳 | 联系电话 | 13800000001
        R 投诉内容 | 缺角
        R 处理人 | 李娜 | 处理日期
        """,
        "complaint",
        ({"channel": "电话", "received_at": "2026-10-05", "phone": "13800000001", "closed_at": None},),
    ),
    FormPicture(
        "values left out and labels nobody knows",
        """
        N 客诉处理单
        R 投诉日期 | 2026-10-05 | 品牌 | 金山
        R 客户姓名 | 王芳 | 性别
        R 联系电话 | | 订单编号 | S-11
        R 投诉内容 | 空鼓 | 楼层 | 3楼
        """,
        "complaint",
        ({"customer": "王芳", "phone": None, "order_no": "S-11", "description": "空鼓"},),
        ("unknown-column",),
        extra={"品牌": "金山", "楼层": "3楼"},
    ),
    FormPicture(
        "two boxes ticked",
        """
        N 客诉处理单
        R 投诉日期 | 2026-10-05 | 客户姓名 | 王芳
        R 投诉内容 | 空鼓 | 联系电话 | 13800000001
        R 满意度 | ☑满意 ☑一般 □不满意 | 是否结案 | □是 □否
        """,
        "complaint",
        ({"satisfaction": None, "status": None},),
        ("two-ticks",),
    ),
    FormPicture(
        "recognised, but the day is missing",
        """
        N 客诉处理单
        R 投诉日期 | | 客户姓名 | 王芳
        R 投诉内容 | 空鼓 | 联系电话 | 13800000001
        R 产品型号 | BD80 | 处理人 | 李娜
        """,
        "complaint",
        (),
        ("missing-required",),
    ),
    FormPicture(
        "an empty form",
        """
        N 客诉处理单
        H 投诉日期： 年 月 日 | | 客户姓名：
        H 联系电话： | | 产品型号：
        H 投诉内容：
        H 满意度 | □满意 □一般 □不满意
        """,
        "complaint",
        (),
    ),
    FormPicture(
        "the same form three times, the last one empty",
        """
        N 客诉处理单
        R 投诉日期 | 2026-10-05 | 客户姓名 | 王芳
        R 联系电话 | 13800000001 | 产品型号 | BD80
        R 投诉内容 | 空鼓
        N 审核： | 李主管
        B
        N 客诉处理单
        R 投诉日期 | 2026-10-06 | 客户姓名 | 陈静
        R 联系电话 | 13800000002 | 产品型号 | BD81
        R 投诉内容 | 色差
        N 审核：
        B
        N 客诉处理单
        H 投诉日期 | | 客户姓名
        H 联系电话 | | 产品型号
        H 投诉内容
        N 审核：
        """,
        "complaint",
        (
            {"received_at": "2026-10-05", "customer": "王芳", "description": "空鼓"},
            {"received_at": "2026-10-06", "customer": "陈静", "description": "色差"},
        ),
    ),
    FormPicture(
        "two forms side by side",
        """
        N 客诉处理单 | | | 客诉处理单
        R 投诉日期 | 2026-10-05 | | 投诉日期 | 2026-10-06
        R 客户姓名 | 王芳 | | 客户姓名 | 陈静
        R 联系电话 | 13800000001 | | 联系电话 | 13800000002
        R 投诉内容 | 空鼓 | | 投诉内容 | 色差
        R 处理人 | 李娜 | | 处理人 | 李强
        """,
        "complaint",
        (
            {"received_at": "2026-10-05", "customer": "王芳", "description": "空鼓", "handled_by": "李娜"},
            {"received_at": "2026-10-06", "customer": "陈静", "description": "色差", "handled_by": "李强"},
        ),
    ),
    FormPicture(
        "not in the corner of the sheet",
        """
        N 客诉处理单
        R 投诉日期 | 2026-10-05 | 客户姓名 | 王芳
        R 联系电话 | 13800000001 | 产品型号 | BD80
        R 投诉内容 | 空鼓
        """,
        "complaint",
        ({"received_at": "2026-10-05", "customer": "王芳"},),
        first_row=4,
        first_column=3,
    ),
)
