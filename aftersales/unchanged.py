"""A night on which nothing is new ends here, before anything large is loaded.

The last run left beside its lock what it had looked at: how every file of the drop folder, of the settings, the templates
and the program looked, what it published, and what it said. If all of that looks the same, on the same day and asked the
same way, another run would publish the same; it is enough to say so. Whatever is in doubt, the whole run is made.
Only small parts of the standard library are used: importing `pathlib` or `json` takes as long as all the looking.
"""

from __future__ import annotations

import os
import sys
from zlib import crc32

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from typing import TextIO

MEMORY, LAST_RUN, LOCK = "unchanged", "last_run.json", "run.lock"
LOOKS = ("asked", "since", "folders", "depends", "outputs", "state")
WORDS = ("exit_code", "line", "json", "faults", "log", "program_log", "last_run")
NAMES = (*LOOKS, *WORDS)
"""What is remembered: how everything looked, and what is said when it still looks so."""
NOW = "@@this moment@@"
"""Where the moment is to be put into what is written."""
SWITCHES = frozenset({"-v", "--verbose", "-q", "--quiet", "--json", "--no-color", "--no-input", "--strict"})
PLACES = ("--inputs", "--outputs", "--state", "--config")
PACKAGE = os.path.dirname(os.path.abspath(__file__))
SOURCES = (".py", ".yaml", ".j2", ".css", ".js")
PING = "AFTERSALES_PING_URL"

Memory = dict[str, str]
Line = tuple[str, int, int, int, int]
"""An entry below a folder: its name, size, times of its last changes (ns), number."""


def nothing_new(arguments: Sequence[str], now: datetime, home: str, env: Mapping[str, str]) -> int | None:
    """The exit code of a run that would find nothing new, which has been said; None where the run is to be made."""
    asked = parsed(arguments)
    if asked is None or os.name == "nt":  # there another process cannot look at a lock without taking it
        return None
    try:
        config = config_of(asked, home, env)
        state = state_of(asked, config, home)
        memory = _recalled(state)
        if memory is None or memory["asked"] != key(asked, now, home, env) or now.isoformat() < memory["since"]:
            return None
        handle = _locked(state)
        try:
            return _ended(memory, asked, now, env, state) if _is_same(memory, config, state) else None
        finally:
            os.close(handle)
    except (OSError, ValueError):
        return None


def parsed(arguments: Sequence[str]) -> dict[str, str] | None:
    """The options of an ordinary `run`; None for every other command, and for anything that is not quite ordinary."""
    waiting, asked = list(arguments), {"run": ""}
    while waiting:
        name, has_value, value = waiting.pop(0).partition("=")
        if name in (*PLACES, "--as-of"):
            if not has_value and not waiting:
                return None
            asked[name] = value if has_value else waiting.pop(0)
        elif name == "run" and not asked["run"] and not has_value:
            asked["run"] = "run"
        elif name in SWITCHES and not has_value:
            asked[name] = "on"
        else:
            return None
    return asked if asked["run"] else None


def key(asked: Mapping[str, str], now: datetime, home: str, env: Mapping[str, str]) -> str:
    """What makes two runs the same question: the folders, the day, `--strict`, and the secrets as a hash."""
    places = [f"{name}={full(asked[name])}" for name in PLACES if name in asked]
    day = asked.get("--as-of") or f"the day {now:%Y-%m-%d}"
    ours = sorted(f"{name}={value}" for name, value in env.items() if name.startswith("AFTERSALES_"))
    return "\n".join((*places, day, asked.get("--strict", ""), home, _hash("\n".join(ours)) if ours else ""))


def config_of(asked: Mapping[str, str], home: str, env: Mapping[str, str]) -> str:
    """The config file, blank where there is none; as `settings.load.find_config` finds it."""
    named = asked.get("--config") or env.get("AFTERSALES_CONFIG") or ""
    default = os.path.join(home, "config.yaml")
    return os.path.realpath(named) if named else default if os.path.exists(default) else ""


def state_of(asked: Mapping[str, str], config: str, home: str) -> str:
    """Where the memory is looked for. A wrong guess finds none, or one that says of itself that it is another's."""
    if "--state" in asked:
        return full(asked["--state"])
    base, written, inside = (os.path.dirname(config) if config else home), "state", False
    for line in _text(config).splitlines() if config else ():
        if line[:1] not in (" ", "#", ""):
            inside = line.startswith("folders:")
        elif inside and line.lstrip().startswith("state:"):
            written = line.split(":", 1)[1].split(" #", 1)[0].strip().strip("\"'")
    return os.path.join(base, os.path.expanduser(written))


def full(path: str | os.PathLike[str]) -> str:
    """A path from the root, whatever the current folder; links in it stay."""
    return os.path.abspath(path)


def depends(config: str, inputs: str, templates: str) -> tuple[str, int]:
    """Everything that a run depends on, as text, and when the newest of it changed (ns). OSError where one is missing."""
    libraries = [path for path in sys.path if path.endswith(("site-packages", "dist-packages")) and os.path.isdir(path)]
    program = [line for line in _listing(PACKAGE) if line[0].endswith(SOURCES)]
    given = [*_listing(inputs), *(_listing(templates) if templates else ())]
    changed = [os.stat(path).st_mtime_ns for path in libraries]
    newest = max((max(line[2:4]) for line in given), default=0)
    if config:
        newest = max(newest, os.stat(config).st_mtime_ns)
    newest = max((newest, *(line[2] for line in program), *changed))
    parts = (sys.version, sys.prefix, libraries, changed, program, given, inputs, templates, config)
    return "\n".join((*map(repr, parts), _text(config) if config else "")), newest


