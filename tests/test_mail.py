"""Reports by e-mail: what the message says, how large it can get, and how it is handed to a real mail server."""

from __future__ import annotations

import os
import re
import shutil
import smtplib
import socket
import ssl
import subprocess
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import samples
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck import mail
from factcheck.cli import main
from factcheck.config import ConfigError
from factcheck.languages import LANGUAGES, data
from factcheck.mail import LIMIT, AddressError, Head, addresses, message, plain
from factcheck.mailing import settings as settings_of
from factcheck.mailing_command import email
from factcheck.model import DocumentReport
from factcheck.post import PostError, Server, send

main.add_command(email)
GOOD = "The panel approved 45 of 50 requests, or 90%.\n"
WRONG = "The panel approved 45 of 50 requests, or 95%.\n"
NOTHING = "The panel met again and talked for a while.\n"
DESK = ("--to", "desk@example.org", "--from", "check@example.org", "--retry-wait", "0")
PASSWORD = "pass-Wort-8!"


def html_of(made: EmailMessage) -> str:
    part = made.get_body(("html",))
    assert isinstance(part, EmailMessage)
    return str(part.get_content())


def text_of(made: EmailMessage) -> str:
    part = made.get_body(("plain",))
    assert isinstance(part, EmailMessage)
    return str(part.get_content())


def read(raw: bytes) -> EmailMessage:
    made = message_from_bytes(raw, policy=policy.default)
    assert isinstance(made, EmailMessage)
    return made


def made_of(*reports: DocumentReport, errors: tuple[str, ...] = (), messages: str | None = None, **head: Any) -> EmailMessage:
    """A message as it arrives."""
    return read(message(reports, errors, Head(**head), messages).as_bytes())


# What it says


@pytest.mark.parametrize(
    "reports, errors, subject",
    [
        ([samples.zh()], (), "需核 3 处：澄溪.md"),
        ([samples.en("desk/sable.md")], (), "Check 3 places: sable.md"),
        ([samples.zh(), samples.en(), samples.clean()], (), "需核 6 处：澄溪.md等2份"),
        ([samples.clean(), samples.en(), samples.en("b.md")], (), "Check 6 places: sable.md and 1 more"),
        ([samples.clean()], (), "Ready: ok.md"),
        ([samples.clean(), samples.unread("en")], (), "Nothing found, but 1 of 2 articles unchecked: ok.md and 1 more"),
        ([samples.clean()], ("b.md: no such file",), "Nothing found, but not all could be checked: ok.md"),
        ([samples.unread("en", "12")], (), "Nothing was checked: empty.txt"),
        ([samples.unread("zh")], (), "没有核对：empty.txt"),
    ],
)
def test_subject_has_verdict_and_name(reports: list[DocumentReport], errors: tuple[str, ...], subject: str) -> None:
    assert made_of(*reports, errors=errors)["Subject"] == subject


@pytest.mark.parametrize("lang", LANGUAGES)
def test_ready_is_said_only_where_something_held(lang: str) -> None:
    ready = data(lang, "interface")["call"]["clean"]
    assert made_of(samples.clean(), messages=lang)["Subject"].startswith(ready)
    for reports in ([samples.unread("en")], [samples.unread("zh", "12")], [samples.en()], [samples.clean(), samples.unread("en")]):
        assert ready not in made_of(*reports, messages=lang)["Subject"]


def test_one_finding_is_one_place() -> None:
    report = samples.en()
    article = replace(report.articles[0], findings=report.articles[0].findings[:1])
    assert made_of(replace(report, articles=(article,)))["Subject"] == "Check 1 place: sable.md"


def test_record_goes_by_its_title() -> None:
    report = samples.en("archive.jsonl", id="7")
    titled = replace(report, document=replace(report.document, title="A title of a record"))
    assert made_of(titled)["Subject"] == "Check 3 places: A title of a record"


@pytest.mark.parametrize("report", [samples.zh(), samples.en()], ids=LANGUAGES)
def test_both_bodies_show_all_of_a_finding(report: DocumentReport) -> None:
    made = made_of(report)
    html, text = re.sub("<[^>]+>", "", html_of(made)), text_of(made)
    for finding in report.articles[0].findings:
        for part in (finding.message, finding.working, finding.why, finding.rule, *(each.text for each in finding.suggestions)):
            assert part in html and part in text
    assert ("【1.7%】" in text) or ("»1.7%«" in text)


