"""The goals of reliability as figures: `python -m tests.reliability [--corpus DIR]`, see docs/reliability.md."""
