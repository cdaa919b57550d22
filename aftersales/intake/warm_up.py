"""Lets the process that workers are forked from start at once, so that it loads while this one loads other things."""

from __future__ import annotations

import multiprocessing
import sys
from multiprocessing import forkserver

SERVED = "aftersales.intake.worker"


def warm_up(module: str) -> None:
    """Begin to load the module of the workers' work; `pool.each` finds it loaded, or waits for it as it would anyway."""
    if sys.platform != "win32":
        multiprocessing.get_context("forkserver").set_forkserver_preload(["__main__", SERVED, module])
        forkserver.ensure_running()
