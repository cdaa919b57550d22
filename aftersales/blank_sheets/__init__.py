"""Blank log sheets for clerks: what a kind's data say, as a workbook to fill in. Our own reader takes them back."""