def test_parts_of_the_message() -> None:
    made = made_of(samples.zh(), sender=addresses(["Desk <check@example.org>"])[0], to=addresses(["a@example.org, b@example.org"]))
    assert [part.get_content_type() for part in made.walk()] == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/html",
    ]  # fmt: skip
    (attached,) = made.iter_attachments()
    assert attached.get_filename() == "factcheck-澄溪.html" and "<html" in attached.get_content() and "占比与部分" in attached.get_content()
    assert made["Message-ID"].endswith("@example.org>") and made["Content-Language"] == "zh-Hans" and made["Auto-Submitted"] == "auto-generated"
    assert [address.addr_spec for address in made["To"].addresses] == ["a@example.org", "b@example.org"]


def test_gravest_come_first() -> None:
    text = text_of(made_of(samples.en("a.md"), samples.en("b.md")))
    assert re.findall(r"^\d+\. (\w+):", text, re.M) == ["Error", "Error", "Warning", "Warning", "Note", "Note"]


def test_errors_are_told_and_bounded() -> None:
    made = made_of(samples.clean(), errors=tuple(f"{number}.md: no such file" for number in range(500)))
    for body in (html_of(made), text_of(made)):
        assert "3.md: no such file" in body and "490 more" in body and "400.md" not in body


def test_html_suits_mail_programs() -> None:
    html = html_of(made_of(samples.zh(), samples.en()))
    assert not re.search(r"<script|<link|<img|<iframe|<form|\bsrc=|url\(|@import|display: *(flex|grid)|position:|float:", html)
    for style in re.findall(r"<style[^>]*>(.*?)</style>", html, re.S):
        assert re.sub(r"@media [^{]+\{(?:[^{}]*\{[^{}]*\})*\s*\}", "", style).strip() == ""
    assert all("font-family: -apple-system" in style for style in re.findall(r'<td class="(?:pad|card|sum)[^"]*" lang[^>]*style="([^"]*)"', html))
    assert html.count("border-left-color: #b02a20") == 2 and html.count("@media") == 2 and "<table" in html


@pytest.mark.parametrize("lang", LANGUAGES)
def test_frame_is_in_the_language_asked_for(lang: str) -> None:
    made = made_of(samples.zh() if lang == "en" else samples.en(), messages=lang)
    assert data(lang, "interface")["frame"]["scope"] in text_of(made) and f'<html lang="{data(lang, "interface")["tag"]}"' in html_of(made)


def test_both_languages_have_the_same_words() -> None:
    first, second = (data(lang, "email") for lang in LANGUAGES)
    assert {key: set(table) for key, table in first.items()} == {key: set(table) for key, table in second.items()}


# Hostile articles


def test_no_article_breaks_out() -> None:
    made = made_of(samples.hostile())
    html = html_of(made)
    assert "<script" not in html and "&lt;script&gt;alert(2)&lt;/script&gt;" in html
    assert "<script>alert(3)</script>" in text_of(made) and "&lt;" not in text_of(made)
    assert "\x1b" not in html + text_of(made)


EVIL = "x\r\nBcc: thief@example.org\r\n\r\n<script>\u202eevil\u2066\x00\x1b[31m\u2028\udcff" + "\u0301" * 90_000


def evil_report() -> DocumentReport:
    report = samples.en("dir/" + EVIL.replace("/", ""))
    article = report.articles[0]
    finding = article.findings[0]
    worded = replace(finding, title=EVIL, message=EVIL, working=EVIL, why=EVIL, rule=EVIL)
    return replace(report, articles=(replace(article, article=replace(article.article, title=EVIL), findings=(worded,)),))


@pytest.mark.parametrize("is_record", [False, True])
def test_headers_take_nothing_from_the_article_that_steers(is_record: bool) -> None:
    report = evil_report()
    document = replace(report.document, title=EVIL, is_record=is_record)
    raw = message([replace(report, document=document)], (EVIL,), Head(to=addresses(["desk@example.org"]))).as_bytes()
    made = read(raw)
    assert made["Bcc"] is None and sorted(made.keys()) == sorted(
        ["To", "Subject", "Date", "Message-ID", "Content-Language", "Auto-Submitted", "MIME-Version", "Content-Type"]
    )
    for value in (made["Subject"], *(part.get_filename() or "" for part in made.walk())):
        assert not re.search(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069\u2028]", value) and len(value) < 400
    assert not re.search(r"[\u202a-\u202e\u2066-\u2069\x00\x1b]", html_of(made) + text_of(made))
    assert all(len(line) <= 998 for line in raw.split(b"\r\n")) and raw.isascii()
    assert re.search(rb"(?<!\r)\n|\r(?!\n)", raw) is None


