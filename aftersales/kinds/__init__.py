"""The sorts of log sheets: one YAML file each, and the loader that adds a shop's own wordings."""

from aftersales.kinds.load import load_kinds
from aftersales.kinds.model import Field, FieldType, Kind

__all__ = ["Field", "FieldType", "Kind", "load_kinds"]
