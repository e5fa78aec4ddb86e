"""Workbooks of every kind to the cells that they store. Nothing in them is run, followed or calculated."""
