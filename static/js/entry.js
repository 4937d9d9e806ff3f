/* The entry page: a row is saved when one leaves it, Enter goes to the next figure, and what is typed stays typed.
   Without this script the same form is saved with its button. */
"use strict";

const FIELDS = "input:not([type=hidden]), select, textarea";
const sent = new Map();
const late = new Map();
let leaving = false;

const fieldsOf = (row) => [...row.querySelectorAll(FIELDS)];
const valuesOf = (row) => new Map(fieldsOf(row).map((field) => [field.name, field.value]));

const changed = (field) =>
  field.tagName === "SELECT"
    ? [...field.options].some((option) => option.selected !== option.defaultSelected)
    : field.value !== field.defaultValue;

const save = (row) => {
  if (fieldsOf(row).some(changed)) {
    row.dispatchEvent(new CustomEvent("rivi-valmis"));
  }
};

const say = (row, sentence) => {
  row.querySelector(".row-message").textContent = sentence;
  document.getElementById("kuulutus").textContent = sentence;
};

const goOn = (field, step) => {
  const figures = [...document.querySelectorAll("[data-figure]")];
  const next = figures[figures.indexOf(field) + step];
  if (next) {
    next.focus();
    if (next.select) next.select();
  } else if (step > 0) {
    document.getElementById("tallenna").focus();
  }
};

document.addEventListener("focusout", (event) => {
  const row = event.target.closest("tr[data-row]");
  if (row && !row.contains(event.relatedTarget)) save(row);
});

document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (event.key !== "Enter" || event.isComposing || !field.matches("tr[data-row] :is(input, select)")) return;
  event.preventDefault();
  if (field.matches("[data-figure]")) {
    goOn(field, event.shiftKey ? -1 : 1);
  } else {
    save(field.closest("tr"));
  }
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-again]");
  if (button) save(button.closest("tr"));
});

/* What is typed while an answer is on its way is put back into the new row, and saved in its turn. */
document.addEventListener("htmx:beforeRequest", (event) => {
  const row = event.target.closest("tr[data-row]");
  if (row) sent.set(row.id, valuesOf(row));
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const row = event.detail.target.closest("tr[data-row]");
  const before = row && sent.get(row.id);
  if (!before) return;
  late.set(row.id, new Map([...valuesOf(row)].filter(([name, value]) => before.get(name) !== value)));
});

document.addEventListener("htmx:afterSwap", (event) => {
  const row = event.target.closest("tr[data-row]");
  if (!row || row !== event.target) return;
  const typed = late.get(row.id) || new Map();
  late.delete(row.id);
  for (const field of fieldsOf(row)) {
    if (typed.has(field.name)) field.value = typed.get(field.name);
  }
  if (row.contains(document.activeElement)) return;
  save(row);
  // A row that has grown may have pushed the field in use under the bar of buttons.
  document.activeElement.scrollIntoView({ block: "nearest" });
});

const failures = { "htmx:sendError": "yhteys-poikki", "htmx:timeout": "yhteys-poikki", "htmx:responseError": "ei-otettu" };
for (const [failure, words] of Object.entries(failures)) {
  document.addEventListener(failure, (event) => {
    const row = event.target.closest("tr[data-row]");
    if (row) say(row, document.getElementById(words).textContent);
  });
}

document.addEventListener("submit", () => {
  leaving = true;
});

window.addEventListener("beforeunload", (event) => {
  const rows = [...document.querySelectorAll("tr[data-row]")];
  if (!leaving && rows.some((row) => row.matches(".refused") || fieldsOf(row).some(changed))) event.preventDefault();
});

for (const hint of document.querySelectorAll(".enter-hint")) hint.hidden = false;
const faults = document.getElementById("virheet");
if (faults) faults.focus();
