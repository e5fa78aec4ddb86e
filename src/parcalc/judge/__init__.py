"""Judging (design 5): pure and exact. Opens nothing, asks no clock, rounds nothing."""
