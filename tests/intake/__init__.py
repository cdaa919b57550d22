"""Tests of the intake: files found, guarded, read, and isolated from each other."""
