// Writes the memory of a Python that has run parcalc once: node memory.mjs PYODIDE STDLIB SITE WARM_UP FILES OUT
// A page that begins with this image is ready in a second instead of ten. WARM_UP is the Python to run, in a folder that
// holds FILES. OUT gets the image, and the list of the modules that it holds.
import fs from "node:fs";
import path from "node:path";
import process from "node:process";
import { lay, pyodide, run } from "./pyodide.mjs";

const [folder, stdLibURL, site, warmUp, files, out] = process.argv.slice(2);
const python = await pyodide(folder, { stdLibURL, _makeSnapshot: true });
const sitePackages = run(python, "import sysconfig; sysconfig.get_path('purelib')");
lay(python.FS, site, sitePackages);
lay(python.FS, files, "/files");
python.FS.chdir("/files");
const loaded = run(python, fs.readFileSync(warmUp, "utf8"));
fs.writeFileSync(path.join(out, "memory"), python.makeMemorySnapshot());
fs.writeFileSync(path.join(out, "loaded.json"), loaded);