@given(st.text(max_size=300), st.integers(1, 80))
def test_plain_text_is_one_short_line(text: str, most: int) -> None:
    made = plain(text, most)
    assert "\n" not in made and "\r" not in made and len(made) <= 2 * most + 1
    made.encode("utf-8")


@settings(max_examples=10, deadline=None)
@given(st.text(st.characters(), max_size=80))
def test_any_title_makes_a_message(title: str) -> None:
    report = samples.clean("<stdin>")
    article = replace(report.articles[0].article, title=title)
    made = made_of(replace(report, articles=(replace(report.articles[0], article=article),)))
    assert made["Subject"].startswith("Ready: ")


@pytest.mark.parametrize("text", ["", "desk", "a@b@c", "a@b.org\nBcc: c@d.org", "a b@c.org", "Desk <>", "ä@b.org", "@b.org", "a@", "a@b..org"])
def test_bad_addresses(text: str) -> None:
    with pytest.raises(AddressError) as told:
        addresses([text])
    assert "\n" not in str(told.value)


def test_good_addresses() -> None:
    found = addresses(["Night Desk <x@example.org>", "值班 <b@例子.cn>", "c@localhost"])
    assert [each.addr_spec for each in found] == ["x@example.org", "b@xn--fsqu00a.cn", "c@localhost"] and found[-2].display_name == "值班"


# Size


def many(number: int) -> DocumentReport:
    report = samples.zh()
    article = report.articles[0]
    return replace(report, articles=(replace(article, findings=tuple(article.findings[each % 3] for each in range(number))),))


def test_html_stays_under_the_limit_with_5000_findings() -> None:
    made = message([many(5000)], (), Head())
    raw = made.as_bytes()
    html = html_of(made)
    assert len(html.replace("\r\n", "\n").replace("\n", "\r\n").encode("utf-8")) < LIMIT
    shown = len(re.findall(r"^\d+\. ", text_of(made), re.M))
    left = 5000 - shown
    assert shown > 15 and f"还有{left}处没有列在这里" in html and f"还有{left}处没有列在这里" in text_of(made)
    assert set(re.findall(r"^\d+\. (\w+)：", text_of(made), re.M)) == {"错误"}
    (attached,) = read(raw).iter_attachments()
    assert str(attached.get_filename()).startswith("factcheck-澄溪.html")


def test_html_stays_under_the_limit_with_long_evil_text() -> None:
    signs = "&<>\"'𠮷" * 4000
    report = evil_report()
    article = report.articles[0]
    finding = replace(article.findings[0], message=signs, working=signs[1:], why=signs, title=signs, rule=signs)
    article = replace(article, article=replace(article.article, title=signs), findings=(finding,) * 12)
    html = html_of(message([replace(report, articles=(article,))] * 3, (signs,) * 40, Head()))
    assert len(html.encode("utf-8")) < LIMIT and "1 Error" in html


def test_large_report_is_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "LARGE", 1000)
    (attached,) = made_of(samples.en()).iter_attachments()
    assert attached.get_filename() == "factcheck-sable.html.zip" and attached.get_content_type() == "application/zip"
    with zipfile.ZipFile(BytesIO(attached.get_content())) as archive:
        assert b"<html" in archive.read("factcheck-sable.html")


# A real server


class Box:
    """What a server got, and how it answers."""

    def __init__(self) -> None:
        self.got: list[tuple[list[str], EmailMessage]] = []
        self.data: list[str] = []
        self.rcpt: dict[str, list[str]] = {}
        self.tries = 0

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        answers = self.rcpt.get(address, [])
        answer = answers.pop(0) if answers else "250 OK"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.tries += 1
        answer = self.data.pop(0) if self.data else "250 OK"
        if answer == "drop":
            server.transport.abort()
            return "421 gone"
        if answer.startswith("250"):
            self.got.append((list(envelope.rcpt_tos), read(envelope.content)))
        return answer


def login(server: Any, session: Any, envelope: Any, mechanism: str, given: Any) -> AuthResult:
    is_right = isinstance(given, LoginPassword) and given.login == b"desk" and given.password == PASSWORD.encode()
    return AuthResult(success=is_right, handled=False)


