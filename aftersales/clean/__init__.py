"""Tables to values: each cell is read by its field's type, once per distinct value."""
