// Runs parcalc: unpacks what the page carries, wakes Python from its memory image and answers the page's questions.
// Nothing is fetched: Pyodide's two requests are answered from the page's own parts.
"use strict";

const MUST_NOT_BE_ASKED = "https://parcalc.invalid/";  // Pyodide wants an address; this one exists nowhere (RFC 2606)
const FILES = "/files";
const PIECE = 1 << 18;

let bridge = null;
let python = null;

// Pyodide refuses scripts of the old kind; from file:// a browser starts no other kind, and none is needed here.
self.importScripts = () => { throw new Error("modules only"); };

self.onmessage = async ({ data: { id, call, given } }) => {
  try {
    self.postMessage({ id, answer: await (call === "open" ? open(given) : answer(call, given)) });
  } catch (error) {
    self.postMessage({ id, error: String(error.message || error).trim().split("\n").pop() });
  }
};

async function open({ engine, unpacking, parts, plan, version }) {
  const { Decompress } = await script(unpacking);
  const found = unpacked(bytes(engine), parts, Decompress);
  python = await woken(found);
  const sitePackages = python.runPython("import sysconfig; sysconfig.get_path('purelib')");
  for (const [name, content] of found) if (name.startsWith("site/")) write(name.replace("site", sitePackages), content);
  python.FS.mkdirTree(FILES);
  python.FS.chdir(FILES);
  bridge = python.pyimport("parcalc.page.bridge").Bridge(plan, version);
}

function answer(call, given) {
  if (call === "judge") {
    lay(given.files);
    return bridge.judge(JSON.stringify(given.asked), given.language);
  }
  const told = bridge[call](...given);
  if (typeof told === "string") return told;
  const content = told.toJs();
  told.destroy();
  return content;
}

function lay(files) {
  for (const name of python.FS.readdir(FILES)) if (name !== "." && name !== "..") removed(`${FILES}/${name}`);
  for (const { name, content } of files) write(`${FILES}/${name}`, new Uint8Array(content));
}

function write(path, content) {
  python.FS.mkdirTree(path.replace(/\/[^/]*$/, ""));
  python.FS.writeFile(path, content);
}

function removed(path) {
  if (!python.FS.isDir(python.FS.stat(path).mode)) return python.FS.unlink(path);
  for (const name of python.FS.readdir(path)) if (name !== "." && name !== "..") removed(`${path}/${name}`);
  python.FS.rmdir(path);
}

function bytes(base64) {
  return Uint8Array.fromBase64 ? Uint8Array.fromBase64(base64) : Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
}

function script(source) {
  return import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
}

// The parts lie one behind the other in one zstd frame: what the memory image shares with the program is stored once.
function unpacked(packed, parts, Decompress) {
  const whole = new Uint8Array(parts.reduce((sum, [, length]) => sum + length, 0));
  let filled = 0;
  const stream = new Decompress((piece) => { whole.set(piece, filled); filled += piece.length; });
  for (let start = 0; start < packed.length; start += PIECE) {
    stream.push(packed.subarray(start, start + PIECE), start + PIECE >= packed.length);
    self.postMessage({ progress: 0.8 * filled / whole.length });
  }
  let start = 0;
  return new Map(parts.map(([name, length]) => [name, whole.subarray(start, start += length)]));
}

async function woken(found) {
  const asm = await script(found.get("pyodide.asm.mjs"));
  const { loadPyodide } = await script(found.get("pyodide.mjs"));
  self.fetch = async (address) => response(String(address), found);
  self.postMessage({ progress: 0.85 });
  const image = found.get("memory").slice();
  return loadPyodide({
    indexURL: MUST_NOT_BE_ASKED,
    lockFileContents: new TextDecoder().decode(found.get("lock.json")),
    createPyodideModule: async (settings) => roomy(await asm.default(settings), image.length),
    _loadSnapshot: image,
  });
}

function response(address, found) {
  const name = address.replace(MUST_NOT_BE_ASKED, "");
  if (!found.has(name)) throw new Error(`nothing may be asked for: ${address}`);
  const type = name.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
  return new Response(found.get(name), { headers: { "content-type": type } });
}

// The image may be larger than the memory that a new Python begins with; asking for as much makes it grow.
function roomy(module, size) {
  if (module.HEAP8.length < size) module._free(module._malloc(size));
  return module;
}
