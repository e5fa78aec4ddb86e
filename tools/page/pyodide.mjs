// What the two steps of the build share: a Pyodide under node, and folders in and out of it.
import fs from "node:fs";
import path from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";

export async function pyodide(folder, settings = {}) {
  const { loadPyodide } = await import(pathToFileURL(path.join(folder, "pyodide.mjs")));
  return loadPyodide({ indexURL: `${folder}/`, env: { PYTHONHASHSEED: "0" }, ...settings }); // the same bytes every time
}

export function run(python, program) {
  try {
    return python.runPython(program);
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}

export function lay(FS, from, to) {
  FS.mkdirTree(to);
  for (const entry of fs.readdirSync(from, { withFileTypes: true })) {
    const [source, place] = [path.join(from, entry.name), `${to}/${entry.name}`];
    if (entry.isDirectory()) lay(FS, source, place);
    else FS.writeFile(place, fs.readFileSync(source));
  }
}

export function fetchBack(FS, from, to) {
  fs.mkdirSync(to, { recursive: true });
  for (const name of FS.readdir(from).filter((name) => name !== "." && name !== "..")) {
    const [source, place] = [`${from}/${name}`, path.join(to, name)];
    if (FS.isDir(FS.stat(source).mode)) fetchBack(FS, source, place);
    else fs.writeFileSync(place, FS.readFile(source));
  }
}
