"""The HTML pages: one report, and the index of all reports in a folder."""
