/* The entry page: a cell is saved when one leaves it, and what is typed stays typed. The files beside this one add the
   keys, what has not reached the server, and pasting. Without scripts the same form is saved with its button. */
"use strict";

const FIELDS = "input:not([type=hidden]), select, textarea";
const FIGURES = "[data-figure]";
const CELL = "td[data-cell]";
const sent = new Map();
const late = new Map();
const pressed = new Set();
let leaving = false;

const cellOf = (element) => element.closest(CELL);
const fieldsOf = (cell) => [...cell.querySelectorAll(FIELDS)];
const valuesOf = (cell) => new Map(fieldsOf(cell).map((field) => [field.name, field.value]));
const wordsOf = (id) => document.getElementById(id).textContent;

const changed = (field) =>
  field.tagName === "SELECT"
    ? [...field.options].some((option) => option.selected !== option.defaultSelected)
    : field.value !== field.defaultValue;

const save = (cell) => {
  if (fieldsOf(cell).some(changed)) {
    cell.dispatchEvent(new CustomEvent("rivi-valmis"));
  }
};

const say = (cell, sentence) => {
  cell.querySelector(".row-message").textContent = sentence;
  document.getElementById("kuulutus").textContent = sentence;
};

document.addEventListener("focusout", (event) => {
  const cell = cellOf(event.target);
  if (cell && !cell.contains(event.relatedTarget)) save(cell);
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-again]");
  if (button) save(cellOf(button));
});

/* What is typed while an answer is on its way is put back into the new cell, and saved in its turn. */
document.addEventListener("htmx:beforeRequest", (event) => {
  const cell = cellOf(event.target);
  if (!cell) return;
  sent.set(cell.id, valuesOf(cell));
  if (event.target.matches("button:focus")) pressed.add(cell.id);
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const cell = cellOf(event.detail.target);
  const before = cell && sent.get(cell.id);
  if (!before) return;
  late.set(cell.id, new Map([...valuesOf(cell)].filter(([name, value]) => before.get(name) !== value)));
});

/* Not at afterSwap: only a settled cell listens to its own saving. */
document.addEventListener("htmx:afterSettle", (event) => {
  const cell = cellOf(event.target);
  if (!cell || cell !== event.target) return;
  const typed = late.get(cell.id) || new Map();
  late.delete(cell.id);
  for (const field of fieldsOf(cell)) {
    if (typed.has(field.name)) field.value = typed.get(field.name);
  }
  cell.dispatchEvent(new CustomEvent("vastaus", { bubbles: true }));
  // The button that was pressed has gone with the old cell: its place is the new cell's first field.
  if (pressed.delete(cell.id) && document.activeElement === document.body) cell.querySelector("[data-figure], summary")?.focus();
  if (cell.contains(document.activeElement)) return;
  save(cell);
  // A cell that has grown may have pushed the field in use under the bar of buttons.
  document.activeElement.scrollIntoView({ block: "nearest" });
});

document.addEventListener("htmx:responseError", (event) => {
  const cell = cellOf(event.target);
  if (cell) say(cell, wordsOf("ei-otettu"));
});

document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented) leaving = true;
});

window.addEventListener("beforeunload", (event) => {
  const cells = [...document.querySelectorAll(CELL)];
  if (!leaving && cells.some((cell) => cell.matches(".refused") || fieldsOf(cell).some(changed))) event.preventDefault();
});

for (const hint of document.querySelectorAll(".enter-hint")) hint.hidden = false;
const faults = document.getElementById("virheet");
if (faults) faults.focus();
