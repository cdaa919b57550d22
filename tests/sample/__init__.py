"""The made-up drop folder of a tile company, as messy as real ones, and the truth about it.

`python -m tests.sample --out inputs/示例` writes the folder; the truth (`truth.json`) comes from the same objects,
never from a reader.
"""
