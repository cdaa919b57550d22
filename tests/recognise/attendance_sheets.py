"""Attendance sheets, drawn: every layout that people keep, and what each day of each person is to be."""

from __future__ import annotations

from dataclasses import dataclass

from tests.recognise.pictures import Picture


@dataclass(frozen=True)
class Attendance:
    """A drawn sheet; the records as `row day person first_in-last_out mark`, one a line; the codes of the problems."""

    picture: Picture
    records: str
    codes: str = ""


ATTENDANCE = (
    Attendance(
        Picture(
            "days below one another, a column for each person",
            """
            N 2026年9月考勤表
            H 日期 | 星期 | 王芳 | 李娜
            R 1日 | 二 | √ | ×
            R 2日 | 三 | 事假 | √
            B
            R 3日 | 四 | | √
            N 制表人：赵敏
            """,
        ),
        """
        3 2026-09-01 王芳 present
        4 2026-09-02 王芳 leave
        3 2026-09-01 李娜 absent
        4 2026-09-02 李娜 present
        6 2026-09-03 李娜 present
        """,
    ),
    Attendance(
        Picture(
            "the last days of a month alone",
            """
            N 2026年9月考勤表
            H 序号 | 姓名 | 28日 | 29日 | 30日
            R 1 | 王芳 | √ | √ | 迟到
            R 2 | 李娜 | √ | | √
            """,
        ),
        """
        3 2026-09-28 王芳 present
        3 2026-09-29 王芳 present
        3 2026-09-30 王芳 late
        4 2026-09-28 李娜 present
        4 2026-09-30 李娜 present
        """,
    ),
    Attendance(
        Picture(
            "a sign a day, weekdays below the days, totals on the right",
            """
            N 2026年9月考勤表
            H 序号 | 姓名 | 1 | 2 | 3 | 4 | 5 | 出勤天数
            H | | 二 | 三 | 四 | 五 | 六 |
            R 1 | 王芳 | √ | ✓ | ○ | × | | 2
            R 2 | 李娜 | √ | 病假 | 休 | 出差 | 迟到10分钟 | 2
            N 合计 | | 2 | 1 | | | |
            N 注：出勤√ 事假○ 旷工×
            N 制表人：赵敏
            """,
        ),
        """
        4 2026-09-01 王芳 present
        4 2026-09-02 王芳 present
        4 2026-09-03 王芳 leave
        4 2026-09-04 王芳 absent
        5 2026-09-01 李娜 present
        5 2026-09-02 李娜 leave
        5 2026-09-03 李娜 rest
        5 2026-09-04 李娜 field
        5 2026-09-05 李娜 late
        """,
    ),
    Attendance(
        Picture(
            "A: two punches a day below a merged day",
            """
            N         甲公司2017年3月考勤明细
            H 序号 | 姓名 | 1 | | 2 | | 3 | | 4 | | 5 |
            H | | 上班 | 下班 | 上班 | 下班 | 上班 | 下班 | 上班 | 下班 | 上班 | 下班
            R 1 | 王芳 | 08:01 | 17:30 | 8：10 | | √ | √ | 事假 | 事假 | 0.34375 | 0.75
            R 2 | 李娜 | | 17:30 | √ | × | | | | | |
            """,
        ),
        """
        4 2017-03-01 王芳 08:01-17:30
        4 2017-03-02 王芳 08:10-
        4 2017-03-03 王芳 present
        4 2017-03-04 王芳 leave
        4 2017-03-05 王芳 08:15-18:00
        5 2017-03-01 李娜 -17:30
        5 2017-03-02 李娜 absent
        """,
    ),
    Attendance(
        Picture(
            "A: the cells of the days are blank, but there are as many as the month has days",
            f"""
            N 2026年2月考勤明细
            H 姓名 | {"| ".join([""] * 56)}
            H | {" | ".join(["上班 | 下班"] * 28)}
            R 王芳 | 08:01 | 17:30 | | | 08:02 | 17:31
            """,
        ),
        """
        4 2026-02-01 王芳 08:01-17:30
        4 2026-02-03 王芳 08:02-17:31
        """,
        "days-counted",
    ),
    Attendance(
        Picture(
            "C: what a time clock exports, two rows a person",
            """
            N 考勤日期 : | 2021/09/01 ~ 09/22 (单位)
            B
            H 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8
            R 工 号： | | 64 | 姓 名: | | 王芳 | 部 门: | 售后
            R 08:47⏎18:53⏎ | | | 08:40⏎ | | 12:30⏎18:00⏎18:01 | |
            R 工 号： | | 65 | 姓 名: | | 李娜 | 部 门: | 售后
            R | 08:47⏎18:53⏎ | | 18:40⏎ | | | |
            N 工 号： | | 66 | 姓 名: | | 赵敏 | 部 门: | 售后
            B
            """,
            sheet="刷卡记录",
        ),
        """
        5 2021-09-01 王芳 08:47-18:53
        5 2021-09-04 王芳 08:40-
        5 2021-09-06 王芳 12:30-18:01
        7 2021-09-02 李娜 08:47-18:53
        7 2021-09-04 李娜 -18:40
        """,
        "single-punch",
    ),
    Attendance(
        Picture(
            "D: morning, afternoon and overtime below each other, the number once",
            """
            H 员工编号 | 1 | 2 | 3 | 4 | 5 | 6
            R 101 | ✓ | ✓ | ✗ | ✓ | | ✗
            R | ✓ | ✗ | ✗ | ✓ | | ✓
            R | 2 | | | 1.5 | |
            R 102 | ✓ | | | | |
            R | ✓ | | | | |
            R | | | | | 3 |
            """,
            file="2026年10月.xlsx",
        ),
        """
        2 2026-10-01 101 present
        3 2026-10-02 101 absent
        2 2026-10-03 101 absent
        2 2026-10-04 101 present
        2 2026-10-06 101 absent
        5 2026-10-01 102 present
        7 2026-10-05 102
        """,
    ),
    Attendance(
        Picture(
            "each row says which part of the day it is; two months on one sheet",
            """
            N 2026年9月考勤表
            H 姓名 | 时段 | 1日 | 2日 | 3日 | 4日 | 5日
            R 王芳 | 上午 | √ | √ | × | 8:20 | √
            R | 下午 | √ | ○ | × | 17:40 | 出差
            R | 加班 | 2 | | | |
            B
            N 2026年10月考勤表
            H 姓名 | 时段 | 1日 | 2日 | 3日 | 4日 | 5日
            R 王芳 | 上午 | √ | | | |
            R | 下午 | √ | | | |
            N 说明：○事假 √出勤
            """,
        ),
        """
        3 2026-09-01 王芳 present
        4 2026-09-02 王芳 leave
        3 2026-09-03 王芳 absent
        3 2026-09-04 王芳 08:20-17:40
        4 2026-09-05 王芳 field
        9 2026-10-01 王芳 present
        """,
    ),
    Attendance(
        Picture(
            "real dates across, with the end of a month among them",
            """
            N 考勤表
            H 姓名 | 2026-09-29 | 2026-09-30 | 2026-10-01 | 2026-10-02 | 2026-10-03
            R 王芳 | √ | × | √ | | √
            """,
        ),
        """
        3 2026-09-29 王芳 present
        3 2026-09-30 王芳 absent
        3 2026-10-01 王芳 present
        3 2026-10-03 王芳 present
        """,
    ),
    Attendance(
        Picture(
            "days as Excel counts them",
            """
            N 考勤表
            H 姓名 | 46296 | 46297 | 46298 | 46299 | 46300
            R 王芳 | √ | × | | | √
            """,
        ),
        """
        3 2026-10-01 王芳 present
        3 2026-10-02 王芳 absent
        3 2026-10-05 王芳 present
        """,
    ),
    Attendance(
        Picture(
            "10.10 that Excel turned into 10.1, the year from the name of the sheet",
            """
            H 姓名 | 10.8 | 10.9 | 10.1 | 10.11 | 10.12
            R 王芳 | √ | | × | √ | √
            """,
            sheet="2026年考勤",
        ),
        """
        2 2026-10-08 王芳 present
        2 2026-10-10 王芳 absent
        2 2026-10-11 王芳 present
        2 2026-10-12 王芳 present
        """,
    ),
    Attendance(
        Picture(
            "from the 29th to the 2nd: it says which dates were meant",
            """
            N 2026年10月考勤表
            H 姓名 | 28 | 29 | 30 | 1 | 2
            R 王芳 | √ | √ | √ | × | √
            """,
        ),
        """
        3 2026-09-28 王芳 present
        3 2026-09-29 王芳 present
        3 2026-09-30 王芳 present
        3 2026-10-01 王芳 absent
        3 2026-10-02 王芳 present
        """,
        "days-over-month-end",
    ),
    Attendance(
        Picture(
            "signs without a legend stay open, numbers too, and blank days are no records",
            """
            N 2026年9月考勤表
            H 姓名 | 1 | 2 | 3 | 4 | 5
            R 王芳 | √ | ○ | / | ○ | 0.5
            R 李娜 | | | √√ | 事 | -
            """,
        ),
        """
        3 2026-09-01 王芳 present
        3 2026-09-02 王芳
        3 2026-09-03 王芳
        3 2026-09-04 王芳
        3 2026-09-05 王芳
        4 2026-09-03 李娜 present
        4 2026-09-04 李娜
        """,
        "sign-without-legend sign-without-legend sign-without-legend sign-without-legend",
    ),
    Attendance(
        Picture(
            "characters for signs, joined to their words by hyphens: a day of truancy is no leave",
            """
            N 2026年9月考勤表
            H 姓名 | 1 | 2 | 3 | 4 | 5
            R 王芳 | √ | 事 | 休 | × | 迟
            N 说明：√出勤 休-休息 事-事假 ×旷工、迟-迟到
            """,
        ),
        """
        3 2026-09-01 王芳 present
        3 2026-09-02 王芳 leave
        3 2026-09-03 王芳 rest
        3 2026-09-04 王芳 absent
        3 2026-09-05 王芳 late
        """,
    ),
    Attendance(
        Picture(
            "words run together in the legend: the sign is asked for, not given the word beside it",
            """
            N 2026年9月考勤表
            H 姓名 | 1 | 2 | 3 | 4 | 5
            R 王芳 | √ | △ | √ | × | √
            N 注：√出勤△迟到旷工×
            """,
        ),
        """
        3 2026-09-01 王芳 present
        3 2026-09-02 王芳
        3 2026-09-03 王芳 present
        3 2026-09-04 王芳 absent
        3 2026-09-05 王芳 present
        """,
        "sign-without-legend",
    ),
    Attendance(
        Picture(
            "two legends that contradict each other, and a sign for two things",
            """
            N 2026年9月考勤表
            H 姓名 | 1 | 2 | 3 | 4 | 5
            R 王芳 | √ | △ | ◇ | √ | √
            N 注：出勤√ 出差△ 迟到早退◇
            N 图例：△病假
            """,
        ),
        """
        3 2026-09-01 王芳 present
        3 2026-09-02 王芳
        3 2026-09-03 王芳
        3 2026-09-04 王芳 present
        3 2026-09-05 王芳 present
        """,
        "legend-conflict legend-unclear",
    ),
    Attendance(
        Picture(
            "the weekdays are those of another month",
            """
            N 2026年9月考勤表
            H 姓名 | 1 | 2 | 3 | 4 | 5
            H | 四 | 五 | 六 | 日 | 一
            R 王芳 | √ | √ | √ | | √
            """,
        ),
        """
        4 2026-09-01 王芳 present
        4 2026-09-02 王芳 present
        4 2026-09-03 王芳 present
        4 2026-09-05 王芳 present
        """,
        "weekdays-of-another-month",
    ),
    Attendance(
        Picture(
            "late in the morning and gone too early: neither hides the other",
            """
            N 2026年9月考勤表
            H 姓名 | 时段 | 1 | 2 | 3 | 4 | 5
            R 王芳 | 上午 | 迟到 | √ | √ | √ | √
            R | 下午 | 早退 | √ | √ | √ | √
            """,
        ),
        """
        3 2026-09-01 王芳 late
        4 2026-09-01 王芳 early
        3 2026-09-02 王芳 present
        3 2026-09-03 王芳 present
        3 2026-09-04 王芳 present
        3 2026-09-05 王芳 present
        """,
    ),
)

