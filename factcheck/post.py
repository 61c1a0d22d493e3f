"""Sending: a message to a mail server, once more where it helps, and one clear line where it does not."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from typing import TYPE_CHECKING

from factcheck.records import dataclass, field

if TYPE_CHECKING:
    from smtplib import SMTP
    from ssl import SSLContext

PORTS = {"starttls": 587, "tls": 465, "plain": 25}
"""How the way to the server is secured, and the port that is usual for it."""
TRIES = 3
WAIT = 5.0
"""Seconds before the second try; twice as many before each further one."""


class PostError(Exception):
    """A message that was not sent, or not to all; its text is one line: what happened and what to do."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where messages are handed in."""

    host: str
    port: int = 0
    """0 for the usual one."""
    security: str = "starttls"
    """A key of PORTS."""
    user: str = ""
    """Empty where no login is needed."""
    password: str = field(default="", repr=False)
    ca_file: str = ""
    """Certificates to trust in place of those of the system, in PEM."""
    timeout: float = 30.0
    """Seconds that one answer may take."""

    @property
    def name(self) -> str:
        """Host and port."""
        return f"{self.host}:{self.port or PORTS[self.security]}"


@dataclass(frozen=True, slots=True)
class _Failure:
    """Why a try failed, in words, and whether another one may go better."""

    reason: str
    is_temporary: bool


def send(
    message: EmailMessage,
    server: Server,
    *,
    tries: int = TRIES,
    wait: float = WAIT,
    tell: Callable[[object], None] = lambda line: None,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Hand the message to the server for everybody in To and Cc.

    A temporary failure (an answer of 4xx, no connection, a connection that
    broke) is tried again, only for those who have not got it yet. tell: takes a
    line for each try that failed. wait: seconds before the second try. Raises
    PostError.
    """
    context = _context(server)
    _ask_for_ascii(server)
    waiting: Sequence[str] = _recipients(message)
    lost: list[str] = []
    failure = _Failure("", False)
    for attempt in range(tries):
        if attempt:
            pause = wait * 2 ** (attempt - 1)
            tell(f"{server.name}: {failure.reason}; trying again in {pause:g} s")
            sleep(pause)
        waiting, refused, failure = _try(message, server, context, waiting)
        lost += refused
        if not waiting or not failure.is_temporary:
            break
    if waiting or lost:
        raise PostError(f"{server.name}: not sent to {', '.join((*waiting, *lost))}: {failure.reason}")


def _recipients(message: EmailMessage) -> list[str]:
    """The addresses in To and Cc, each once."""
    named = [address.addr_spec for name in ("To", "Cc") if message[name] for address in message[name].addresses]
    return list(dict.fromkeys(named))


def _context(server: Server) -> SSLContext | None:
    """How the certificate of the server is checked; None without encryption."""
    if server.security == "plain":
        return None
    from ssl import SSLError, create_default_context

    try:
        return create_default_context(cafile=server.ca_file or None)
    except SSLError as problem:
        raise PostError(f"{server.ca_file}: has no certificates in PEM; check the file") from problem
    except OSError as problem:
        raise PostError(f"{server.ca_file}: cannot be read ({problem.strerror}); check the path") from problem


def _ask_for_ascii(server: Server) -> None:
    for name, value in (("user name", server.user), ("password", server.password)):
        if not value.isascii():
            raise PostError(f"{server.name}: the {name} has characters that the login cannot send; use letters, digits and signs of ASCII")


def _try(
    message: EmailMessage, server: Server, context: SSLContext | None, recipients: Sequence[str]
) -> tuple[Sequence[str], Sequence[str], _Failure]:
    """One try: who may get it at another, who never will, and why."""
    from smtplib import SMTPException

    try:
        answers = _deliver(message, server, context, recipients)
    except (SMTPException, OSError, UnicodeError) as problem:
        return recipients, (), _judged(problem, server)
    later = [name for name, (code, _) in answers.items() if 400 <= code < 500]
    never = [name for name in answers if name not in later]
    reasons = [_answer(*answers[name], server) for name in (*never, *later)]
    return later, never, _Failure("; ".join(dict.fromkeys(reasons)), bool(later))


def _deliver(message: EmailMessage, server: Server, context: SSLContext | None, recipients: Sequence[str]) -> dict[str, tuple[int, bytes]]:
    """Hand it over; the answers for recipients that were refused."""
    from contextlib import suppress
    from smtplib import SMTPException, SMTPRecipientsRefused

    link = _connected(server, context)
    try:
        if server.user:
            link.login(server.user, server.password)
        sender = message["From"].addresses[0].addr_spec
        try:
            refused: dict[str, tuple[int, bytes]] = link.send_message(message, sender, list(recipients))
        except SMTPRecipientsRefused as problem:
            refused = problem.recipients
        with suppress(SMTPException, OSError):  # it is sent: how the server takes leave does not matter
            link.quit()
        return refused
    finally:
        link.close()


def _connected(server: Server, context: SSLContext | None) -> SMTP:
    from smtplib import SMTP, SMTP_SSL

    port = server.port or PORTS[server.security]
    if server.security == "tls":
        return SMTP_SSL(server.host, port, timeout=server.timeout, context=context)
    link = SMTP(server.host, port, timeout=server.timeout)
    if server.security == "starttls":
        try:
            link.starttls(context=context)
        except BaseException:
            link.close()
            raise
    return link


def _judged(problem: Exception, server: Server) -> _Failure:
    """What went wrong, in words."""
    import smtplib
    import socket
    import ssl

    if isinstance(problem, ssl.SSLCertVerificationError):
        return _Failure(f"its certificate is not trusted ({problem.verify_message}); trust it with --ca-file", False)
    if isinstance(problem, ssl.SSLError) and not isinstance(problem, (ssl.SSLEOFError, ssl.SSLZeroReturnError)):
        return _Failure(f"no encrypted connection ({problem.reason or problem.strerror}); check --port and --security", False)
    if isinstance(problem, smtplib.SMTPAuthenticationError):
        hint = "; check FACTCHECK_SMTP_USER and FACTCHECK_SMTP_PASSWORD"
        return _Failure(f"login refused ({_answer(problem.smtp_code, problem.smtp_error, server)}){hint}", _is_temporary(problem.smtp_code))
    if isinstance(problem, smtplib.SMTPResponseException):
        return _Failure(_answer(problem.smtp_code, problem.smtp_error, server), _is_temporary(problem.smtp_code))
    if isinstance(problem, smtplib.SMTPServerDisconnected):
        is_late = isinstance(problem.__context__, TimeoutError)
        return _Failure("no answer in time" if is_late else "the server closed the connection", True)
    if isinstance(problem, smtplib.SMTPException):
        return _Failure(f"{_line(str(problem), server).rstrip('.')}; check --port, --security and the login", False)
    if isinstance(problem, UnicodeError) or (isinstance(problem, socket.gaierror) and problem.errno != socket.EAI_AGAIN):
        return _Failure("no server of this name is known; check --host", False)
    reason = "no answer in time" if isinstance(problem, TimeoutError) else getattr(problem, "strerror", None) or type(problem).__name__
    return _Failure(f"no connection ({reason})", True)


def _is_temporary(code: int) -> bool:
    return 400 <= code < 500


def _answer(code: int, text: bytes | str, server: Server) -> str:
    """What the server said."""
    said = text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
    return f"{code} {_line(said, server)}".strip()


def _line(text: str, server: Server) -> str:
    """One short line of what a server said, and never the password, should it send that back."""
    if server.password:
        text = text.replace(server.password, "…")
    return "".join(char if char.isprintable() else " " for char in text)[:200].strip()
