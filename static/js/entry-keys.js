/* Moving in the grid as in a spreadsheet: Enter to the next figure, arrows to the one beside, Escape takes back. */
"use strict";

/* Down a column, then the next column, then the next table: a ratio's two figures belong together. */
const figuresInOrder = () =>
  [...document.querySelectorAll("table[data-grid]")].flatMap((table) => {
    const rows = [...table.tBodies[0].rows];
    const columns = Math.max(0, ...rows.map((row) => row.cells.length));
    return Array.from({ length: columns }, (_, column) =>
      rows.flatMap((row) => (row.cells[column] ? [...row.cells[column].querySelectorAll(FIGURES)] : [])),
    ).flat();
  });

const goTo = (field) => {
  field.focus();
  if (field.select) field.select();
};

const goOn = (field, step) => {
  const figures = figuresInOrder();
  const next = figures[figures.indexOf(field) + step];
  if (next) {
    goTo(next);
  } else if (step > 0) {
    document.getElementById("tallenna").focus();
  }
};

const goBeside = (field, step) => {
  const figures = [...field.closest("tr").querySelectorAll(FIGURES)];
  const next = figures[figures.indexOf(field) + step];
  if (next) goTo(next);
};

const goAlong = (field, step) => {
  const cell = cellOf(field);
  const place = [...cell.querySelectorAll(FIGURES)].indexOf(field);
  const rows = [...document.querySelectorAll("table[data-grid] > tbody > tr")].filter((row) => row.querySelector(FIGURES));
  const row = rows[rows.indexOf(field.closest("tr")) + step];
  if (!row) return;
  const beside = row.cells[Math.min(cell.cellIndex, row.cells.length - 1)];
  const figures = [...(beside.querySelector(FIGURES) ? beside : row).querySelectorAll(FIGURES)];
  goTo(figures[Math.min(place, figures.length - 1)]);
};

/* Inside a text the arrows move the cursor; from its edge, or when all of it is chosen, they leave the field. */
const atEdge = (field, step) => {
  if (field.selectionStart !== field.selectionEnd) {
    return field.selectionStart === 0 && field.selectionEnd === field.value.length;
  }
  return field.selectionStart === (step < 0 ? 0 : field.value.length);
};

/* What was typed and refused goes back to what has been saved; anything else to what the page came with. */
const takeBack = (cell) => {
  for (const field of fieldsOf(cell)) {
    if (field.dataset.held !== undefined) {
      field.value = field.dataset.held;
    } else if (field.tagName === "SELECT") {
      for (const option of field.options) option.selected = option.defaultSelected;
    } else {
      field.value = field.defaultValue;
    }
  }
  cell.dispatchEvent(new CustomEvent("palautettu", { bubbles: true }));
};

const MOVES = {
  ArrowUp: (field) => goAlong(field, -1),
  ArrowDown: (field) => goAlong(field, 1),
  ArrowLeft: (field) => goBeside(field, -1),
  ArrowRight: (field) => goBeside(field, 1),
};

const moves = (event, field) => {
  if (!MOVES[event.key] || !field.matches(`input${FIGURES}`)) return false;
  if (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return false;
  const step = event.key === "ArrowLeft" ? -1 : 1;
  return event.key === "ArrowUp" || event.key === "ArrowDown" || atEdge(field, step);
};

document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (event.isComposing || !field.matches(`${CELL} :is(input, select, textarea)`)) return;
  if (event.key === "Enter" && !field.matches("textarea")) {
    event.preventDefault();
    if (field.matches(FIGURES)) {
      goOn(field, event.shiftKey ? -1 : 1);
    } else {
      save(cellOf(field));
    }
  } else if (event.key === "Escape") {
    takeBack(cellOf(field));
    if (field.select) field.select();
  } else if (moves(event, field)) {
    event.preventDefault();
    MOVES[event.key](field);
  }
});
