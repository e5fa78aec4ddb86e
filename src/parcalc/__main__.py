"""``python -m parcalc`` is ``parcalc``."""

import sys

from parcalc.cli.main import main

sys.exit(main())
