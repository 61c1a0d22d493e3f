"""Which lines of an article changed since a revision, as git tells it: staged or not, and all of a file that git does not know."""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from factcheck.kept import compiled
from factcheck.model import Document, Finding, Notice, Withheld
from factcheck.readers import InputError
from factcheck.records import dataclass, field

_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_QUOTED = compiled(r'\\(?:([0-7]{3})|(.))')
_ESCAPES = {"a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r"}
_FORK = "..."
"""Behind a revision: the point where HEAD left it."""
_LONE_BREAK = compiled(r"\r(?!\n)")
_OF_A_REPOSITORY = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY")
"""Variables that a hook of git sets and that would lead it astray in another folder."""


class ChangesError(ValueError):
    """Changes that cannot be told; its text is one line that says what to do."""


@dataclass(slots=True)
class Lines:
    """Lines of a file that changed, from 1."""

    is_whole: bool = False
    """Whether all of it is new, or nothing finer is known."""
    ranges: list[tuple[int, int]] = field(default_factory=list)
    """First and last of each run, ascending."""
    cuts: list[int] = field(default_factory=list)
    """Lines behind which something was taken out."""

    def has(self, first: int, last: int) -> bool:
        """Whether one of these lines changed."""
        at = bisect_right(self.ranges, (last, 1 << 60))
        return self.is_whole or (at > 0 and self.ranges[at - 1][1] >= first)


_ALL, _NONE = Lines(is_whole=True), Lines()


class Changes:
    """The lines of all files that changed since a revision; it keeps findings on other lines out of a report."""

    by: Withheld = "unchanged"

    def __init__(self, revision: str, paths: Sequence[str]) -> None:
        """Raises ChangesError if one of the paths is in no repository, or its repository has no such revision."""
        self._revision = revision
        self._repositories: dict[str, _Repository] = {}
        for path in paths:
            if path == "-":
                raise ChangesError("--diff: standard input has no earlier revision; name the file")
            if os.path.exists(path):  # of what is missing the readers tell
                self._repository(path)

    def hides(self, finding: Finding, document: Document) -> bool:
        """Whether it marks nothing that changed. Raises InputError for a document in no repository, or in one without the revision."""
        try:
            return not any(self._is_changed(finding, document, path) for path in {span.path for span in finding.spans})
        except ChangesError as problem:
            raise InputError(document.path, str(problem)) from problem

    def notices(self, document: Document) -> Iterator[Notice]:
        """Nothing to tell."""
        yield from ()

    def _is_changed(self, finding: Finding, document: Document, path: str) -> bool:
        changed = self._repository(path).lines(os.path.realpath(path))
        if changed.is_whole:
            return True
        if path == document.path and document.is_record:
            return changed.has(document.line, document.line)
        if not changed.ranges and not changed.cuts:
            return False
        if path == document.path and _LONE_BREAK.search(document.fields["text"]):  # git counts these lines as one
            return True
        for span in finding.spans:
            if span.path == path and changed.has(span.line, span.end_line):
                return True
        return path == document.path and any(_parts(document, finding, cut) for cut in changed.cuts)

    def _repository(self, path: str) -> _Repository:
        root = _root(path)
        if root not in self._repositories:
            self._repositories[root] = _Repository(root, self._revision)
        return self._repositories[root]


def _parts(document: Document, finding: Finding, cut: int) -> bool:
    """Whether something was taken out from between the lines of a paragraph, list or table that a finding marks."""
    if not any(span.line - 1 <= cut <= span.end_line for span in finding.spans if span.path == document.path):
        return False
    lines = document.fields["text"].split("\n")
    return all(0 < number <= len(lines) and lines[number - 1].strip() for number in (cut, cut + 1))


