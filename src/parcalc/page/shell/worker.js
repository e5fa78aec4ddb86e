// Runs parcalc: unpacks what the page carries, wakes Python from its memory image and answers the page's questions.
// Nothing is fetched: what Pyodide and the unpacker ask for is answered from the page's own parts.
"use strict";

const MUST_NOT_BE_ASKED = "https://parcalc.invalid/";  // Pyodide wants an address; this one exists nowhere (RFC 2606)
const FILES = "/files";
const PIECE = 1 << 18;
const DATA = "data:application/wasm;base64,";

const found = new Map();  // the parts that are unpacked, by name
let unpacker = null;
let program = null;  // promised: Python, compiled
let python = null;
let Bridge = null;
let bridge = null;
let rehearsal = null;  // a plan and counts that the page carries

// Pyodide refuses scripts of the old kind; from file:// a browser starts no other kind, and none is needed here.
self.importScripts = () => { throw new Error("modules only"); };
self.fetch = async (address) => response(String(address));
WebAssembly.instantiateStreaming = async (_, imports) => {
  const module = await program;
  return { module, instance: await WebAssembly.instantiate(module, imports) };
};

const CALLS = { prepare, open, rehearse, judge };

self.onmessage = async ({ data: { id, call, given } }) => {
  try {
    self.postMessage({ id, answer: await (CALLS[call] ? CALLS[call](given) : answer(call, given)) });
  } catch (error) {
    self.postMessage({ id, error: String(error.message || error).trim().split("\n").pop() });
  }
};

// While the browser still reads the rest of the page.
function prepare(unpacking) {
  unpacker = script(unpacking).then(async ({ ZSTDDecoder }) => {
    const decoder = new ZSTDDecoder();
    await decoder.init();
    return decoder;
  });
}

async function open({ engine, parts, plan, version }) {
  await unpack(engine, parts);
  python = await woken();
  const sitePackages = python.runPython("import sysconfig; sysconfig.get_path('purelib')");
  for (const [name, content] of found) if (name.startsWith("site/")) write(name.replace("site", sitePackages), content);
  rehearsal = { plan: textOf("rehearsal/plan"), counts: found.get("rehearsal/counts").slice() };
  found.clear();
  python.FS.mkdirTree(FILES);
  python.FS.chdir(FILES);
  Bridge = python.pyimport("parcalc.page.bridge").Bridge;
  bridge = Bridge(plan, version);
}

// Once through: a browser compiles what is used, and nobody waits for it yet.
function rehearse() {
  const once = Bridge(rehearsal.plan, "");
  lay([{ name: "counts.csv", content: rehearsal.counts }]);
  once.judge(JSON.stringify({ files: ["counts.csv"], period: "latest", by: [] }), "vi");
  once.destroy();
}

function judge({ files, asked, language }) {
  lay(files);
  return bridge.judge(JSON.stringify(asked), language);
}

function answer(call, given) {
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

function textOf(part) {
  return new TextDecoder().decode(found.get(part));
}

function script(source) {
  return import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
}

// The parts lie one behind the other in one zstd frame: what the memory image shares with the program is stored once.
// The program comes first and is compiled in other threads while the rest is unpacked.
async function unpack(packed, parts) {
  const whole = new Uint8Array(parts.reduce((sum, [, length]) => sum + length, 0));
  const decoder = await unpacker;
  let filled = 0;
  for (const piece of decoder.decodeStreaming(pieces(packed))) {
    whole.set(piece, filled);
    filled += piece.length;
    if (!program && filled >= parts[0][1]) program = WebAssembly.compile(whole.subarray(0, parts[0][1]));
  }
  let start = 0;
  for (const [name, length] of parts) found.set(name, whole.subarray(start, start += length));
}

function* pieces(packed) {
  for (let start = 0; start < packed.length; start += PIECE) {
    self.postMessage({ progress: 0.8 * start / packed.length });
    yield packed.subarray(start, start + PIECE);
  }
}

async function woken() {
  const asm = await script(found.get("pyodide.asm.mjs"));
  const { loadPyodide } = await script(found.get("pyodide.mjs"));
  self.postMessage({ progress: 0.85 });
  const image = found.get("memory").slice();
  return loadPyodide({
    indexURL: MUST_NOT_BE_ASKED,
    lockFileContents: textOf("lock.json"),
    createPyodideModule: async (settings) => roomy(await asm.default(settings), image.length),
    _loadSnapshot: image,
  });
}

function response(address) {
  const name = address.replace(MUST_NOT_BE_ASKED, "");
  if (!address.startsWith(DATA) && !found.has(name)) throw new Error(`nothing may be asked for: ${address}`);
  return new Response(found.get(name) || bytes(address.slice(DATA.length)));
}

// The image may be larger than the memory that a new Python begins with; asking for as much makes it grow.
function roomy(module, size) {
  if (module.HEAP8.length < size) module._free(module._malloc(size));
  return module;
}
