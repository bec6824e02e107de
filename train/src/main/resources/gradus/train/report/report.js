"use strict";
(function () {
  const figures = JSON.parse(document.getElementById("data").textContent).figures;
  const dashes = [[], [7, 3], [2, 3], [9, 3, 2, 3]];
  const colors = 6;
  const height = 260;
  const charts = new Map();

  const ink = (name) =>
    getComputedStyle(document.documentElement).getPropertyValue("--ink-" + name).trim();

  function short(value) {
    if (value == null) return "–";
    if (value === 0) return "0";
    const size = Math.abs(value);
    return size >= 1e-3 && size < 1e6 ? String(+value.toPrecision(4)) : value.toExponential(2).replace(/\.?0+e/, "e");
  }

  function power(value) {
    if (value == null) return "";
    const exponent = Math.log10(value);
    if (Math.abs(exponent - Math.round(exponent)) > 1e-6) return "";
    return exponent > 4 || exponent < -3 ? value.toExponential(0) : String(value);
  }

  function table(figure, log) {
    return uPlot.join(figure.series.map((line) => [
      line.x,
      line.y.map((y) => (y == null || (log && y <= 0) ? null : y)),
    ]));
  }

  function upward(band, log) {
    if (!log) return {};
    if (!band) return { distr: 3 };
    const range = (plot, low, high) =>
      uPlot.rangeLog(Math.min(low ?? band.low, band.low), Math.max(high ?? band.high, band.high), 10, true);
    return { distr: 3, range };
  }

  function shade(plot, band) {
    const box = plot.bbox;
    const top = Math.max(plot.valToPos(band.high, "y", true), box.top);
    const bottom = Math.min(plot.valToPos(band.low, "y", true), box.top + box.height);
    if (!(bottom > top)) return;
    const pen = plot.ctx;
    pen.save();
    pen.fillStyle = ink("band");
    pen.fillRect(box.left, top, box.width, bottom - top);
    pen.restore();
  }

  function title(plot, band) {
    const box = plot.bbox, pen = plot.ctx;
    const top = Math.max(plot.valToPos(band.high, "y", true), box.top);
    pen.save();
    pen.fillStyle = ink("muted");
    pen.font = 11 * devicePixelRatio + "px system-ui, sans-serif";
    pen.textAlign = "right";
    pen.fillText(band.name, box.left + box.width - 6, top + 14 * devicePixelRatio);
    pen.restore();
  }

  function options(figure, log, width, data) {
    const axis = { stroke: ink("muted"), grid: { stroke: ink("grid"), width: 1 }, ticks: { stroke: ink("grid"), width: 1 } };
    const values = data.slice(1).flat().filter((y) => y != null);
    const decades = Math.log10(Math.max(...values) / Math.min(...values));
    const every = Math.max(1, Math.ceil(decades / 8));
    return {
      width, height,
      scales: { x: { time: false }, y: upward(figure.band, log) },
      hooks: figure.band ? { drawClear: [(plot) => shade(plot, figure.band)], draw: [(plot) => title(plot, figure.band)] } : {},
      cursor: { points: { size: 7 } },
      axes: [
        { ...axis, label: figure.x, labelSize: 22, size: 36 },
        { ...axis, label: figure.y, labelSize: 22, size: 62,
          filter: (u, ticks) => ticks.map((v) => (!log || decades < 4 || power(v) !== "" && Math.round(Math.log10(v)) % every === 0 ? v : null)),
          values: (u, ticks) => ticks.map(log && decades > 1.5 ? power : (v) => (v == null ? "" : short(v))) },
      ],
      series: [{ label: figure.x, value: (u, v) => (v == null ? "–" : v.toLocaleString("en")) }].concat(
        figure.series.map((line, i) => ({
          label: line.name,
          stroke: ink("line-" + (i % colors)) + (line.faint ? "70" : ""),
          width: line.faint ? 1 : figure.series.length > 1 && line.x.length > 300 ? 1 : 2,
          dash: line.faint ? [] : dashes[(i % colors + Math.floor(i / colors)) % dashes.length],
          points: { show: !line.faint && line.x.length <= 60, size: 5, fill: ink("line-" + (i % colors)) },
          value: (u, v) => short(v),
        }))),
    };
  }

  function keyboard(plot) {
    plot.root.querySelectorAll(".u-series:not(:first-child) th").forEach((head, i) => {
      head.tabIndex = 0;
      head.setAttribute("role", "button");
      head.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        plot.setSeries(i + 1, { show: !plot.series[i + 1].show });
      });
    });
  }

  function draw(figure) {
    const box = document.getElementById(figure.id);
    const place = box.querySelector(".live");
    const button = box.querySelector("button.log");
    const log = button ? button.getAttribute("aria-pressed") === "true" : figure.log;
    const old = charts.get(figure.id);
    if (old) old.destroy();
    box.classList.add("has-live");
    const data = table(figure, log);
    const plot = new uPlot(options(figure, log, place.clientWidth, data), data, place);
    charts.set(figure.id, plot);
    keyboard(plot);
  }

  document.documentElement.classList.add("scripted");
  for (const figure of figures) {
    const box = document.getElementById(figure.id);
    const button = box.querySelector("button.log");
    if (button) {
      button.hidden = false;
      button.addEventListener("click", () => {
        button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
        draw(figure);
      });
    }
    draw(figure);
    new ResizeObserver(() => {
      const plot = charts.get(figure.id);
      const width = box.querySelector(".live").clientWidth;
      if (width > 0 && width !== plot.width) plot.setSize({ width, height });
    }).observe(box);
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => figures.forEach(draw));
})();