class _Repository:
    """One repository, asked once."""

    def __init__(self, root: str, revision: str) -> None:
        self._root = root
        self._commit = _commit(root, revision.removesuffix(_FORK))
        if revision.endswith(_FORK):
            said = _git(root, "merge-base", self._commit, _commit(root, "HEAD"))
            if said is None:
                raise ChangesError(f"--diff: {revision.removesuffix(_FORK)!r} and HEAD of {root} have no common revision; fetch more of both")
            self._commit = os.fsdecode(said).strip()
        self._changed: dict[str, Lines] | None = None
        self._tracked: frozenset[str] | None = None

    def lines(self, path: str) -> Lines:
        """What changed of a file, which is named by its real path."""
        name = os.path.relpath(path, self._root).replace(os.sep, "/")
        if name not in self._known():
            return _ALL
        if self._changed is None:
            self._changed = self._read()
        return self._changed.get(name, _NONE)

    def _known(self) -> frozenset[str]:
        if self._tracked is None:
            self._tracked = frozenset(os.fsdecode(_needed(self._root, "ls-files", "-z")).split("\0"))
        return self._tracked

    def _read(self) -> dict[str, Lines]:
        options = ("--no-color", "--no-ext-diff", "--no-textconv", "--find-renames", "--ignore-submodules", "--no-relative")
        patch = _needed(
            self._root, "-c", "core.quotePath=false", "diff", *options, "--unified=0", "--src-prefix=a/", "--dst-prefix=b/", self._commit, "--"
        )
        found = dict(_patched(patch))
        for name in _binary(_needed(self._root, "diff", *options, "--numstat", "-z", self._commit, "--")):
            found[name] = _ALL
        return found


def _commit(root: str, revision: str) -> str:
    """The commit that a revision names. Raises ChangesError."""
    said = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if said is None:
        raise ChangesError(f"--diff: the git repository {root} has no revision {revision!r}; fetch it, or name another one")
    return os.fsdecode(said).strip()


def _patched(patch: bytes) -> Iterator[tuple[str, Lines]]:
    """The files of a patch without context, with the lines that are new in each."""
    lines = Lines()
    body = 0
    for line in patch.split(b"\n"):
        if body and line[:1] in (b"+", b"-"):
            body -= 1
        elif line.startswith((b"+++ b/", b'+++ "b/')):
            lines = Lines()
            yield _name(os.fsdecode(line[4:])), lines
        elif hunk := _HUNK.match(line):
            gone, first, new = int(hunk[1] or 1), int(hunk[2]), int(hunk[3] or 1)
            body = gone + new
            if new:
                lines.ranges.append((first, first + new - 1))
            else:
                lines.cuts.append(first)


def _name(text: str) -> str:
    """The name of a file in the head of a patch; git ends one that has blanks with a tab and quotes others that are odd."""
    text = text.removesuffix("\t")
    if text.startswith('"'):
        text = _QUOTED.sub(lambda match: chr(int(match[1], 8)) if match[1] else _ESCAPES.get(match[2], match[2]), text[1:-1])
    return text.removeprefix("b/")


def _binary(said: bytes) -> Iterator[str]:
    """The files of `git diff --numstat -z` that have no lines."""
    parts = iter(os.fsdecode(said).split("\0"))
    for part in parts:
        added, _, rest = part.partition("\t")
        name = rest.partition("\t")[2]
        if not name and rest:  # of a file that was renamed, both names follow
            next(parts, "")
            name = next(parts, "")
        if added == "-":
            yield name


def _root(path: str) -> str:
    """The repository that a file or folder lies in. Raises ChangesError."""
    place = os.path.realpath(path)
    folder = place if os.path.isdir(place) else os.path.dirname(place)
    while not os.path.exists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            raise ChangesError(f"--diff: {path} is in no git repository; leave --diff away, or check files of one")
        folder = above
    return folder


def _git(root: str, *arguments: str) -> bytes | None:
    """What git says; None if it says no without a word. Raises ChangesError."""
    import subprocess

    around = {name: value for name, value in os.environ.items() if name not in _OF_A_REPOSITORY}
    try:
        made = subprocess.run(["git", "-C", root, *arguments], capture_output=True, stdin=subprocess.DEVNULL, env=around, check=False)
    except OSError as problem:
        raise ChangesError(f"--diff: git cannot be run ({problem.strerror}); install it, or leave --diff away") from problem
    if made.returncode == 0:
        return made.stdout
    said = " ".join(made.stderr.decode("utf-8", "replace").split())
    if said:
        raise ChangesError(f"--diff: git says of {root}: {said[:300]}")
    return None


def _needed(root: str, *arguments: str) -> bytes:
    said = _git(root, *arguments)
    if said is None:
        raise ChangesError(f"--diff: git failed in {root} without saying why; try: git -C {root} status")
    return said