NOT_READ = (
    Picture(
        "days without a month",
        """
        N 考勤表
        N 姓名 | 1 | 2 | 3 | 4 | 5
        N 王芳 | √ | √ | × | √ | √
        """,
        code="days-without-month",
    ),
    Picture(
        "the day on which a sheet was printed names no month",
        """
        N 考勤表 制表日期：2026-10-03
        N 姓名 | 1 | 2 | 3 | 4 | 5
        N 王芳 | √ | √ | × | √ | √
        """,
        code="days-without-month",
    ),
    Picture(
        "A: 27 pairs of punches and nothing that says of which days",
        f"""
        N 2017年3月考勤明细
        N 姓名 | {"| ".join([""] * 54)}
        N | {" | ".join(["上班 | 下班"] * 27)}
        N 王芳 | 08:01 | 17:30 | | | 08:02 | 17:31
        """,
        code="days-unnamed",
    ),
    Picture(
        "B: totals of a month",
        """
        N 2026年9月考勤汇总
        N 序号 | 姓名 | 请假 | | | 迟到（单位：次） | 未打卡（单位：次） | 备注
        N | | 事假（单位：天） | 病假 | 年假 | | |
        N 1 | 王芳 | 0.5 | | | 1 | |
        N 2 | 李娜 | | 1 | | | 2 |
        """,
        code="attendance-totals",
    ),
    Picture(
        "C: the summary of a time clock",
        """
        N 考勤汇总表
        N 工号 | 姓名 | 部门 | 迟到 | | 早退 | | 出勤天数⏎(标准/实际) | 旷工(天)
        N | | | 次数 | 分钟 | 次数 | 分钟 | |
        N 64 | 王芳 | 售后 | 1 | 5 | 0 | 0 | 16/11 | 0
        """,
        code="attendance-totals",
    ),
    Picture(
        "E: nothing but totals",
        """
        N 序号 | 姓名 | 身份证 | 病假 | 事假 | 旷工 | 年休假 | 节假日 | 津贴⏎⏎天数
        N 1 | 王芳 | | 1 | | | | 1 | 20
        """,
        code="attendance-totals",
    ),
    Picture(
        "measurings counted by shop and day",
        """
        N 2026年10月上门量尺统计
        N 门店 | 1 | 2 | 3 | 4 | 5 | 6 | 合计
        N 五里牌店 | 1 | 2 | | 4 | 1 | | 8
        N 河西店 | 2 | 1 | | | 1 | 1 | 5
        """,
        code="counting-crosstab",
    ),
    Picture(
        "machines that are looked after every day",
        """
        N 设备点检表 2026年9月
        N 设备 | 1 | 2 | 3 | 4 | 5 | 6
        N 空压机 | √ | √ | × | √ | √ | √
        N 叉车 | √ | √ | × | √ | √ | √
        """,
        code="unknown-sheet",
    ),
    Picture(
        "a plan of shifts is no attendance",
        """
        N 2026年9月排班表
        N 姓名 | 1 | 2 | 3 | 4 | 5 | 6
        N 王芳 | 早 | 早 | 晚 | 晚 | 休 | 早
        N 李娜 | 晚 | 晚 | 早 | 早 | 早 | 休
        """,
        code="unknown-sheet",
    ),
)
