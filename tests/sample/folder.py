"""The whole drop folder and its truth."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from .books import Notes, write_lock_file
from .counts import count_logs
from .plans import MONTHS
from .story import tell
from .truth import truth_of
from .write_callbacks import write_callbacks
from .write_complaints import write_complaints
from .write_deliveries import write_deliveries
from .write_jobs import write_correction, write_jobs
from .write_office import write_attendance, write_office
from .write_ratings import write_ratings
from .write_surveys import write_surveys
from .write_visits import write_audits, write_guidances, write_measurings, write_roster

TRUTH = Path(__file__).with_name("truth.json")


def write_folder(out: Path, seed: int) -> dict[str, Any]:
    """Write every file below `out`; returns the truth."""
    story = tell(seed)
    notes = Notes()
    for month in MONTHS:
        folder = out / f"{month[0]}年{month[1]}月"
        folder.mkdir(parents=True, exist_ok=True)
        write_callbacks(folder, month, story, notes)
        write_deliveries(folder, month, story, notes)
        write_measurings(folder, month, story, notes)
        write_guidances(folder, month, story, notes)
        write_jobs(folder, month, story, notes)
        write_attendance(folder, month, notes)
    write_complaints(out, story, notes)
    write_audits(out, story)
    write_roster(out)
    write_correction(out, notes)
    write_ratings(out / "考核", notes)
    write_surveys(out / "评价表", story, notes)
    write_office(out, story, notes)
    count_logs(story, notes)
    write_lock_file(out / "2026年9月" / "~$五里牌店_9月回访.xlsx", "刘晓燕")
    return truth_of(story, asdict(notes))


def write_truth(truth: dict[str, Any], path: Path) -> None:
    """The truth as text, beside the code."""
    path.write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
