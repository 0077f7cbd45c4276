(function () {
  "use strict";
  for (const region of document.querySelectorAll(".scroll")) {
    if (region.scrollWidth > region.clientWidth) region.tabIndex = 0;
  }
  const table = document.getElementById("open-table");
  const form = document.getElementById("filter");
  if (!table || !form) return;
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const find = (name) => document.getElementById("filter-" + name);
  const [text, source, order, count] = ["text", "source", "order", "count"].map(find);
  for (const name of [...new Set(rows.map((row) => row.dataset.source))].sort()) source.add(new Option(name, name));
  const plain = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const place = new Map(rows.map((row, n) => [row, n]));
  const by = (key) => (a, b) => Number(b.dataset[key]) - Number(a.dataset[key]) || place.get(a) - place.get(b);
  const orders = { urgency: (a, b) => place.get(a) - place.get(b), wait: by("wait"), views: by("views"), asked: by("asked") };
  function show() {
    const words = plain(text.value.trim());
    let shown = 0;
    for (const row of [...rows].sort(orders[order.value])) {
      row.hidden = (source.value && row.dataset.source !== source.value) || !plain(row.textContent).includes(words);
      shown += row.hidden ? 0 : 1;
      body.append(row);
    }
    count.textContent = shown + " van " + rows.length + (rows.length === 1 ? " vraag" : " vragen");
  }
  for (const control of [text, source, order]) control.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  show();
})();
