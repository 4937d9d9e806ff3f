/* What has been typed is kept in this browser until the server has answered for it; a broken connection is tried again.
   It is kept by writer and municipality, so that nobody else's figures come into the fields, and the page in another
   language finds it too. */
"use strict";

const form = document.getElementById("kirjauslomake");
const STORE = `kirjaus:${form.dataset.writer}:${form.dataset.city}`;
const OLDEST = 14 * 24 * 60 * 60 * 1000;
const FIRST_WAIT = 2000;
const LONGEST_WAIT = 60000;
const waiting = new Set();
let wait = FIRST_WAIT;
let timer = 0;

const kept = () => {
  try {
    return JSON.parse(localStorage.getItem(STORE)) || {};
  } catch {
    return {};
  }
};

/* A browser may refuse to keep anything: the fields still hold what was typed. */
const keep = (all) => {
  try {
    if (Object.keys(all).length) {
      localStorage.setItem(STORE, JSON.stringify(all));
    } else {
      localStorage.removeItem(STORE);
    }
  } catch {
    return;
  }
};

const remember = (cell) => {
  const all = kept();
  if (fieldsOf(cell).some(changed)) {
    all[cell.id] = {
      fields: Object.fromEntries(valuesOf(cell)),
      seen: cell.querySelector('input[type="hidden"]').value,
      queued: waiting.has(cell.id),
      at: Date.now(),
    };
  } else {
    delete all[cell.id];
  }
  keep(all);
};

const tell = () => {
  const place = document.getElementById("lahettamatta");
  if (place) place.textContent = waiting.size ? `${wordsOf("odottaa-yhteytta")} ${waiting.size}` : "";
};

const settle = (cell) => {
  waiting.delete(cell.id);
  if (!waiting.size) wait = FIRST_WAIT;
  remember(cell);
  tell();
};

const tryAgain = () => {
  clearTimeout(timer);
  for (const id of [...waiting]) {
    const cell = document.getElementById(id);
    if (cell) {
      save(cell);
    } else {
      waiting.delete(id);
    }
  }
};

const later = () => {
  clearTimeout(timer);
  timer = setTimeout(tryAgain, wait);
  wait = Math.min(wait * 2, LONGEST_WAIT);
};

const queue = (cell) => {
  waiting.add(cell.id);
  cell.classList.add("waiting");
  remember(cell);
  say(cell, wordsOf("yhteys-poikki"));
  tell();
  later();
};

for (const event of ["input", "change"]) {
  document.addEventListener(event, ({ target }) => {
    const cell = cellOf(target);
    if (cell) remember(cell);
  });
}
document.addEventListener("palautettu", (event) => settle(event.target));
document.addEventListener("vastaus", (event) => settle(event.target));
for (const failure of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failure, (event) => {
    const cell = cellOf(event.target);
    if (cell) queue(cell);
  });
}
window.addEventListener("online", tryAgain);

const writtenOf = ({ fields }) =>
  Object.entries(fields)
    .filter(([name, text]) => text && /:(value|numerator|denominator|forecast|note)$/.test(name))
    .map(([, text]) => `”${text}”`)
    .join(" · ");

const putBack = (cell, { fields, seen, queued }) => {
  for (const field of fieldsOf(cell)) {
    if (field.name in fields) field.value = fields[field.name];
  }
  if (!fieldsOf(cell).some(changed)) {
    settle(cell);
    return;
  }
  // The figure that was seen when this was typed: whoever has entered another since gets a conflict, not an overwrite.
  cell.querySelector('input[type="hidden"]').value = seen;
  for (const details of cell.querySelectorAll("details")) {
    details.open ||= [...details.querySelectorAll(FIELDS)].some(changed);
  }
  say(cell, wordsOf("jai-kesken"));
  if (queued) save(cell);
};

/* When htmx has taken the cells into use, so that what had been sent once can be sent again. */
document.addEventListener("DOMContentLoaded", () => {
  const fresh = Object.entries(kept()).filter(([, one]) => Date.now() - one.at <= OLDEST);
  keep(Object.fromEntries(fresh));
  for (const [id, one] of fresh) {
    const cell = document.getElementById(id);
    if (!cell || cell.matches(".refused")) continue;
    if (fieldsOf(cell).length) {
      putBack(cell, one);
    } else {
      // The period was shut before it could be sent: there is no field any more, but the text is shown.
      say(cell, `${wordsOf("sulkeutui")} ${writtenOf(one)}`);
    }
  }
});
