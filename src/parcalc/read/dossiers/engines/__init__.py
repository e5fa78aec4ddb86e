"""Engines that scan and group where plain Python is too slow: adapters, which know nothing of what is counted."""
