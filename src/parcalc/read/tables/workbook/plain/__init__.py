"""Parts of a workbook as programs write them, taken by whole rows and texts; what is odd is left to the XML parser."""