class AnyPort(Controller):
    """A server at a port that the system chooses."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


def serve(box: Box, **options: Any) -> Iterator[int]:
    controller = AnyPort(box, hostname="127.0.0.1", port=0, **options)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


@pytest.fixture
def box() -> Box:
    return Box()


@pytest.fixture
def port(box: Box) -> Iterator[int]:
    yield from serve(box)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate that a server on this machine signed itself, and its key."""
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("needs openssl to make a certificate")
    folder = tmp_path_factory.mktemp("tls")
    made, key = folder / "cert.pem", folder / "key.pem"
    subprocess.run(
        [program, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", str(key), "-out", str(made)],
        check=True, capture_output=True,
    )  # fmt: skip
    return made, key


@pytest.fixture
def context(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(*certificate)
    return made


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with articles, and no settings around."""
    for name in [name for name in os.environ if name.startswith("FACTCHECK_")]:
        monkeypatch.delenv(name)
    (tmp_path / ".git").mkdir()
    for name, text in (("good.txt", GOOD), ("wrong.txt", WRONG), ("nothing.txt", NOTHING)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args: object) -> Result:
    made = CliRunner().invoke(main, ["email", *map(str, args)])
    assert "Traceback" not in made.stderr and PASSWORD not in made.output
    return made


def to(port: int, security: str = "plain") -> tuple[object, ...]:
    return (*DESK, "--host", "127.0.0.1", "--port", port, "--security", security)


def test_plain(desk: Path, box: Box, port: int) -> None:
    assert run("wrong.txt", *to(port), "--cc", "Chef <chef@example.org>").exit_code == 1
    ((recipients, made),) = box.got
    assert recipients == ["desk@example.org", "chef@example.org"] and made["From"] == "check@example.org"
    assert made["Subject"] == "Check 1 place: wrong.txt" and "95%" in html_of(made) and "X-Unsent" not in made


@pytest.mark.parametrize("name, status, subject", [("good.txt", 0, "Ready: good.txt"), ("nothing.txt", 0, "Nothing was checked: nothing.txt")])
def test_nothing_found(desk: Path, box: Box, port: int, name: str, status: int, subject: str) -> None:
    assert run(name, *to(port)).exit_code == status
    assert box.got[0][1]["Subject"] == subject


def test_own_subject_and_options_of_check(desk: Path, box: Box, port: int) -> None:
    done = run("wrong.txt", *to(port), "--subject", "Desk\nBcc: x@y.org", "--ignore", "percentage-contradicts-counts,share-contradicts-total", "--messages", "zh")
    assert done.exit_code == 0 and box.got[0][1]["Subject"] == "Desk Bcc: x@y.org" and box.got[0][1]["Bcc"] is None
    assert run("wrong.txt", *to(port), "--select", "no-such-rule").exit_code == 2
    assert run("wrong.txt", *to(port), "--fail-on", "never").exit_code == 0


def test_unreadable_input_is_told_of(desk: Path, box: Box, port: int) -> None:
    done = run("good.txt", "missing.txt", *to(port))
    assert done.exit_code == 2 and "missing.txt: no such file" in done.stderr
    assert "missing.txt: no such file" in text_of(box.got[0][1]) and not box.got[0][1]["Subject"].startswith("Ready")


def test_nothing_read_sends_nothing(desk: Path, box: Box, port: int) -> None:
    done = run("missing.txt", *to(port))
    assert done.exit_code == 2 and not box.got and "no message is sent" in done.stderr


def test_starttls(desk: Path, box: Box, context: ssl.SSLContext, certificate: tuple[Path, Path]) -> None:
    for port in serve(box, tls_context=context, require_starttls=True):
        assert run("good.txt", *to(port, "starttls"), "--ca-file", certificate[0]).exit_code == 0
        assert len(box.got) == 1
        refused = run("good.txt", *to(port, "starttls"))
        assert refused.exit_code == 2 and "certificate is not trusted" in refused.stderr and len(box.got) == 1


def test_tls(desk: Path, box: Box, context: ssl.SSLContext, certificate: tuple[Path, Path]) -> None:
    for port in serve(box, ssl_context=context):
        assert run("good.txt", *to(port, "tls"), "--ca-file", certificate[0]).exit_code == 0 and len(box.got) == 1


def test_starttls_is_never_left_out(desk: Path, box: Box, port: int) -> None:
    done = run("good.txt", *to(port)[:-2])
    assert done.exit_code == 2 and "STARTTLS" in done.stderr and not box.got


def test_tls_where_there_is_none(desk: Path, box: Box, port: int) -> None:
    done = run("good.txt", *to(port, "tls"))
    assert done.exit_code == 2 and "check --port and --security" in done.stderr and "again" not in done.stderr


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
def test_login(desk: Path, box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    for port in serve(box, authenticator=login, auth_required=True, auth_require_tls=False):
        assert run("good.txt", *to(port)).exit_code == 2 and not box.got
        monkeypatch.setenv("FACTCHECK_SMTP_USER", "desk")
        half = run("good.txt", *to(port))
        assert half.exit_code == 2 and "FACTCHECK_SMTP_PASSWORD" in half.stderr
        monkeypatch.setenv("FACTCHECK_SMTP_PASSWORD", PASSWORD)
        assert run("good.txt", *to(port)).exit_code == 0 and len(box.got) == 1


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
@pytest.mark.parametrize("word", ["wrong-" + PASSWORD, "pässword"])
def test_login_refused(desk: Path, box: Box, monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    monkeypatch.setenv("FACTCHECK_SMTP_USER", "desk")
    monkeypatch.setenv("FACTCHECK_SMTP_PASSWORD", word)
    for port in serve(box, authenticator=login, auth_required=True, auth_require_tls=False):
        done = run("wrong.txt", *to(port))
        assert done.exit_code == 2 and len(done.stderr.splitlines()) == 1 and word not in done.output
        assert ("login refused" if word.isascii() else "ASCII") in done.stderr
        kept = re.search(r"kept in (\S+\.eml)", done.stderr)
        assert kept and read((desk / kept[1]).read_bytes())["Subject"] == "Check 1 place: wrong.txt"


def test_password_that_a_server_sends_back_is_not_printed() -> None:
    problem = smtplib.SMTPAuthenticationError(535, f"no: desk {PASSWORD}\r\nline".encode())
    from factcheck.post import _judged

    said = _judged(problem, Server("a", user="desk", password=PASSWORD)).reason
    assert PASSWORD not in said and "\n" not in said and PASSWORD not in repr(Server("a", password=PASSWORD))


def test_temporary_failure_then_accepted(desk: Path, box: Box, port: int) -> None:
    box.data = ["451 busy", "drop"]
    done = run("wrong.txt", *to(port))
    assert done.exit_code == 1 and box.tries == 3 and len(box.got) == 1
    assert "451 busy" in done.stderr and done.stderr.count("trying again") == 2 and not list(desk.glob("*.eml"))


def test_tries_are_bounded(desk: Path, box: Box, port: int) -> None:
    box.data = ["451 busy"] * 9
    done = run("good.txt", *to(port))
    assert done.exit_code == 2 and box.tries == 3 and "kept in factcheck-unsent-" in done.stderr
    assert run("good.txt", *to(port)).exit_code == 2 and len(list(desk.glob("factcheck-unsent-*.eml"))) == 2


def test_permanent_failure_is_not_tried_again(desk: Path, box: Box, port: int) -> None:
    box.data = ["554 spam"] * 3
    done = run("good.txt", *to(port))
    assert done.exit_code == 2 and box.tries == 1 and "554 spam" in done.stderr and len(done.stderr.splitlines()) == 1


def test_nobody_gets_it_twice(desk: Path, box: Box, port: int) -> None:
    box.rcpt = {"late@example.org": ["450 greylisted"], "gone@example.org": ["550 unknown"]}
    done = run("good.txt", *to(port), "--to", "late@example.org", "--cc", "gone@example.org")
    assert [recipients for recipients, _ in box.got] == [["desk@example.org"], ["late@example.org"]]
    assert done.exit_code == 2 and "not sent to gone@example.org: " in done.stderr and "550 unknown" in done.stderr
    assert box.got[0][1]["Message-ID"] == box.got[1][1]["Message-ID"]


def test_waits_grow(port: int, box: Box) -> None:
    box.data = ["451 busy", "451 busy"]
    pauses: list[float] = []
    made = message([samples.en()], (), Head(*addresses(["a@example.org"]), to=addresses(["b@example.org"])))
    send(made, Server("127.0.0.1", port, "plain"), wait=2, sleep=pauses.append)
    assert pauses == [2, 4] and len(box.got) == 1


def test_connection_refused(desk: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    done = run("good.txt", *to(port))
    assert done.exit_code == 2 and done.stderr.count("trying again") == 2 and "refused" in done.stderr


@pytest.mark.parametrize("greeting", [b"", b"220 here\r\n"])
def test_connection_dropped(desk: Path, greeting: bytes) -> None:
    calls = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            for _ in range(3):
                link, _ = server.accept()
                calls.append(link.sendall(greeting))
                link.close()

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        done = run("good.txt", *to(server.getsockname()[1]))
        thread.join(5)
    assert done.exit_code == 2 and len(calls) == 3 and "kept in" in done.stderr


def test_silent_server_is_given_up() -> None:
    made = message([samples.en()], (), Head(*addresses(["a@example.org"]), to=addresses(["b@example.org"])))
    with socket.create_server(("127.0.0.1", 0)) as server, pytest.raises(PostError, match="no answer in time"):
        send(made, Server("127.0.0.1", server.getsockname()[1], "plain", timeout=0.2), wait=0)


@pytest.mark.parametrize("host", ["no-such-host.invalid", "a..b", "x" * 80])
def test_unknown_host(desk: Path, host: str) -> None:
    assert run("good.txt", *DESK, "--host", host).exit_code == 2


# Files and settings


def test_draft_in_a_file(desk: Path) -> None:
    assert run("wrong.txt", "--to", "desk@example.org", "--eml", "out.eml").exit_code == 1
    raw = (desk / "out.eml").read_bytes()
    made = read(raw)
    assert made["X-Unsent"] == "1" and made["To"] == "desk@example.org" and made["From"] is None and b"\r\r" not in raw
    assert raw.count(b"\n") == raw.count(b"\r\n") and "95%" in text_of(made)


def test_file_is_written_whole_or_not_at_all(desk: Path) -> None:
    assert run("wrong.txt", "--eml", "wrong.txt").exit_code == 2 and (desk / "wrong.txt").read_text(encoding="utf-8") == WRONG
    assert run("wrong.txt", "--eml", "nowhere/out.eml").exit_code == 2
    assert sorted(path.name for path in desk.iterdir()) == [".git", "good.txt", "nothing.txt", "wrong.txt"]


@pytest.mark.parametrize(
    "args, said",
    [
        (("--to", "a@b.org"), "no mail server"),
        (("--to", "a@b.org", "--host", "h"), "no sender"),
        (("--from", "a@b.org", "--host", "h"), "no recipient"),
        (("--from", "a@b.org,c@b.org", "--to", "a@b.org", "--host", "h"), "more than one sender"),
        (("--from", "a@b.org", "--to", "nobody", "--host", "h"), "no e-mail address"),
    ],
)
def test_what_is_missing_is_told_first(desk: Path, args: tuple[str, ...], said: str) -> None:
    done = run("missing.txt", *args)
    assert done.exit_code == 2 and said in done.stderr and "missing.txt" not in done.stderr and len(done.stderr.splitlines()) == 1


def test_environment(desk: Path, box: Box, port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("HOST", "127.0.0.1"), ("PORT", str(port)), ("SECURITY", "plain"), ("FROM", "night@example.org")):
        monkeypatch.setenv(f"FACTCHECK_SMTP_{name}", value)
    assert run("good.txt", "--to", "desk@example.org").exit_code == 0 and box.got[0][1]["From"] == "night@example.org"


def test_settings_are_used(desk: Path, box: Box, port: int) -> None:
    table = f'[email]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "plain"\nfrom = "Night <n@example.org>"\nto = ["a@example.org", "b@example.org"]\n'
    (desk / "factcheck.toml").write_text(table, encoding="utf-8")
    assert run("good.txt").exit_code == 0
    assert run("good.txt", "--to", "c@example.org").exit_code == 0
    assert [recipients for recipients, _ in box.got] == [["a@example.org", "b@example.org"], ["c@example.org"]]


def test_settings_in_both_files(tmp_path: Path) -> None:
    own, shared = tmp_path / "factcheck.toml", tmp_path / "pyproject.toml"
    own.write_text('[email]\nhost = "h"\nto = "a@b.org"\nca-file = "ca.pem"\npassword = "x"\n', encoding="utf-8")
    shared.write_text('[tool.factcheck.email]\nhost = "h"\nport = 25\n', encoding="utf-8")
    assert settings_of(own).to == ("a@b.org",) and settings_of(own).ca_file == str(tmp_path / "ca.pem") and "'x'" not in repr(settings_of(own))
    assert settings_of(shared).port == 25 and settings_of(None).host == ""


@pytest.mark.parametrize(
    "line", ["port = 0", 'port = "25"', "port = true", 'security = "ssl"', "to = [1]", "host = 1", 'hots = "x"', 'to = [""]']
)
def test_bad_settings(tmp_path: Path, line: str) -> None:
    path = tmp_path / "factcheck.toml"
    path.write_text(f"[email]\n{line}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=rf"factcheck\.toml: email\.{line.split()[0]}: "):
        settings_of(path)
