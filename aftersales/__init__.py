"""After-sales log sheets in, the published month out."""

__version__ = "0.1.0"
