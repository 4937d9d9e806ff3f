/* Whoever comes to the entry page by a link to one figure lands in its field. Without this script the cell is in sight. */
"use strict";

const landing = () => {
  const cell = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
  const figure = cell && cell.matches("[data-cell]") && cell.querySelector("[data-figure]");
  if (figure) {
    figure.focus();
    cell.scrollIntoView({ block: "center" });
  }
};

// The browser's own scrolling to the cell takes focus away; so this comes after it.
const afterScrolling = () => window.requestAnimationFrame(() => window.requestAnimationFrame(landing));
window.addEventListener("load", afterScrolling);
window.addEventListener("hashchange", afterScrolling);
