"""Let everything that the page needs be imported once, so that its memory image holds it; tell what was imported."""

import gc
import json
import sys
import zipimport
from pathlib import Path

from parcalc.page.bridge import Bridge

bridge = Bridge(Path("plan").read_text(), "0")
for language in ("vi", "en"):
    bridge.plan(language)
    for name in ("dinh-hung.csv", "dinh-hung-don-vi.csv", "dinh-hung.xlsx", "dinh-hung-ho-so.csv", "none.csv", "plan"):
        bridge.judge(json.dumps({"files": [name], "period": "latest", "by": []}), language)
        for form in ("html", "text", "json", "csv"):
            bridge.save(form, language)
del bridge
# What is known of the folders and archives of modules: the page's have fewer.
sys.path_importer_cache.clear()
zipimport._zip_directory_cache.clear()  # type: ignore[attr-defined]
gc.collect()
json.dumps([*sys.modules])
