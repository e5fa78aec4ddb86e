"""The command line: options, exit codes, and the one place that catches everything. A thin module a command."""
