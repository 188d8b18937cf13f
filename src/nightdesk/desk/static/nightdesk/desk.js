/* The desk, kept current and run by keys. Everything it does is a link or a form of the page, which works without it. */
const root = document.querySelector(".nd-desk");
const board = root.querySelector("[data-board]");
const said = root.querySelector("[data-said]");
const lost = root.querySelector("[data-lost]");
const ask = root.querySelector("#nd-ask");
const keys = root.querySelector("#nd-keys");
const EVERY_MS = 8000;

/* -- Rows: one of them is where the keys act, and only its controls are in the way of Tab. -- */
const rows = () => [...board.querySelectorAll("[data-row]")];
const controls = (row) => row.querySelectorAll("a, button, input");
const opener = (row) => row.querySelector("[data-open]") ?? row.querySelector("a, button");
let current = "";

function mark(id) {
  const all = rows();
  const here = all.find((row) => row.id === id) ?? all.find((row) => opener(row));
  current = here?.id ?? "";
  for (const row of all) {
    row.toggleAttribute("data-current", row === here);
    for (const one of controls(row)) one.tabIndex = row === here ? 0 : -1;
  }
  return here;
}

function step(by) {
  const all = rows().filter(opener);
  const at = all.findIndex((row) => row.id === current);
  const isOnIt = all[at]?.contains(document.activeElement);
  const next = all[isOnIt || at < 0 ? Math.min(all.length - 1, Math.max(0, at + by)) : at];
  if (next) opener(next).focus();
}

board.addEventListener("focusin", (event) => {
  const row = event.target.closest("[data-row]");
  if (row && row.id !== current) mark(row.id);
});

/* -- What is chosen for several at once. -- */
const boxes = () => [...board.querySelectorAll("input[name=story]")];
const counted = root.querySelector("[data-chosen]");
function count() {
  const number = boxes().filter((box) => box.checked).length;
  if (counted) counted.textContent = number ? `${number} chosen:` : "Chosen stories:";
  for (const button of root.querySelectorAll(".nd-bulk [name=do]")) button.disabled = !number;
}
board.addEventListener("change", count);

/* -- Reasons are asked for on the spot. -- */
function askWhy(button) {
  const verb = button.dataset.asks;
  const headline = button.closest("[data-row]").querySelector(".nd-line__head").textContent;
  ask.querySelector("h2").textContent = `${verb} “${headline}”`;
  ask.querySelector("[data-does]").textContent = verb;
  ask.querySelector("[name=one]").value = button.value;
  ask.showModal();
  ask.querySelector("[name=reason]").focus();
}
board.addEventListener("click", (event) => {
  const button = event.target.closest("[data-asks]");
  if (!button) return;
  event.preventDefault();
  askWhy(button);
});
for (const button of root.querySelectorAll("[data-close]")) {
  button.addEventListener("click", () => button.closest("dialog").close());
}

/* -- After an act the page is loaded anew: go on where it was. -- */
const PLACE = "nightdesk-desk-place";
root.addEventListener("submit", () => {
  const all = rows();
  const at = all.findIndex((row) => row.id === current);
  sessionStorage.setItem(PLACE, JSON.stringify([current, all[at + 1]?.id ?? all[at - 1]?.id ?? ""]));
});
function goOn() {
  const place = JSON.parse(sessionStorage.getItem(PLACE) ?? "[]");
  sessionStorage.removeItem(PLACE);
  const row = place.map((id) => id && document.getElementById(id)).find((one) => one);
  mark(row?.id ?? "");
  if (row) opener(row)?.focus();
}

/* -- Keys. They can be switched off, for those whose tools type them. -- */
const SWITCH = "nightdesk-desk-keys";
const box = keys.querySelector("[data-keys]");
box.checked = localStorage.getItem(SWITCH) !== "off";
box.addEventListener("change", () => localStorage.setItem(SWITCH, box.checked ? "on" : "off"));
const press = (key) => document.getElementById(current)?.querySelector(`[data-key=${key}]`)?.click();
const help = root.querySelector("[data-help]");
if (help) {
  help.hidden = false;
  help.addEventListener("click", () => keys.showModal());
}
const DOES = {
  j: () => step(1),
  k: () => step(-1),
  r: () => press("r"),
  h: () => press("h"),
  s: () => press("s"),
  x: () => document.getElementById(current)?.querySelector("input[name=story]")?.click(),
  u: () => root.querySelector("[data-undo]")?.click(),
  "/": () => root.querySelector("[data-search]").focus(),
  "?": () => keys.showModal(),
  Enter: () => opener(document.getElementById(current) ?? board)?.click(),
};
addEventListener(
  "keydown",
  (event) => {
    const isTyping = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (event.key === "Escape" && isTyping && root.contains(isTyping) && !isTyping.closest("dialog")) mark(current);
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping || document.querySelector("dialog[open]")) return;
    if (!Object.hasOwn(DOES, event.key) || (!box.checked && event.key !== "?")) return;
    const isOnAControl = event.target.closest("a, button");
    if (event.key === "Enter" && isOnAControl) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    DOES[event.key]();
  },
  true,
);

/* -- Always current: the columns are asked for again, and put in place when they say something else. -- */
let etag = "";
let since = new Date();
const storiesOf = (name) => new Set([...board.querySelectorAll(`.nd-col--${name} [data-row]`)].map((row) => row.id));

function put(html) {
  const before = { now: storiesOf("now"), waiting: storiesOf("waiting") };
  const active = document.activeElement;
  const isInside = board.contains(active);
  const [place, nth] = [active.closest?.("[data-row]")?.id, isInside ? [...controls(active.closest("[data-row]"))].indexOf(active) : -1];
  const chosen = new Set(boxes().filter((one) => one.checked).map((one) => one.value));
  board.innerHTML = html;
  for (const one of boxes()) one.checked = chosen.has(one.value);
  const row = mark(current);
  if (isInside && row) (row.id === place ? controls(row)[nth] : opener(row))?.focus({ preventScroll: true });
  count();
  retitle();
  const fresh = (name) => [...storiesOf(name)].filter((id) => !before[name].has(id)).length;
  const news = [
    [fresh("now"), "new under Now"],
    [fresh("waiting"), "new waiting for you"],
  ].filter(([number]) => number);
  if (news.length) said.textContent = news.map(([number, words]) => `${number} ${words}`).join(", ");
}

function retitle() {
  const number = board.querySelector("[data-title]").dataset.title;
  document.title = (number === "0" ? "" : `(${number}) `) + document.title.replace(/^\([^)]*\) /, "");
}

async function look() {
  if (document.hidden || document.querySelector("dialog[open]")) return;
  try {
    const answer = await fetch(root.dataset.columns, {
      headers: etag ? { "If-None-Match": etag } : {},
      cache: "no-store",
      redirect: "error",
    });
    if (answer.status !== 304 && !answer.ok) throw new Error(answer.status);
    since = new Date();
    lost.hidden = true;
    if (answer.status === 304 || document.querySelector("dialog[open]")) return;
    etag = answer.headers.get("ETag");
    put(await answer.text());
  } catch {
    lost.textContent = `The desk does not answer. What you see stood at ${since.toLocaleTimeString()}; load the page again.`;
    lost.hidden = false;
  }
}

setInterval(look, Number(root.dataset.every) || EVERY_MS);
document.addEventListener("visibilitychange", look);
count();
goOn();
