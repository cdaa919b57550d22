"""Settings of what stands around a run: its messages, its logs, and where files are read."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, PositiveInt, model_validator

from aftersales.settings.part import Part

Channel = Literal["email", "wecom", "dingtalk", "feishu"]
Address = Annotated[str, Field(pattern=r"^[^@\s<>,;]+@[^@\s<>,;]+$")]


class Email(Part):
    """The server that takes our mail; user and password come from the environment."""

    host: str = Field("", description="邮件服务器")
    port: PositiveInt = Field(465, le=65535, description="端口：ssl 多为 465，starttls 多为 587")
    security: Literal["ssl", "starttls", "none"] = Field("ssl", description="加密方式；none 只用于本机转发")
    from_: Address | None = Field(None, alias="from", description="发件人地址")
    to: tuple[Address, ...] = Field((), description="收件人地址")


class Messages(Part):
    """What is told after a run, to whom; secrets (webhooks, passwords) come from the environment only."""

    channels: tuple[Channel, ...] = Field(
        (), description="发到哪里：email 邮件、wecom 企业微信、dingtalk 钉钉、feishu 飞书；密钥放在环境变量里"
    )
    when: Literal["always", "changes", "failures"] = Field(
        "changes",
        description="什么时候发：always 每次有变化都发；changes 有新问题、新月份、出错或恢复时发；failures 只在出错和恢复时发",
    )
    link: str = Field("", description="看报表的地址（网址或共享路径），写进消息里；空 = 不写")
    file_names: bool = Field(
        default=True,
        description="消息里是否写登记表的文件名（电话打码，已知的客户和员工姓名写成“某某”）；false = 只写数量",
    )
    seconds: PositiveInt = Field(10, le=300, description="等一个服务回答的秒数")
    email: Email = Email()

    @model_validator(mode="after")
    def _mail_is_complete(self) -> Messages:
        if "email" in self.channels and not (self.email.host and self.email.from_ and self.email.to):
            raise ValueError("channels 里有 email，email 下面要写 host、from 和 to")
        return self


class Logs(Part):
    """How long logs are kept."""

    keep_months: PositiveInt = Field(24, description="日志保留几个月，更早的由程序删除")
    max_mb: PositiveInt = Field(10, description="一个日志文件超过多少 MB 就另起一个")


class Dask(Part):
    """The cluster that reads files when `engine` is dask."""

    scheduler: str = Field(
        "",
        pattern=r"^$|^(tcp|tls)://[^\s/]+:\d+$",
        description="调度器地址，如 tcp://scheduler:8786；空 = 在本机开一个集群",
    )
    files_per_task: PositiveInt = Field(250, description="一个任务读多少个文件；新文件不比这多就在本机读")
