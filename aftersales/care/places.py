"""The folders: whether they are there, can be read and written, can rename and lock, and have room."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from aftersales.care.finding import Finding, bad, notice, ok
from aftersales.exchange import exchange
from aftersales.ledger.lock import LockedError, only_run
from aftersales.problems import ConfigError

GIGABYTE = 1 << 30
SCANT, LITTLE = 0.2, 2.0
"""Gigabytes of free space below which a run may fail, and below which somebody should look."""
REMOTE = ("nfs", "cifs", "smb", "9p", "afs", "ceph", "gluster", "fuse.sshfs", "fuse.rclone", "davfs")
PROBE = ".doctor-"
STATE = "请改 folders.state，放在本机硬盘上程序的用户能写的文件夹"


def inputs(folder: Path) -> Finding:
    """The drop folder; nothing is ever written into it."""
    try:
        with os.scandir(folder) as entries:
            empty = not any(not entry.name.startswith(".") for entry in entries)
    except FileNotFoundError:
        return bad("登记表文件夹", f"没有这个文件夹：{folder}", "共享连上了吗？路径见 config.yaml 的 folders.inputs")
    except OSError as error:
        return bad("登记表文件夹", f"读不了：{folder}（{error.strerror}）", "请给程序的用户读取权限")
    if empty:
        return bad("登记表文件夹", f"是空的：{folder}", "共享连上了吗？登记表放在别处了吗？")
    return ok("登记表文件夹", f"读得到：{folder}")


def outputs(folder: Path) -> Iterator[Finding]:
    """The outputs: everything that publishing does is tried once, in a hidden folder that is gone afterwards."""
    yield from _written("输出文件夹", folder, "请给程序的用户写入权限；路径见 config.yaml 的 folders.outputs")
    if folder.is_dir():
        here = folder.stat().st_dev
        apart = sorted(entry.name for entry in folder.iterdir() if entry.exists() and entry.stat().st_dev != here)
        if apart:
            yield bad(
                "输出文件夹",
                f"{'、'.join(apart[:5])} 在另一个磁盘上，换不上新报表",
                "请把它们放回输出文件夹所在的磁盘，不要用链接或挂载",
            )


def state(folder: Path) -> Iterator[Finding]:
    """The state: written like the outputs, and on a disk of this machine."""
    yield from _written("状态文件夹", folder, STATE)
    system = file_system(folder)
    if str(folder).startswith("\\\\") or system.startswith(REMOTE):
        yield bad("状态文件夹", f"在网络盘上（{system or '共享'}），锁和缓存靠不住", STATE)
    elif system in {"tmpfs", "ramfs"}:
        yield notice("状态文件夹", "在内存盘上，重启后缓存和台账要从输出文件夹恢复", STATE)


def locks(state_folder: Path, outputs_folder: Path) -> Finding:
    """Whether the locks can be had, exactly as a run takes them."""
    if not (state_folder.is_dir() and outputs_folder.is_dir()):
        return ok("锁", "第一次运行以后才有")
    try:
        with only_run(state_folder, outputs_folder) as remarks:
            told = "；".join(remarks)
    except LockedError as error:
        return notice("锁", f"有一次运行正在进行（{error}）", "如果已经几个小时，请看那个进程是不是卡住了")
    except ConfigError as error:
        return bad("锁", str(error), STATE)
    if told:
        return notice("锁", told, "请不要让两台机器写同一个输出文件夹")
    return ok("锁", "能加锁，没有别的运行")


def room(*folders: Path) -> Iterator[Finding]:
    """Free space on each disk, named once."""
    seen: set[int] = set()
    for folder in folders:
        place = _existing(folder)
        device = place.stat().st_dev
        if device in seen:
            continue
        seen.add(device)
        free = shutil.disk_usage(place).free / GIGABYTE
        told = f"{place} 还有 {free:.1f} GB"
        remedy = "请清理磁盘；日志和旧月份也占地方（purge）"
        if free < SCANT:
            yield bad("磁盘空间", told, remedy)
        elif free < LITTLE:
            yield notice("磁盘空间", told, remedy)
        else:
            yield ok("磁盘空间", told)


def file_system(folder: Path, mounts: Path = Path("/proc/self/mountinfo")) -> str:
    """The sort of file system that a folder lies on, blank where this system does not say."""
    place = os.fsencode(_existing(folder).resolve())
    best, kind = b"", ""
    try:
        lines = mounts.read_bytes().splitlines()
    except OSError:
        return ""
    for line in lines:
        before, _, after = line.partition(b" - ")
        point = before.split(b" ")[4].replace(b"\\040", b" ")
        if len(point) >= len(best) and (place + b"/").startswith(point.rstrip(b"/") + b"/"):
            best, kind = point, after.split(b" ")[0].decode()
    return kind


def _written(area: str, folder: Path, remedy: str) -> Iterator[Finding]:
    if not folder.exists():
        place = _existing(folder)
        if place.is_dir() and os.access(place, os.W_OK):
            yield ok(area, f"还没有，第一次运行时会建：{folder}")
        else:
            yield bad(area, f"没有，也建不了：{folder}", remedy)
        return
    if not folder.is_dir():
        yield bad(area, f"是文件，不是文件夹：{folder}", remedy)
        return
    try:
        one_step = _tried(folder)
    except OSError as error:
        yield bad(area, f"不能写、改名或替换：{folder}（{error.strerror or error}）", remedy)
        return
    how = "" if one_step else "（这个磁盘不能一步对换，用两步改名）"
    yield ok(area, f"能写，能改名，能替换{how}：{folder}")


def _tried(folder: Path) -> bool:
    """Write, force to the disk, replace and exchange, under Chinese names; whether two names change places in one step."""
    own = Path(tempfile.mkdtemp(prefix=PROBE, dir=folder))
    try:
        old, new = own / "售后月报.txt", own / "新的.txt"
        for path in (old, new):
            with path.open("wb") as written:
                written.write(path.name.encode())
                written.flush()
                os.fsync(written.fileno())
        new.replace(old)
        if old.read_bytes() != new.name.encode():
            raise OSError("替换后读到的不是新内容")
        (own / "一").mkdir()
        (own / "二").mkdir()
        one_step = exchange(own / "一", own / "二")
        (own / "一").rename(own / "三")
    finally:
        shutil.rmtree(own, ignore_errors=True)
    return one_step


def _existing(folder: Path) -> Path:
    """The folder itself, or the nearest one above it that is there."""
    return next(place for place in (folder.absolute(), *folder.absolute().parents) if place.exists())
