"""Logs about people at work, drawn: scores, incidents, times, plans, targets, objections, the roster."""

from tests.recognise.pictures import Picture

STAFF_LOGS = (
    Picture(
        "appraisal: one line for each item",
        """
        N 2026年10月售后人员考核表
        H 序号 | 姓名 | 考核项目 | 得分 | 考核人 | 备注
        R 1 | 张伟 | 服务态度 | 95 | 周敏 |
        R 2 | 张伟 | 业务能力 | 88 | 周敏 |
        """,
        "appraisal",
        "姓名=person 考核项目=item 得分=score 考核人=rater_name 备注=remark",
    ),
    Picture(
        "appraisal: quarters and sources of the score",
        """
        H 考核季度 | 被考核人 | 考核方案 | 考核指标 | 细分指标 | 评分来源 | 评分人 | 考核得分 | 等级
        R 2026年第三季度 | 张伟 | 售后专员考核制度 | 业务知识 | 产品知识 | 笔试 | 周敏 | 90 | 优秀
        """,
        "appraisal",
        "考核季度=period 被考核人=person 考核方案=scheme 考核指标=item 细分指标=sub_item 评分来源=rater "
        "评分人=rater_name 考核得分=score 等级=level+word",
    ),
    Picture(
        "appraisal: its month stands above it",
        """
        N 绩效评分表
        N 考核月份：2026年10月 | | 部门：售后部
        H 员工姓名 | 评价指标 | 评分（分） | 评语
        R 张伟 | 团队协作 | 90 | 好
        R 李娜 | 团队协作 | 92 | 好
        """,
        "appraisal",
        "员工姓名=person 评价指标=item 评分（分）=score 评语=remark",
    ),
    Picture(
        "appraisal: achievement of a target",
        """
        N 售后服务员业绩考核
        H 月份 | 姓名 | 考核项目 | 达成率 | 备注
        R 2026-10 | 张伟 | 客户回访 | 95% |
        """,
        "appraisal",
        "月份=period 姓名=person 考核项目=item 达成率=score 备注=remark",
    ),
    Picture(
        "incident: points deducted",
        """
        N 2026年10月扣分登记表
        H 日期 | 姓名 | 扣分项目 | 次数 | 扣分 | 原因 | 核实
        R 2026-10-02 | 张伟 | 联系不上 | 1 | 5 | 手机关机 | 是
        """,
        "incident",
        "日期=date 姓名=person 扣分项目=item 次数=times 扣分=points 原因=reason 核实=verified",
    ),
    Picture(
        "incident: praise and blame in another office's words",
        """
        H 序号 | 奖惩日期 | 奖惩对象 | 奖惩事项 | 奖惩金额（元） | 事由 | 备注
        R 1 | 2026-10-02 | 张伟 | 工具损坏 | -50 | 丢失冲击钻 |
        """,
        "incident",
        "奖惩日期=date 奖惩对象=person 奖惩事项=item 奖惩金额（元）=amount 事由=reason 备注=remark",
    ),
    Picture(
        "incident: breaches of rules with a misspelt heading",
        """
        N 违规登记
        H 违规日期 | 违规人员 | 违规向目 | 处罚金额 | 是否属实 | 情况描述
        R 2026-10-02 | 张伟 | 私自接单 | 200 | 是 | 客户反映
        """,
        "incident",
        "违规日期=date 违规人员=person 违规向目=item 处罚金额=amount 是否属实=verified 情况描述=reason",
    ),
    Picture(
        "incident: deductions headed like an appraisal",
        """
        N 考核扣分登记表
        H 日期 | 姓名 | 考核项目 | 扣分 | 扣分原因
        R 2026-10-02 | 张伟 | 工具保管 | 2 | 丢失扳手
        """,
        "incident",
        "日期=date 姓名=person 考核项目=item 扣分=points 扣分原因=reason",
    ),
    Picture(
        "attendance: a list of times",
        """
        N 2026年10月考勤记录
        H 姓名 | 日期 | 上班时间 | 下班时间 | 出勤情况
        R 张伟 | 2026-10-02 | 08:02 | 17:31 | 正常
        R 李娜 | 2026-10-02 | 08:20 | 17:00 | 迟到
        """,
        "attendance",
        "姓名=person 日期=date 上班时间=first_in 下班时间=last_out 出勤情况=mark",
    ),
    Picture(
        "attendance: the export of a machine, without a title",
        """
        H 考勤号码 | 姓名 | 部门 | 日期 | 签到时间 | 签退时间 | 迟到时间（分钟） | 早退时间（分钟） | 工作时长（小时）
        R 64 | 张伟 | 售后部 | 2026-10-02 | 08:02 | 17:31 | | | 8.5
        R 65 | 李娜 | 售后部 | 2026-10-02 | 08:20 | 17:00 | 20 | | 7.7
        """,
        "attendance",
        "姓名=person 日期=date 签到时间=first_in 签退时间=last_out 工作时长（小时）=hours",
    ),
    Picture(
        "attendance: mornings and afternoons under two headings",
        """
        N 异常统计
        H 工号 | 姓名 | 日期 | 上午 | | 下午 | | 合计
        H | | | 上班 | 下班 | 上班 | 下班 |
        R 64 | 张伟 | 2026-10-02 | 08:02 | 12:00 | 13:30 | 17:31 | 0
        R 65 | 李娜 | 2026-10-02 | 08:00 | 12:01 | 13:29 | 17:30 | 0
        """,
        "attendance",
        "姓名=person 日期=date 上午/上班=first_in 下午/下班=last_out",
    ),
    Picture(
        "plan: a month's plan",
        """
        N 2026年10月工作计划
        H 序号 | 负责人 | 工作内容 | 计划完成日期 | 实际完成日期 | 审批
        R 1 | 张伟 | 回访老客户 | 2026-10-15 | 2026-10-14 | 是
        """,
        "plan",
        "负责人=person 工作内容=item 计划完成日期=due_on 实际完成日期=done_on 审批=approved",
    ),
    Picture(
        "plan: without a title",
        """
        H 计划月份 | 姓名 | 计划事项 | 完成期限 | 完成日期 | 是否批准
        R 2026-10 | 张伟 | 培训新人 | 2026-10-20 | | 是
        """,
        "plan",
        "计划月份=period 姓名=person 计划事项=item 完成期限=due_on 完成日期=done_on 是否批准=approved",
    ),
    Picture(
        "plan: by quarter",
        """
        N 售后部季度工作计划
        H 季度 | 责任人 | 工作项目 | 要求完成时间 | 完成情况 | 备注
        R 2026Q4 | 张伟 | 整理配件库 | 2026-11-30 | |
        """,
        "plan",
        "季度=period 责任人=person 工作项目=item 要求完成时间=due_on",
    ),
    Picture(
        "target: people and items",
        """
        N 2026年10月目标值
        H 姓名 | 考核项目 | 目标值
        R 张伟 | 客户回访 | 30
        """,
        "target",
        "姓名=person 考核项目=item 目标值=target",
    ),
    Picture(
        "target: measures of shops, without a title",
        """
        H 月份 | 门店 | 指标名称 | 目标值 | 备注
        R 2026-10 | 五里牌店 | 满意率 | 95% |
        """,
        "target",
        "月份=period 门店=store 指标名称=measure 目标值=target",
    ),
    Picture(
        "target: tasks of a year",
        """
        N 2026年度售后目标分解表
        H 指标 | 责任人 | 目标
        R 满意率 | 周敏 | 0.95
        R 投诉数 | 周敏 | 20
        """,
        "target",
        "指标=measure 责任人=person 目标=target",
    ),
    Picture(
        "objection: the form of the rules as a list",
        """
        N 考核申诉登记表
        H 申诉日期 | 申诉人 | 考核期间 | 申诉项目 | 申诉理由 | 处理决定 | 处理人
        R 2026-10-05 | 张伟 | 2026年9月 | 工具保管 | 工具已归还 | 同意 | 周敏
        """,
        "objection",
        "申诉日期=date 申诉人=person 考核期间=period 申诉项目=item 申诉理由=reason 处理决定=decision 处理人=decided_by",
    ),
    Picture(
        "objection: without a title",
        """
        H 申诉时间 | 姓名 | 考核月份 | 考核项目 | 申诉原因 | 复核结果 | 调整分数 | 复核人 | 复核日期
        R 2026-10-05 | 张伟 | 2026-09 | 维修记录 | 记录已补 | 维持 | 0 | 周敏 | 2026-10-08
        """,
        "objection",
        "申诉时间=date 姓名=person 考核月份=period 考核项目=item 申诉原因=reason 复核结果=decision 调整分数=points "
        "复核人=decided_by 复核日期=decided_on",
    ),
    Picture(
        "objection: short",
        """
        N 员工申诉表
        H 日期 | 员工姓名 | 月份 | 申诉事项 | 申诉说明
        R 2026-10-05 | 张伟 | 2026-09 | 迟到 | 当天外勤
        """,
        "objection",
        "日期=date 员工姓名=person 月份=period 申诉事项=item 申诉说明=reason",
    ),
    Picture(
        "staff: a roster as the office keeps it",
        """
        N 员工花名册
        H 序号 | 工号 | 姓名 | 部门 | 岗位 | 入职日期 | 联系电话 | 备注
        R 1 | 101 | 张伟 | 售后部 | 维修技师 | 2024-03-01 | 13800000009 |
        """,
        "staff",
        "工号=staff_no 姓名=name 部门=department 岗位=role 入职日期=from",
    ),
    Picture(
        "staff: with schemes, without a title",
        """
        H 姓名 | 别名 | 工号 | 门店 | 职务 | 考核方案 | 入职时间 | 离职时间
        R 张伟 | 小张 | 101 | 五里牌店 | 售后专员 | 售后专员考核制度 | 2024-03-01 |
        """,
        "staff",
        "姓名=name 别名=aliases 工号=staff_no 门店=store 职务=role 考核方案=scheme 入职时间=from 离职时间=to",
    ),
    Picture(
        "incident: nothing but its cause says what it was",
        """
        N 员工违规处罚记录
        H 时间 | 部门 | 责任人 | 违纪事由 | 罚款金额（元） | 经办
        R 2026-09-01 | 机修 | 张伟 | 工具乱放 | 20 | 周敏
        """,
        "incident",
        "时间=date 责任人=person 违纪事由=reason+item 罚款金额（元）=amount",
    ),
    Picture(
        "attendance: only who was late or on leave",
        """
        N 10月迟到请假登记（2026年）
        H 姓名 | 日期 | 类型 | 时长（小时） | 备注
        R 张伟 | 2026-10-12 | 迟到 | 0.5 |
        R 李娜 | 2026-10-14 | 病假 | 8 | 有假条
        """,
        "attendance",
        "姓名=person 日期=date 类型=mark 时长（小时）=hours",
    ),
)
