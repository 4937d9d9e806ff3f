/* Warns before the session ends, in words and in good time. Several tabs agree: before warning each asks the server how
   long is left, and the tab where one goes on tells the others. */
"use strict";

const warning = document.getElementById("istunto");

if (warning) {
  const place = warning.dataset.address;
  const told = "BroadcastChannel" in window ? new BroadcastChannel("istunto") : null;
  const part = (name) => warning.querySelector(`[data-${name}]`);
  let ends = 0;
  let warned = false;
  let asking = false;

  const lasts = (seconds) => {
    ends = Date.now() + seconds * 1000;
    part("end").textContent = new Date(ends).toLocaleTimeString(document.documentElement.lang, { timeStyle: "short" });
  };

  const show = (ended) => {
    part("under-way").hidden = ended;
    part("ended").hidden = !ended;
    if (!warning.open) warning.showModal();
    (ended ? part("sign-in") : part("continue")).focus();
  };

  const goesOn = (seconds) => {
    lasts(seconds);
    warned = false;
    part("failed").hidden = true;
    part("under-way").hidden = false;
    part("ended").hidden = true;
    if (warning.open) warning.close();
  };

  const left = () => (ends - Date.now()) / 1000;

  /* The session may have been put off elsewhere, or ended: the server knows. Without a connection our own clock counts. */
  const ask = async () => {
    try {
      const answer = await fetch(place, { headers: { Accept: "application/json" }, cache: "no-store" });
      if (answer.ok) return (await answer.json()).seconds;
    } catch {
      return left();
    }
    return left();
  };

  const look = async () => {
    const before = Number(warning.dataset.warning);
    if (asking || left() > before || (warned && (left() > 0 || !part("ended").hidden))) return;
    asking = true;
    const seconds = await ask();
    asking = false;
    if (seconds > before) {
      goesOn(seconds);
      return;
    }
    lasts(seconds);
    warned = true;
    show(seconds <= 0);
  };

  part("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const answer = await fetch(place, { method: "POST", body: new FormData(event.target) });
      if (!answer.ok) throw new Error(answer.statusText);
      const { seconds } = await answer.json();
      goesOn(seconds);
      if (told) told.postMessage(seconds);
    } catch {
      part("failed").hidden = false;
    }
  });

  if (told) told.addEventListener("message", ({ data }) => goesOn(data));
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted) {
      warned = false;
      ends = 0;
      look();
    }
  });
  document.addEventListener("visibilitychange", look);
  lasts(Number(warning.dataset.seconds));
  setInterval(look, 1000);
}
