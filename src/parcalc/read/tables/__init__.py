"""Bytes to records: the cells of a table as texts, each row with its place."""
