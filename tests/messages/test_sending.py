"""Sending to services on this machine: only their own word is success, and what fails changes nothing and comes again."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_string, policy
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from aftersales.messages.memory import NAME, recall
from aftersales.messages.night import Night
from aftersales.messages.sending import tell
from aftersales.messages.web import ping
from aftersales.settings.operations import Email, Messages
from tests.messages.services import MailServer, Receiver, mail_service, web_service

NOW = 1_795_000_000.0
BAD = Night("湘岚陶瓷", "2026-11-21T03:00", 0, {"2026-10": "2026年10月。"}, {"十月/回访.xlsx": 3})
SIGNING = "SEC0123456789"
NUL = bytes(1)


@pytest.fixture
def service() -> Iterator[Receiver]:
    with web_service() as receiver:
        yield receiver


def env_of(channel: str, url: str, secret: str = "") -> dict[str, str]:
    prefix = f"AFTERSALES_{channel.upper()}_"
    return {f"{prefix}WEBHOOK": url, f"{prefix}SECRET": secret}


def send(channel: str, url: str, state: Path, night: Night = BAD, at: float = NOW, secret: str = "") -> tuple[str, ...]:
    settings = Messages(channels=(channel,), seconds=1)  # type: ignore[arg-type]
    return tell(night, settings, env_of(channel, url, secret), state, at)


def test_a_wecom_bot_gets_text(service: Receiver, tmp_path: Path) -> None:
    assert send("wecom", f"{service.url}/hook?key=k", tmp_path) == ()
    [(path, body)] = service.came
    assert path == "/hook?key=k"
    assert body["msgtype"] == "text"
    assert body["text"]["content"].startswith(
        "售后月报 湘岚陶瓷：已发布，新问题 3 处，新月份 2026-10\n2026-11-21 03:00 已发布"
    )


def test_a_dingtalk_bot_gets_the_signature_of_its_rule(service: Receiver, tmp_path: Path) -> None:
    assert send("dingtalk", f"{service.url}/send?access_token=t", tmp_path, secret=SIGNING) == ()
    query = parse_qs(urlsplit(service.came[0][0]).query)
    stamp = str(int(NOW * 1000))
    expected = base64.b64encode(hmac.digest(SIGNING.encode(), f"{stamp}\n{SIGNING}".encode(), "sha256")).decode()
    assert (query["access_token"], query["timestamp"], query["sign"]) == (["t"], [stamp], [expected])


def test_a_feishu_bot_gets_the_signature_of_its_rule(service: Receiver, tmp_path: Path) -> None:
    service.body = b'{"code":0,"msg":"success","data":{}}'
    assert send("feishu", f"{service.url}/hook/x", tmp_path, secret=SIGNING) == ()
    body = service.came[0][1]
    stamp = str(int(NOW))
    expected = base64.b64encode(hmac.new(f"{stamp}\n{SIGNING}".encode(), b"", hashlib.sha256).digest()).decode()
    assert (body["msg_type"], body["timestamp"], body["sign"]) == ("text", stamp, expected)
    assert body["content"]["text"].startswith("售后月报")


@pytest.mark.parametrize(
    ("channel", "status", "answer", "why"),
    [
        ("wecom", 200, b'{"errcode":93000,"errmsg":"invalid webhook url"}', "代码 93000：invalid webhook url"),
        ("wecom", 200, b'{"errcode":45009,"errmsg":"api freq out of limit"}', "代码 45009"),
        ("dingtalk", 200, b'{"errcode":310000,"errmsg":"sign not match"}', "代码 310000"),
        ("feishu", 200, b'{"code":19021,"msg":"sign match fail"}', "代码 19021"),
        ("feishu", 200, b'{"StatusCode":0,"code":9499,"msg":"Bad Request"}', "代码 9499"),
        ("wecom", 200, b"<html>login</html>", "可能被代理或网关拦下"),
        ("wecom", 200, b"", "可能被代理或网关拦下"),
        ("wecom", 200, b"{}", "代码 没有"),
        ("wecom", 200, b'{"errcode":"0"}', "没有收下"),
        ("wecom", 200, b'{"errcode":false}', "没有收下"),
        ("wecom", 500, b'{"errcode":0}', "HTTP 500"),
    ],
)
def test_only_the_answer_of_the_service_itself_is_success(
    service: Receiver, tmp_path: Path, channel: str, status: int, answer: bytes, why: str
) -> None:
    service.status, service.body = status, answer
    [trouble] = send(channel, f"{service.url}/?key=topsecret", tmp_path)
    assert why in trouble
    assert "topsecret" not in trouble
    assert channel in recall(tmp_path).unsent


def test_the_older_answer_of_feishu_is_success_too(service: Receiver, tmp_path: Path) -> None:
    service.body = b'{"StatusCode":0,"StatusMessage":"success"}'
    assert send("feishu", service.url, tmp_path) == ()


def test_nobody_answers_in_time_or_is_there_at_all(service: Receiver, tmp_path: Path) -> None:
    service.silent = 2.5
    assert "1 秒内没有回答" in send("wecom", service.url, tmp_path)[0]
    assert "连不上" in send("wecom", "http://127.0.0.1:9/x?key=topsecret", tmp_path / "b")[0]
    assert "http" in send("wecom", "file:///etc/hostname", tmp_path / "c")[0]


def test_a_redirection_is_not_followed_with_the_secret(service: Receiver, tmp_path: Path) -> None:
    with web_service() as stranger:
        service.status, service.to = 302, stranger.url
        assert "HTTP 302" in send("wecom", service.url, tmp_path)[0]
        assert stranger.came == []


def test_what_did_not_arrive_is_sent_with_the_next_run_even_if_that_has_nothing_to_say(
    service: Receiver, tmp_path: Path
) -> None:
    quiet = Night("湘岚陶瓷", "2026-11-22T03:00", 0, {}, BAD.to_mend)
    service.body = b'{"errcode":-1,"errmsg":"system busy"}'
    assert "下次运行再发" in send("wecom", service.url, tmp_path)[0]
    service.body = b'{"errcode":0}'
    assert send("wecom", service.url, tmp_path, quiet, NOW + 86_400) == ()
    assert len(service.came) == 2
    assert service.came[0] == service.came[1]
    assert send("wecom", service.url, tmp_path, quiet, NOW + 2 * 86_400) == ()
    assert len(service.came) == 2


def test_a_newer_message_takes_the_place_of_one_that_did_not_arrive(service: Receiver, tmp_path: Path) -> None:
    service.body = b'{"errcode":-1}'
    send("wecom", service.url, tmp_path)
    service.body = b'{"errcode":0}'
    worse = Night("湘岚陶瓷", "2026-11-22T03:00", 0, {}, {"十月/回访.xlsx": 4})
    send("wecom", service.url, tmp_path, worse, NOW + 86_400)
    text = service.came[1][1]["text"]["content"]
    assert "上一条消息没有送到，以这一条为准" in text
    assert "2026-11-22" in text


def test_twenty_messages_a_minute_and_no_more(service: Receiver, tmp_path: Path) -> None:
    nights = [Night("", "2026-11-21T03:00", 1)] * 22
    said = [send("wecom", service.url, tmp_path, night, NOW + second) for second, night in enumerate(nights)]
    assert len(service.came) == 20
    assert [bool(trouble) for trouble in said] == [False] * 20 + [True] * 2
    assert send("wecom", service.url, tmp_path, nights[0], NOW + 90) == ()


def test_a_long_message_fits_into_each_service(service: Receiver, tmp_path: Path) -> None:
    many = Night("湘岚陶瓷", "2026-11-21T03:00", 0, {}, {f"{'很长的名字' * 20}{n}.xlsx": 1 for n in range(90)})
    send("wecom", service.url, tmp_path / "w", many)
    send("dingtalk", service.url, tmp_path / "d", many)
    sizes = [len(body["text"]["content"].encode()) for _, body in service.came]
    assert sizes[0] <= 2048
    assert 2048 < sizes[1] <= 4096


def test_a_channel_without_its_secret_is_named(tmp_path: Path) -> None:
    [trouble] = tell(BAD, Messages(channels=("wecom",)), {}, tmp_path, NOW)
    assert "没有设置环境变量 AFTERSALES_WECOM_WEBHOOK" in trouble


def test_a_damaged_memory_starts_anew(service: Receiver, tmp_path: Path) -> None:
    for damaged in ("", "{", "[]", '{"known":3}'):
        (tmp_path / NAME).write_text(damaged, encoding="utf-8")
        assert send("wecom", service.url, tmp_path) == ()
        assert json.loads((tmp_path / NAME).read_text(encoding="utf-8"))["known"]["months"] == ["2026-10"]
    assert len(service.came) == 4


def test_no_name_of_a_file_is_remembered_once_it_was_told(service: Receiver, tmp_path: Path) -> None:
    send("wecom", service.url, tmp_path)
    assert "回访" not in (tmp_path / NAME).read_text(encoding="utf-8")


# -- mail -------------------------------------------------------------------------------------------------------------


def mailed(
    server: MailServer, state: Path, security: str = "none", login: tuple[str, str] = ("", "")
) -> tuple[str, ...]:
    email = Email(
        **{"from": "report@shop.example"},
        host="127.0.0.1" if security == "none" else "localhost",
        port=server.port,
        security=security,  # type: ignore[arg-type]
        to=("boss@shop.example", "clerk@shop.example"),
    )
    settings = Messages(channels=("email",), seconds=2, email=email)
    env = dict(zip(("AFTERSALES_SMTP_USER", "AFTERSALES_SMTP_PASSWORD"), login, strict=True))
    return tell(BAD, settings, env, state, NOW)


def test_a_mail_reaches_everybody_as_text_in_chinese(tmp_path: Path) -> None:
    with mail_service(MailServer()) as server:
        assert mailed(server, tmp_path, login=("report", "pw")) == ()
    assert server.recipients == ["boss@shop.example", "clerk@shop.example"]
    letter = message_from_string(server.letters[0], policy=policy.default)
    assert letter["Subject"] == "售后月报 湘岚陶瓷：已发布，新问题 3 处，新月份 2026-10"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert "  · 十月/回访.xlsx：3 处（新）" in letter.get_body().get_content()  # type: ignore[union-attr]
    assert server.logins == [f"AUTH PLAIN {base64.b64encode(NUL + b'report' + NUL + b'pw').decode()}"]


@pytest.mark.parametrize(
    ("server", "why"),
    [
        (MailServer(login_answer="535 no"), "不认用户名或密码（535）"),
        (MailServer(after_data="452 full"), "没有收下（452）"),
        (MailServer(refuses=("boss@shop.example", "clerk@shop.example")), "2 个收件人全被拒绝"),
    ],
)
def test_a_mail_that_the_server_does_not_take_is_told_and_comes_again(
    server: MailServer, why: str, tmp_path: Path
) -> None:
    with mail_service(server):
        [trouble] = mailed(server, tmp_path, login=("report", "topsecret"))
    assert why in trouble
    assert "topsecret" not in trouble
    assert "email" in recall(tmp_path).unsent


def test_one_refused_address_is_told_and_the_others_are_not_disturbed_twice(tmp_path: Path) -> None:
    with mail_service(MailServer(refuses=("boss@shop.example",))) as server:
        assert mailed(server, tmp_path) == ("邮件：有 1 个收件人被邮件服务器拒绝，其余已送到",)
    assert recall(tmp_path).unsent == {}


def test_no_password_goes_over_an_open_line(tmp_path: Path) -> None:
    email = Email(**{"from": "a@b.example"}, host="mail.shop.example", security="none", to=("c@d.example",))
    settings = Messages(channels=("email",), email=email)
    [trouble] = tell(BAD, settings, {"AFTERSALES_SMTP_USER": "u", "AFTERSALES_SMTP_PASSWORD": "p"}, tmp_path, NOW)
    assert "没有加密，不发送密码" in trouble


@pytest.mark.parametrize("host", ["no-such-host.invalid", "a..b", f"{'x' * 70}.example"])
def test_a_mail_server_that_is_not_there_is_told(host: str, tmp_path: Path) -> None:
    email = Email(**{"from": "a@b.example"}, host=host, to=("c@d.example",))
    [trouble] = tell(BAD, Messages(channels=("email",), seconds=2, email=email), {}, tmp_path, NOW)
    assert "邮件服务器" in trouble


def test_a_server_that_cannot_encrypt_gets_nothing(tmp_path: Path) -> None:
    with mail_service(MailServer()) as server:
        [trouble] = mailed(server, tmp_path, "starttls", login=("u", "p"))
    assert "没有收下" in trouble
    assert server.logins == server.letters == []


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The key and the certificate of a mail server called localhost, which nobody else trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    start = datetime(2026, 1, 1, tzinfo=UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=36_500))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    path.write_bytes(pem + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.mark.parametrize("security", ["ssl", "starttls"])
def test_passwords_go_over_encrypted_lines_to_whom_the_system_trusts(
    security: str, certificate: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    with mail_service(MailServer(tls=tls), encrypted=security == "ssl") as server:
        [trouble] = mailed(server, tmp_path, security, ("u", "p"))  # a stranger's certificate
        assert "邮件服务器" in trouble
        assert server.logins == server.letters == []
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert mailed(server, tmp_path, security, ("u", "p")) == ()
        assert len(server.logins) == len(server.letters) == 1


# -- the dead man's switch --------------------------------------------------------------------------------------------


def test_a_ping_says_how_the_run_ended(service: Receiver) -> None:
    service.body = b"OK"
    assert ping(f"{service.url}/abc?x=1", 2, good=True) == ""
    assert ping(f"{service.url}/abc?x=1", 2, good=False) == ""
    assert [path for path, _ in service.came] == ["/abc?x=1", "/abc/fail?x=1"]
    service.status = 404
    assert ping(f"{service.url}/abc", 2, good=True) == "服务回答 HTTP 404"
