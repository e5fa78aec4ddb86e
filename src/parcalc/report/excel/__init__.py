"""The report as a workbook, for provinces that paste from it: verdicts, units and months as sheets of real numbers."""
