/* A block copied from Excel and pasted into the grid: the server places and reads it, and shows it before it is saved. */
"use strict";

const pasting = document.getElementById("liitoslomake");
const dialog = document.getElementById("liitos");

if (pasting && dialog) {
  document.addEventListener("paste", (event) => {
    const field = event.target.closest(`${CELL} ${FIGURES}`);
    const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
    if (!field || !/[\t\n]/.test(text.replace(/[\r\n]+$/, ""))) return;
    event.preventDefault();
    // The block takes the place of what was being typed here.
    takeBack(cellOf(field));
    const start = pasting.elements.namedItem("alku");
    start.value = field.name;
    if (start.value !== field.name) start.add(new Option(field.name, field.name, true, true));
    pasting.elements.namedItem("lohko").value = text;
    pasting.requestSubmit();
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target.id !== "liitos-sisalto") return;
    if (!dialog.open) dialog.showModal();
    const heading = dialog.querySelector("h2");
    if (heading) heading.focus();
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) {
      event.preventDefault();
      dialog.close();
    }
  });

  document.addEventListener("htmx:sendError", (event) => {
    if (event.target === pasting) document.getElementById("liitos-virhe").textContent = wordsOf("liitos-poikki");
  });
}
