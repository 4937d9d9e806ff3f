/* Draws the chart to explore in place of the painted one, and lets it be walked and zoomed by keys. */
"use strict";

const ink = (name) => getComputedStyle(document.querySelector(`.ink-${name}`)).color;
const of = (name) => document.querySelector(`[data-${name}]`);

/* The one hint that the drawing script has words of its own for; the page gives it in its language. */
const local = () => ({
  moduleType: "locale",
  name: "page",
  dictionary: { "Double-click to zoom back out": of("explored").dataset.back },
  format: {},
});

const painted = (trace) => {
  const isLine = trace.line && trace.line.dash;
  const colour = ink(!isLine ? "series" : trace.line.dash === "dot" ? "text" : "target");
  return { ...trace, line: { ...trace.line, color: colour }, marker: { ...trace.marker, color: colour } };
};

const dressed = (layout) => {
  const axis = { gridcolor: ink("grid"), linecolor: ink("grid"), zerolinecolor: ink("text") };
  return {
    ...layout,
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    font: { family: getComputedStyle(document.body).fontFamily, size: 14, color: ink("text") },
    xaxis: { ...layout.xaxis, ...axis },
    yaxis: { ...layout.yaxis, ...axis },
  };
};

const draw = async () => {
  const { data, layout, told } = JSON.parse(document.getElementById("kuvion-tiedot").textContent);
  const stage = of("explored");
  stage.hidden = false;
  const words = local();
  window.Plotly.register(words);
  const look = { locale: words.name, displayModeBar: false, responsive: true };
  await window.Plotly.newPlot(stage, data.map(painted), dressed(layout), look);
  of("painted").hidden = true;
  of("tools").hidden = false;
  return { stage, told, known: data[0].y.map((value, place) => (value === null ? -1 : place)).filter((place) => place >= 0) };
};

const step = (chart, by) => {
  const last = chart.known.length - 1;
  chart.at = chart.at === undefined ? (by < 0 ? last : 0) : Math.min(Math.max(chart.at + by, 0), last);
  const place = chart.known[chart.at];
  window.Plotly.Fx.hover(chart.stage, [{ curveNumber: 0, pointNumber: place }]);
  of("told").textContent = chart.told[place];
};

const zoom = (chart, times) => {
  const [from, to] = chart.stage.layout.xaxis.range.map((day) => new Date(day).getTime());
  const middle = (from + to) / 2;
  const half = ((to - from) / 2) * times;
  window.Plotly.relayout(chart.stage, { "xaxis.range": [new Date(middle - half), new Date(middle + half)] });
};

const whole = (chart) => window.Plotly.relayout(chart.stage, { "xaxis.autorange": true, "yaxis.autorange": true });

const listen = (chart) => {
  of("tools").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button && button.dataset.step) step(chart, Number(button.dataset.step));
    if (button && button.dataset.zoom) zoom(chart, Number(button.dataset.zoom));
    if (button && "whole" in button.dataset) whole(chart);
  });
  of("tools").addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by) step(chart, by);
  });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
};

const failed = () => {
  of("explored").hidden = true;
  of("failed").hidden = false;
};

window.addEventListener("load", () => {
  if (window.Plotly) draw().then(listen).catch(failed);
  else failed();
});
