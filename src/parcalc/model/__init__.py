"""The words of the product as types: plan, counts, period, assessment. No file, clock, text or rounding."""
