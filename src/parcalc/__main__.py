"""``python -m parcalc`` is ``parcalc``."""

from parcalc.cli.main import process

process()
