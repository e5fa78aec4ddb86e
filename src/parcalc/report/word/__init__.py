"""The Word draft of a report."""
