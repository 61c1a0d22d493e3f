"""One run of `factcheck email`: from settings and options to a message that is sent or written, and an exit status."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from factcheck import output
from factcheck.checking import Checker, check_documents
from factcheck.choice import choose
from factcheck.config import Config, ConfigError
from factcheck.excluding import Excluded
from factcheck.mail import AddressError, Head, addresses, message
from factcheck.model import DocumentReport
from factcheck.newsroom import newsroom_of
from factcheck.output import OutputError, safe
from factcheck.post import PORTS, PostError, Server, send
from factcheck.records import dataclass, field
from factcheck.report.view import SEVERITIES, Tally
from factcheck.running import CLEAN, FAILED, FOUND, filters_of
from factcheck.sifting import Sieve
from factcheck.sources import documents

_TEXTS = ("host", "security", "user", "password", "ca-file", "from", "subject")
_LISTS = ("to", "cc")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the table [email] of the settings says; what it leaves out is empty."""

    host: str = ""
    port: int = 0
    security: str = ""
    user: str = ""
    password: str = field(default="", repr=False)
    ca_file: str = ""
    sender: str = ""
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    subject: str = ""


def settings(path: Path | None) -> Settings:
    """The table [email] of the file of settings; in a pyproject.toml it is [tool.factcheck.email]. Raises ConfigError."""
    if path is None:
        return Settings()
    import tomllib

    table: Any = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    if path.name == "pyproject.toml":
        table = table.get("tool", {}).get("factcheck", {})
    own = table.get("email", {})
    if not isinstance(own, dict):
        raise ConfigError(f"{path}: email: must be a table; write [email] and the settings below it")
    found: dict[str, Any] = {}
    for key, value in own.items():
        found["sender" if key == "from" else key.replace("-", "_")] = _setting(path, key, value)
    if found.get("ca_file"):
        found["ca_file"] = str(path.parent / found["ca_file"])
    return Settings(**found)


def _setting(path: Path, key: str, value: Any) -> Any:
    if key in _LISTS:
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list) or not all(isinstance(item, str) and item for item in values):
            raise ConfigError(f'{path}: email.{key}: must be a list of addresses, such as {key} = ["desk@example.org"]')
        return tuple(values)
    if key == "port":
        if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 65536:
            raise ConfigError(f"{path}: email.port: must be a number from 1 to 65535")
        return value
    if key not in _TEXTS:
        raise ConfigError(f"{path}: email.{key}: unknown key; use {', '.join(sorted((*_TEXTS, *_LISTS, 'port')))}")
    if not isinstance(value, str):
        raise ConfigError(f'{path}: email.{key}: must be a text, such as {key} = "…"')
    if key == "security" and value not in PORTS:
        raise ConfigError(f"{path}: email.security: unknown value {value!r}; use {', '.join(PORTS)}")
    return value


def run(config: Config, options: Mapping[str, Any], tell: Callable[[object], None]) -> int:
    """Check what the options name and mail the report; the exit status.

    What an option says goes before what the settings say. tell: takes each line
    for standard error. Raises ConfigError, RuleError or OutputError for what
    makes the whole run impossible.
    """
    own = settings(config.path)
    try:
        server = None if options["eml"] else _server(own, options)
        head = _head(own, options, server)
    except (AddressError, PostError) as problem:
        tell(problem)
        return FAILED
    if options["eml"]:
        safe([options["eml"]], options["paths"])
    if server and server.user and server.security == "plain" and server.host not in _LOOPBACK:
        tell(f"{server.name}: the password is sent unencrypted; use --security starttls if the server can")
    messages = options["messages"] or config.messages or None
    reports, errors = _checked(config, options, messages)
    for error in errors:
        tell(error)
    if not reports:
        tell("nothing was checked, so no message is sent" if errors else "nothing to check: no articles were found")
        return FAILED
    made = message(reports, errors, head, messages, newsroom_of(config))
    is_posted = _posted(made, server, options, tell)
    if errors or not is_posted:
        return FAILED
    return FOUND if _has_found(Tally(reports), options["fail_on"] or config.fail_on or "warning") else CLEAN


