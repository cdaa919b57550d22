"""E-mail through the company's own server."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Mapping
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from aftersales.messages.web import ChannelError
from aftersales.messages.wording import Message
from aftersales.settings.operations import Email

HERE = frozenset({"localhost", "127.0.0.1", "::1"})


def mail(message: Message, email: Email, secrets: Mapping[str, str], seconds: int, epoch: float) -> str:
    """Send one mail to all; ChannelError unless the server takes it, a remark where some were refused."""
    user, password = secrets.get("USER", ""), secrets.get("PASSWORD", "")
    if user and email.security == "none" and email.host not in HERE:
        raise ChannelError("没有加密，不发送密码；请把 messages.email.security 改成 ssl 或 starttls")
    try:
        with _connected(email, seconds) as server:
            if user:
                server.login(user, password)
            refused = server.send_message(_written(message, email, epoch))
    except smtplib.SMTPAuthenticationError as error:
        raise ChannelError(f"邮件服务器不认用户名或密码（{error.smtp_code}）") from None
    except smtplib.SMTPRecipientsRefused as error:
        raise ChannelError(f"邮件服务器不收：{len(error.recipients)} 个收件人全被拒绝") from None
    except smtplib.SMTPResponseException as error:
        raise ChannelError(f"邮件服务器没有收下（{error.smtp_code}）") from None
    except smtplib.SMTPException as error:
        raise ChannelError(f"邮件服务器没有收下（{type(error).__name__}）") from None
    except TimeoutError:
        raise ChannelError(f"邮件服务器 {seconds} 秒内没有回答") from None
    except (OSError, UnicodeError) as error:  # a name that is no host's cannot even be asked for
        why = getattr(error, "strerror", None) or type(error).__name__
        raise ChannelError(f"连不上邮件服务器（{why}）") from None
    return f"有 {len(refused)} 个收件人被邮件服务器拒绝，其余已送到" if refused else ""


def _connected(email: Email, seconds: int) -> smtplib.SMTP:
    if email.security == "ssl":
        return smtplib.SMTP_SSL(email.host, email.port, timeout=seconds, context=ssl.create_default_context())
    server = smtplib.SMTP(email.host, email.port, timeout=seconds)
    if email.security == "starttls":
        server.starttls(context=ssl.create_default_context())
    return server


def _written(message: Message, email: Email, epoch: float) -> EmailMessage:
    letter = EmailMessage()
    letter["Subject"] = message.subject
    letter["From"] = email.from_
    letter["To"] = ", ".join(email.to)
    letter["Date"] = formatdate(epoch)
    letter["Message-ID"] = make_msgid(domain=str(email.from_).partition("@")[2])
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(message.text(), cte="base64")  # a relay that knows seven bits only carries it too
    return letter
