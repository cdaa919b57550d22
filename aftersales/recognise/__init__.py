"""Recognise: which kind of log a sheet is, by the words of its headings and what its cells look like."""

from aftersales.recognise.sheet import recognise

__all__ = ["recognise"]
