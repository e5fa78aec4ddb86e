// Compiles every module with the Python that will run it: node compile.mjs PYODIDE SOURCES COMPILED
// An import from compiled modules is fast, and leaves no traces of compiling in the memory image.
import process from "node:process";
import { fetchBack, lay, pyodide, run } from "./pyodide.mjs";

const [folder, sources, compiled] = process.argv.slice(2);
const python = await pyodide(folder);
lay(python.FS, sources, "/modules");
run(python, `
import compileall
from pathlib import Path
from py_compile import PycInvalidationMode

compileall.compile_dir(
    "/modules", quiet=2, legacy=True, optimize=2, stripdir="/modules",  # 2: without docstrings
    invalidation_mode=PycInvalidationMode.UNCHECKED_HASH,
)
for source in Path("/modules").rglob("*.py"):
    if source.with_suffix(".pyc").exists():
        source.unlink()
`);
fetchBack(python.FS, "/modules", compiled);
