"""Lists of records (dossiers, payments): tables → typed records, what must hold in them, and their counts by month."""
