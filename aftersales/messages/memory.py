"""What is remembered from run to run: what was known, what could not be sent, when something was. Lost, it starts anew."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from aftersales.messages.night import Known
from aftersales.messages.wording import Message
from aftersales.unchanged import full, write

NAME = "messages.json"


@dataclass(frozen=True, slots=True)
class Memory:
    """`unsent` holds for a channel the last message that did not arrive; `sent` the seconds of those that did."""

    known: Known = field(default_factory=Known)
    unsent: Mapping[str, Message] = field(default_factory=dict)
    sent: Mapping[str, tuple[float, ...]] = field(default_factory=dict)


def recall(state: Path) -> Memory:
    """The memory in the state folder, empty where there is none or where it cannot be read."""
    try:
        told = json.loads((state / NAME).read_text(encoding="utf-8"))
        known = told["known"]
        return Memory(
            Known(int(known["exit_code"]), tuple(known["months"]), dict(known["to_mend"])),
            {channel: _message(one) for channel, one in told["unsent"].items()},
            {channel: tuple(map(float, moments)) for channel, moments in told["sent"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):  # none yet, or damaged: all of it is news again
        return Memory()


def keep(memory: Memory, state: Path) -> None:
    """Write the memory, whole or not at all."""
    state.mkdir(parents=True, exist_ok=True)
    write(full(state / NAME), json.dumps(asdict(memory), ensure_ascii=False).encode())


def _message(told: Mapping[str, Any]) -> Message:
    return Message(str(told["subject"]), tuple(told["head"]), tuple(told["items"]), tuple(told["tail"]))
