"""Charts: a target's twelve months as one drawing, for the page (SVG) and for Word (PNG)."""
