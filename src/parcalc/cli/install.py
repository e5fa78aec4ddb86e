"""How parcalc was installed, and so the command that adds what is missing."""

import json
import sys
from importlib.metadata import distribution
from urllib.parse import urlparse
from urllib.request import url2pathname


def install_command(extra: str) -> str:
    """Return the command that installs an extra the way parcalc itself was installed: from a folder, or by its name."""
    return f'"{sys.executable}" -m pip install "{_source()}[{extra}]"'


def _source() -> str:
    """Return the folder that parcalc was installed from (PEP 610), or its name in a package index."""
    url = json.loads(distribution("parcalc").read_text("direct_url.json") or "{}").get("url", "")
    return url2pathname(urlparse(url).path) if url.startswith("file:") else "parcalc"