def published(outputs: str) -> str:
    """How everything that was published looks; logs, locks and what others have open are not ours to compare."""
    return repr([line[:3] for line in _listing(outputs, skip=("logs",)) if not _is_passing(line[0])])


def rest_of_state(state: str) -> str:
    """How the state looks apart from what every run writes anew."""
    ours = (MEMORY, LAST_RUN, LOCK)
    return repr(
        [line[:3] for line in _listing(state, skip=("cache",)) if line[0] not in ours and not _is_passing(line[0])]
    )


def remember(state: str, memory: Memory) -> None:
    """Leave what the next run compares with; nothing where a name cannot be told apart."""
    parts = [memory[name] for name in NAMES]
    if any("\0" in part for part in parts):
        return
    told = "\0".join(parts).encode("utf-8", "surrogatepass")
    write(os.path.join(state, MEMORY), str(crc32(told)).encode() + b"\0" + told)


def forget(state: str) -> None:
    """From now on the last run is not to be relied upon."""
    path = os.path.join(state, MEMORY)
    if os.path.exists(path):
        os.unlink(path)


def write(path: str, content: bytes) -> None:
    """Replace a file of the state in one step; nobody else may read it. OSError where there is no room."""
    own = f"{path}.{os.getpid()}.tmp"
    try:
        with open(own, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(content)
        os.replace(own, path)
    except OSError:
        if os.path.exists(own):
            os.unlink(own)
        raise


def _recalled(state: str) -> Memory | None:
    try:
        with open(os.path.join(state, MEMORY), "rb") as file:
            check, _, told = file.read().partition(b"\0")
    except FileNotFoundError:
        return None
    parts = told.decode("utf-8", "surrogatepass").split("\0")
    if check != str(crc32(told)).encode() or len(parts) != len(NAMES):
        return None
    return dict(zip(NAMES, parts, strict=True))


def _is_same(memory: Memory, config: str, state: str) -> bool:
    inputs, outputs, templates = memory["folders"].split("\n")
    looks, _ = depends(config, inputs, templates)
    return (
        looks == memory["depends"]
        and published(outputs) == memory["outputs"]
        and rest_of_state(state) == memory["state"]
    )


def _ended(memory: Memory, asked: Mapping[str, str], now: datetime, env: Mapping[str, str], state: str) -> int:
    """Say that nothing is new, in every place where a run says what it came to."""
    code, at = int(memory["exit_code"]), now.isoformat()
    logs = os.path.join(memory["folders"].split("\n")[1], "logs")
    write(os.path.join(state, LAST_RUN), memory["last_run"].replace(NOW, at).encode())
    _append(os.path.join(logs, f"run-{at[:7]}.log"), memory["log"].replace(NOW, at.replace("T", " ")))
    _append(os.path.join(logs, f"run-{at[:7]}.jsonl"), memory["program_log"].replace(NOW, at))
    faults = [memory["faults"]] if memory["faults"] else []
    if env.get(PING, "").strip():
        from aftersales.messages.web import ping

        trouble = ping(env[PING].strip(), 10, good=code in (0, 3))
        faults += [f"没能通知监控地址（{PING}）：{trouble}"] if trouble else []
    quiet = ("-q" in asked or "--quiet" in asked) and not ("-v" in asked or "--verbose" in asked)
    _say(sys.stderr, "\n".join(faults))
    _say(sys.stdout, memory["json"] if "--json" in asked else "" if quiet else memory["line"])
    return code


def _append(path: str, line: str) -> None:
    """Add a line to a log; what a crash left half written ends first."""
    with open(path, "ab+") as log:
        if log.tell():
            log.seek(-1, os.SEEK_END)
            log.write(b"" if log.read(1) == b"\n" else b"\n")
        log.write(f"{line}\n".encode("utf-8", "backslashreplace"))


def _say(stream: TextIO | None, text: str) -> None:
    """To a stream that may be closed, or whose reader may have gone: what was found out stands all the same."""
    if not text or stream is None:
        return
    try:
        stream.reconfigure(errors="backslashreplace")  # type: ignore[attr-defined]
        stream.write(text if text.endswith("\n") else f"{text}\n")
        stream.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _listing(folder: str, skip: Sequence[str] = ()) -> list[Line]:
    """Every entry below a folder; a link with what it leads to. OSError where anything cannot be looked at."""
    lines: list[Line] = []
    waiting = [(folder, "")]
    while waiting:
        place, above = waiting.pop()
        with os.scandir(place) as entries:
            for entry in entries:
                name = f"{above}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != "__pycache__" and name not in skip:
                        lines.append((f"{name}/", 0, 0, 0, 0))
                        waiting.append((entry.path, f"{name}/"))
                    continue
                lines.append(_line(name, entry.stat(follow_symlinks=False)))
                if entry.is_symlink():
                    lines.append(_line(f"{name} →", entry.stat()))
    lines.sort()
    return lines


def _line(name: str, status: os.stat_result) -> Line:
    return name, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _is_passing(name: str) -> bool:
    return any(part.startswith((".", "~$")) or part.endswith(".tmp") for part in name.split("/"))


def _locked(state: str) -> int:
    """The lock that runs hold, as `ledger.lock` takes it; OSError where another run is at work."""
    import fcntl  # not on every system

    handle = os.open(os.path.join(state, LOCK), os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise
    return handle


def _text(path: str) -> str:
    with open(path, encoding="utf-8", errors="surrogateescape") as file:
        return file.read()


def _hash(text: str) -> str:
    from hashlib import blake2b  # only where there is a secret

    return blake2b(text.encode("utf-8", "surrogateescape"), digest_size=20).hexdigest()
