"""Learns the words of a sheet that nobody knows: proposes, with its evidence, and leaves the deciding to a person."""
