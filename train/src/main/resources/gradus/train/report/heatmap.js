// Heat maps: a canvas in the picture's place, read by pointer and by keyboard.
(function () {
  const maps = JSON.parse(document.getElementById("data").textContent).maps;
  const root = document.documentElement;
  const tallest = [320, 540], row = 18, label = 13, marks = 5;
  const none = 32766, broken = 32767, zero = -32768;
  const drawn = [];

  const style = (name) => getComputedStyle(root).getPropertyValue(name).trim();
  const rgb = (hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
  const whole = (value) => value.toLocaleString("en");

  function decoded(view) {
    if (view.codes) return view.codes;
    const bytes = Uint8Array.from(atob(view.cells), (c) => c.charCodeAt(0));
    view.codes = view.ramp === "share" ? bytes : new Int16Array(bytes.buffer);
    return view.codes;
  }

  function place(view, code) {
    if (view.ramp === "share") return code / 255 / Math.sqrt(view.high);
    const power = code / 1000, low = Math.log10(view.low), high = Math.log10(view.high);
    if (view.ramp === "rising") return (power - low) / Math.max(1e-9, high - low);
    return 0.5 + 0.5 * (power < low ? power - low : power > high ? power - high : 0) / view.decades;
  }

  function mix(stops, at) {
    const position = Math.min(1, Math.max(0, at)) * (stops.length - 1);
    const below = Math.min(Math.floor(position), stops.length - 2);
    return stops[below].map((from, i) => from + (position - below) * (stops[below + 1][i] - from));
  }

  function words(view, code) {
    if (view.ramp === "share") return +(100 * (code / 255) ** 2).toPrecision(2) + " %" + (view.unit && " " + view.unit);
    if (code === none) return "not measured";
    if (code === broken) return "NaN or infinite";
    if (code === zero) return "0";
    const value = 10 ** (code / 1000), size = Math.abs(Math.log10(value));
    return (size < 3 ? String(+value.toPrecision(3)) : value.toExponential(2)) + (view.unit && " " + view.unit);
  }

  function paint(map) {
    const { view, canvas } = map, codes = decoded(view);
    const stops = style("--ramp-" + view.ramp).split(",").map(rgb);
    const special = { [zero]: rgb(style("--heat-zero")), [broken]: rgb(style("--heat-broken")) };
    canvas.width = Math.max(1, view.steps.length);
    canvas.height = Math.max(1, view.rows.length);
    const pen = canvas.getContext("2d");
    const image = pen.createImageData(canvas.width, canvas.height);
    codes.forEach((code, i) => {
      if (view.ramp !== "share" && code === none) return;
      const color = (view.ramp !== "share" && special[code]) || mix(stops, place(view, code));
      image.data.set([color[0], color[1], color[2], 255], 4 * i);
    });
    pen.putImageData(image, 0, 0);
  }

  function element(name, text) {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function frame(map) {
    const { view, box } = map, rows = view.rows.length, steps = view.steps.length;
    const height = Math.max(row, Math.min(tallest[+box.classList.contains("wide")], rows * row));
    box.querySelector(".heat").style.setProperty("--height", height + "px");
    const every = Math.max(1, Math.ceil(label * rows / height));
    box.querySelector(".rows").replaceChildren(...view.rows.filter((name, i) => i % every === 0).map((name, i) => {
      const item = element("li", name);
      item.title = name;
      item.style.flexGrow = Math.min(every, rows - i * every);
      return item;
    }));
    const shown = Math.min(marks, steps);
    box.querySelector(".marks").replaceChildren(...Array.from({ length: shown }, (_, i) =>
      element("span", (i ? "" : "step ") + whole(view.steps[shown === 1 ? 0 : Math.round((steps - 1) * i / (shown - 1))]))));
    box.querySelectorAll(".ends span:not(.ramp)").forEach((end, i) => { end.textContent = view.ends[i]; });
    box.querySelector(".ramp").className = "ramp " + view.ramp;
    box.querySelector(".marked").hidden = view.ramp === "share";
  }

  function point(map, row, column) {
    const { view, cell, cells, reading } = map, rows = view.rows.length, columns = view.steps.length;
    if (!rows || !columns) return;
    map.row = Math.min(rows - 1, Math.max(0, row));
    map.column = Math.min(columns - 1, Math.max(0, column));
    cell.hidden = false;
    cell.style.left = 100 * map.column / columns + "%";
    cell.style.top = 100 * map.row / rows + "%";
    cell.style.width = 100 / columns + "%";
    cell.style.height = 100 / rows + "%";
    const code = decoded(view)[map.row * columns + map.column];
    reading.textContent = view.rows[map.row] + ", step " + whole(view.steps[map.column]) + ": " + words(view, code);
  }

  function leave(map) {
    map.cell.hidden = true;
    map.reading.textContent = map.hint;
  }

  function key(map, event) {
    const far = event.key === "PageUp" || event.key === "PageDown" ? 10 : 1;
    const moves = {
      ArrowUp: [-1, 0], PageUp: [-far, 0], ArrowDown: [1, 0], PageDown: [far, 0],
      ArrowLeft: [0, -1], ArrowRight: [0, 1], Home: [0, -1e9], End: [0, 1e9],
    };
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    point(map, (map.row ?? 0) + move[0], (map.column ?? 0) + move[1]);
  }

  function show(map, index) {
    map.view = map.views[index];
    frame(map);
    paint(map);
    leave(map);
  }

  function chosen(select) {
    for (const other of document.querySelectorAll("select[data-choice]")) {
      if (other.dataset.choice !== select.dataset.choice && other !== select) continue;
      const option = [...other.options].find((each) => each.text === select.value);
      if (!option) continue;
      other.value = select.value;
      show(drawn.find((map) => map.select === other), option.index);
    }
  }

  for (const data of maps) {
    const box = document.getElementById(data.id), cells = box.querySelector(".cells");
    const map = {
      views: data.views, box, cells, canvas: element("canvas"), cell: element("div"),
      reading: box.querySelector(".reading"), select: box.querySelector("select"),
      hint: "Point at a cell, or move with the arrow keys, to read its number.",
    };
    map.cell.className = "cell";
    map.cell.hidden = true;
    map.reading.hidden = false;
    cells.replaceChildren(map.canvas, map.cell);
    cells.tabIndex = 0;
    cells.setAttribute("role", "application");
    cells.setAttribute("aria-roledescription", "heat map");
    cells.setAttribute("aria-label", data.title + "; arrow keys move from cell to cell");
    cells.addEventListener("keydown", (event) => key(map, event));
    cells.addEventListener("focus", () => { if (cells.matches(":focus-visible")) point(map, map.row ?? 0, map.column ?? 0); });
    cells.addEventListener("blur", () => leave(map));
    cells.addEventListener("pointermove", (event) => {
      const area = map.canvas.getBoundingClientRect();
      point(map, Math.floor((event.clientY - area.top) / area.height * map.view.rows.length),
        Math.floor((event.clientX - area.left) / area.width * map.view.steps.length));
    });
    cells.addEventListener("pointerleave", () => { if (document.activeElement !== cells) leave(map); });
    if (map.select) {
      map.select.parentElement.hidden = false;
      map.select.addEventListener("change", () => chosen(map.select));
    }
    drawn.push(map);
    show(map, map.select ? map.select.selectedIndex : 0);
  }
  // Maps that change together begin with the first view that all of them have.
  for (const { select } of drawn.filter((map) => map.select)) {
    const group = drawn.map((map) => map.select).filter((each) => each && each.dataset.choice === select.dataset.choice);
    const shared = [...select.options].find((option) =>
      group.every((each) => [...each.options].some((other) => other.text === option.text)));
    if (shared && group.length > 1 && select === group[0]) {
      select.value = shared.text;
      chosen(select);
    }
  }
  const repaint = () => drawn.forEach(paint);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
  addEventListener("beforeprint", repaint);
  addEventListener("afterprint", repaint);
})();