def _server(own: Settings, options: Mapping[str, Any]) -> Server:
    """The mail server. Raises PostError if none is named or the login is half known."""
    host = options["host"] or own.host
    if not host:
        raise PostError("no mail server: name one with --host, FACTCHECK_SMTP_HOST or host under [email]; or write a file with --eml")
    port = options["port"] or own.port
    security = options["security"] or own.security or ("tls" if port == PORTS["tls"] else "starttls")
    user = os.environ.get("FACTCHECK_SMTP_USER") or own.user
    password = os.environ.get("FACTCHECK_SMTP_PASSWORD") or own.password
    if bool(user) != bool(password):
        given, missing = ("user name", "PASSWORD") if user else ("password", "USER")
        raise PostError(f"{host}: a {given} alone is no login; set FACTCHECK_SMTP_{missing} too")
    return Server(host, port, security, user, password, str(options["ca_file"] or own.ca_file))


def _head(own: Settings, options: Mapping[str, Any], server: Server | None) -> Head:
    """The head of the message. Raises AddressError."""
    to, cc = (addresses(options[key] or getattr(own, key)) for key in ("to", "cc"))
    login = server.user if server and "@" in server.user else ""
    senders = addresses(filter(None, [options["sender"] or own.sender or login]))
    if server and not to:
        raise AddressError("no recipient: name one with --to, or to under [email]")
    if server and not senders:
        raise AddressError("no sender: name one with --from, FACTCHECK_SMTP_FROM or from under [email]")
    if len(senders) > 1:
        raise AddressError("more than one sender: name one with --from")
    return Head(senders[0] if senders else None, to, cc, options["subject"] or own.subject, is_draft=server is None)


def _checked(config: Config, options: Mapping[str, Any], messages: str | None) -> tuple[list[DocumentReport], list[str]]:
    """The reports, and a line for each input that could not be checked."""
    choice = choose(config, options)
    items = documents(options["paths"], options["stdin_filename"], Excluded(config))
    edition = config.edition if options["edition"] is None else options["edition"]
    reports, errors = [], []
    outcomes = check_documents(items, Checker(choice, messages), edition=edition)
    _, filters = filters_of(config, options, choice)
    for outcome in Sieve(choice, filters, edition=edition).sift(outcomes):
        if isinstance(outcome, DocumentReport):
            reports.append(outcome)
        else:
            errors.append(str(outcome))
    return reports, errors


def _has_found(tally: Tally, fail_on: str) -> bool:
    """Whether there is a finding that is grave enough for exit status 1."""
    last = ("never", *SEVERITIES).index(fail_on)
    return any(tally.severities[severity] for severity in SEVERITIES[:last])


def _posted(made: EmailMessage, server: Server | None, options: Mapping[str, Any], tell: Callable[[object], None]) -> bool:
    """Send the message or write it; of one that cannot be sent, a file is kept."""
    if server is None:
        write(made, "" if options["eml"] == "-" else options["eml"])
        return True
    try:
        send(made, server, wait=options["retry_wait"], tell=tell)
    except PostError as problem:
        tell(f"{problem}; the message is kept in {_kept(made)}")
        return False
    return True


def write(made: EmailMessage, path: str) -> None:
    """Write the message to a file, whole or not at all; to standard output if path is empty. Raises OutputError."""
    output.write(made.as_bytes().decode("ascii"), path)  # all parts are in seven bits


def _kept(made: EmailMessage) -> str:
    """Where a message that was not sent is kept: in this folder, or that for temporary files. Raises OutputError."""
    from time import strftime

    name = strftime("factcheck-unsent-%Y%m%d-%H%M%S")
    for folder in (Path(), Path(tempfile.gettempdir())):
        path, number = folder / f"{name}.eml", 1
        while path.exists():
            number += 1
            path = folder / f"{name}-{number}.eml"
        try:
            write(made, str(path))
        except OutputError:
            continue
        return str(path)
    raise OutputError(f"{name}.eml: cannot be written here or in {tempfile.gettempdir()}; the message is lost")
