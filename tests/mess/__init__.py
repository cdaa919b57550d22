"""Drop folders as messy as asked for, and the truth about them: `python -m tests.mess --seed 7 --out folder`.

Clean records are drawn first; a mess operator then changes what stands on the sheet and the truth together. No code of
the pipeline is asked what it would make of a sheet: the truth says what a careful person would.
"""
