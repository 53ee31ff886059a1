
// Sorts and filters the table of students. It reads the page's own text and attributes, changes
// nothing but order and visibility, and asks nobody.
"use strict";
(() => {
  const table = document.getElementById("students");
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const search = document.getElementById("search");
  const status = document.getElementById("status");
  const only = document.getElementById("only");
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
  let token = "";

  const plain = (text) => text.normalize("NFC").toLocaleLowerCase();
  const texts = new Map(rows.map((row) => {
    const [student, number] = row.cells;
    return [row, plain(`${student.textContent} ${number.textContent}`)];
  }));

  const show = () => {
    const words = plain(search.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const row of rows) {
      const fits = words.every((word) => texts.get(row).includes(word))
        && (!status.value || row.dataset.status === status.value)
        && (!token || row.dataset.has.split(" ").includes(token));
      row.hidden = !fits;
      count += fits;
    }
    document.getElementById("counted").textContent = count;
    only.hidden = !token;
  };

  const value = (row, column, kind) => {
    const cell = row.cells[column];
    if (kind !== "number") return cell.textContent.trim();
    // A remark may stand below the points; where none are known there is no number: they come last.
    const points = Number.parseFloat(cell.firstChild.textContent);
    return Number.isNaN(points) ? -1 : points;
  };

  const sort = (header, column) => {
    const kind = header.dataset.kind;
    const first = kind === "number" ? "descending" : "ascending";
    const other = first === "ascending" ? "descending" : "ascending";
    const direction = header.getAttribute("aria-sort") === first ? other : first;
    for (const cell of table.tHead.rows[0].cells) cell.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", direction);
    const sign = direction === "ascending" ? 1 : -1;
    const keyed = rows.map((row) => [value(row, column, kind), row]);
    keyed.sort(([a], [b]) => sign * (kind === "number" ? a - b : order.compare(a, b)));
    body.append(...keyed.map(([, row]) => row));
  };

  [...table.tHead.rows[0].cells].forEach((header, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...header.childNodes);
    header.append(button);
    button.addEventListener("click", () => sort(header, column));
  });

  for (const button of document.querySelectorAll("button[data-only]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      token = button.dataset.only;
      document.getElementById("only-label").textContent = button.dataset.label;
      show();
      document.getElementById("everyone").scrollIntoView();
      document.getElementById("clear").focus({ preventScroll: true });
    });
  }
  document.getElementById("clear").addEventListener("click", () => {
    token = "";
    show();
    search.focus();
  });
  search.addEventListener("input", show);
  status.addEventListener("change", show);
  search.form.addEventListener("submit", (event) => event.preventDefault());
  search.form.hidden = false;
  show(); // a browser may have kept what was typed before
})();
