"""Counts files: bytes → text → records with places → header → cells → rows, then what must hold between rows."""
