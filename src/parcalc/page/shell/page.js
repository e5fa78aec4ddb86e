// The page itself: what is dropped or chosen goes to the worker, what the worker answers is shown or saved.
"use strict";

const byId = (id) => document.getElementById(id);
const text = (id) => byId(id).textContent;
const WORDS = JSON.parse(text("words"));
const WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const TYPES = { html: "text/html", xlsx: WORKBOOK, csv: "text/csv", json: "application/json" };

const state = { language: "vi", files: [], shown: null, plan: null, ready: false };

const worker = new Worker(URL.createObjectURL(new Blob([text("worker")], { type: "text/javascript" })));
const waiting = new Map();
let asked = 0;

worker.onmessage = ({ data }) => {
  if ("progress" in data) { byId("progress").value = data.progress; return; }
  const { answered, failed } = waiting.get(data.id);
  waiting.delete(data.id);
  if ("error" in data) failed(new Error(data.error)); else answered(data.answer);
};
worker.onerror = (event) => fail(new Error(event.message || "worker"));

function ask(call, given, moved = []) {
  return new Promise((answered, failed) => {
    waiting.set(++asked, { answered, failed });
    worker.postMessage({ id: asked, call, given }, moved);
  });
}

function word(key, facts = {}) {
  return WORDS[state.language][key].replace(/\{(\w+)\}/g, (_, name) => facts[name]);
}

function say(words) { byId("said").textContent = words; }

function fail(error) {
  byId("opening").hidden = true;
  say(word("browser.failed", { detail: error.message }));
}

async function guarded(work) {
  try { await work(); } catch (error) { fail(error); }
}

// The engine, by far the most of the page, comes after this script: until it is read the worker gets ready to unpack it.
async function start() {
  translate();
  const ready = ask("prepare", text("unpacking"));
  await new Promise((read) => document.addEventListener("DOMContentLoaded", read));
  await ready;
  const version = document.querySelector("meta[name=parcalc]").content;
  const engine = bytes(text("engine"));
  byId("engine").remove();
  await ask("open", { engine, parts: JSON.parse(text("parts")), plan: text("plan-of-the-office"), version }, [engine.buffer]);
  if (!state.files.length) await ask("rehearse");
  state.ready = true;
  byId("opening").hidden = true;
  for (const id of ["files", "blank"]) byId(id).disabled = false;
  await showPlan();
  if (state.files.length) await judge("latest", []);
}

function bytes(base64) {
  return Uint8Array.fromBase64 ? Uint8Array.fromBase64(base64) : Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
}

async function showPlan() {
  state.plan = JSON.parse(await ask("plan", [state.language]));
  byId("plan").textContent = word("browser.plan", state.plan);
}

function translate() {
  document.documentElement.lang = state.language;
  document.title = word("browser.title");
  for (const element of document.querySelectorAll("[data-words]")) element.textContent = word(element.dataset.words);
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === state.language));
  }
  byId("report").title = word("browser.report");
}

async function speak(language) {
  state.language = language;
  translate();
  if (!state.ready) return;
  await showPlan();
  if (state.shown) show(JSON.parse(await ask("show", [language])));
}

async function take(list) {
  const files = [...list];
  if (!files.length) return;
  try {
    state.files = named(await Promise.all(files.map(async (file) => ({ name: file.name, content: await file.arrayBuffer() }))));
  } catch {
    say(word("browser.unreadable"));
    return;
  }
  if (state.ready) await judge("latest", []);
}

// Two files of one name from two folders are two files: the second is told apart as 2/name.
function named(files) {
  const seen = new Map();
  return files.map(({ name, content }) => {
    const times = (seen.get(name) || 0) + 1;
    seen.set(name, times);
    return { name: times > 1 ? `${times}/${name}` : name, content };
  });
}

async function judge(period, by) {
  say(word("browser.judging"));
  const files = state.files.map((file) => ({ ...file }));
  const wish = { files: files.map((file) => file.name), period, by };
  show(JSON.parse(await ask("judge", { files, asked: wish, language: state.language })));
  byId(state.shown.problems.length ? "refused" : "judged").focus();
}

function show(told) {
  state.shown = told;
  byId("refused").hidden = !told.problems.length;
  byId("judged").hidden = Boolean(told.problems.length);
  if (told.problems.length) showProblems(told.problems); else showJudged(told);
  say(word("browser.read", { names: state.files.map((file) => file.name).join(", ") }));
}

function showProblems(problems) {
  byId("refused-title").textContent = word("browser.refused", { number: problems.length });
  byId("problems").replaceChildren(...problems.map(({ place, text: told }) => row([place, told])));
}

function row(cells) {
  const line = document.createElement("tr");
  line.append(...cells.map((content) => Object.assign(document.createElement("td"), { textContent: content })));
  return line;
}

function showJudged(told) {
  byId("judged-title").textContent = told.heading;
  byId("closing").textContent = told.closing;
  choices("period", told.periods, told.period);
  choices("by", [{ id: "", name: word("browser.whole") }, ...told.dimensions], told.by);
  byId("dividing").hidden = !told.dimensions.length;
  byId("report").srcdoc = told.report;
}

function choices(id, options, chosen) {
  byId(id).replaceChildren(...options.map((one) => new Option(one.name, one.id, false, one.id === chosen)));
}

function fit() {
  const inside = byId("report").contentDocument;
  if (inside && inside.body) byId("report").style.height = `${inside.documentElement.scrollHeight + 4}px`;
}

function save(name, content, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

async function saveReport(form) {
  save(`${state.shown.period}.${form}`, await ask("save", [form, state.language]), TYPES[form]);
}

async function copyParagraph() {
  const paragraph = new TextDecoder().decode(await ask("save", ["text", state.language]));
  try {
    await navigator.clipboard.writeText(paragraph.trim());
    say(word("browser.copied"));
  } catch {
    save(`${state.shown.period}.txt`, paragraph, "text/plain");
  }
}

async function saveBlank() {
  save(word("browser.blank_name", state.plan), await ask("blank", []), TYPES.xlsx);
}

function rejudge() {
  return judge(byId("period").value, byId("by").value ? [byId("by").value] : []);
}

function over(event, on) {
  event.preventDefault();
  byId("drop").classList.toggle("over", on);
}

function listen() {
  for (const button of document.querySelectorAll("[data-language]")) button.onclick = () => guarded(() => speak(button.dataset.language));
  for (const button of document.querySelectorAll("[data-save]")) button.onclick = () => guarded(() => saveReport(button.dataset.save));
  byId("files").onchange = (event) => guarded(async () => { await take(event.target.files); event.target.value = ""; });
  byId("blank").onclick = () => guarded(saveBlank);
  byId("copy").onclick = () => guarded(copyParagraph);
  byId("print").onclick = () => byId("report").contentWindow.print();
  for (const id of ["period", "by"]) byId(id).onchange = () => guarded(rejudge);
  byId("report").onload = fit;
  window.onresize = fit;
  document.ondragover = (event) => over(event, true);
  document.ondragleave = (event) => over(event, false);
  document.ondrop = (event) => { over(event, false); guarded(() => take(event.dataTransfer.files)); };
}

listen();
guarded(start);
