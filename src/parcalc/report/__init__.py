"""Reports: functions from an edition of an assessment to bytes (or a screen), a module a format."""
