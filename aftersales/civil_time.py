"""Civil time of Asia/Shanghai, whatever the server's zone. China has no summer time."""

from __future__ import annotations

from datetime import UTC, datetime

EAST_OF_GREENWICH = 8 * 3600


def local_time(modified: float) -> str:
    """A file's time as a moment to the minute.

    >>> local_time(0)
    '1970-01-01T08:00'
    """
    return datetime.fromtimestamp(modified + EAST_OF_GREENWICH, UTC).strftime("%Y-%m-%dT%H:%M")
