/* Whoever comes to the entry page by a link to one figure lands in its field. Without this script the row is in sight. */
"use strict";

const landing = () => {
  const row = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
  const figure = row && row.matches("tr[data-row]") && row.querySelector("[data-figure]");
  if (figure) {
    figure.focus();
    row.scrollIntoView({ block: "center" });
  }
};

// The browser's own scrolling to the row takes focus away; so this comes after it.
const afterScrolling = () => window.requestAnimationFrame(() => window.requestAnimationFrame(landing));
window.addEventListener("load", afterScrolling);
window.addEventListener("hashchange", afterScrolling);
