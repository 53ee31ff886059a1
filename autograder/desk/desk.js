"use strict";
// The desk without this script is whole: pages, forms and links. This adds finding, sorting and keys.
(() => {
  const table = document.getElementById("rows");
  const search = document.getElementById("search");
  const flag = document.getElementById("flag");

  if (table) {
    // A class of a thousand is laid out a step at a time (desk.css holds back the rest until this
    // runs); search and order go over all of it.
    const STEP = 100;
    const body = table.tBodies[0];
    const more = document.getElementById("more");
    let all = [...body.rows].map((row) => ({
      row,
      text: row.cells[0].textContent.concat(" ", row.cells[1].textContent).normalize("NFC").toLowerCase(),
      flags: ` ${row.dataset.flags} `,
    }));
    let found = all;
    let most = history.state?.most ?? STEP;
    const draw = (from, to) => {
      most = to;
      const next = found.slice(from, to).map(({ row }) => row);
      if (from) body.append(...next);
      else body.replaceChildren(...next);
      more.hidden = found.length <= to;
      table.setAttribute("aria-rowcount", found.length + 1);
    };
    const filter = () => {
      const words = search ? search.value.normalize("NFC").toLowerCase().split(/\s+/).filter(Boolean) : [];
      found = all.filter(({ text, flags }) =>
        (!flag?.value || flags.includes(` ${flag.value} `)) && words.every((w) => text.includes(w)));
      draw(0, STEP);
      if (search) document.getElementById("count").textContent = found.length;
    };
    if (search && flag) {
      search.addEventListener("input", filter);
      flag.addEventListener("change", filter);
      document.getElementById("tools").addEventListener("submit", (event) => event.preventDefault());
    }
    draw(0, most);
    if (search?.value || flag?.value) filter();
    table.classList.add("drawn");
    const grow = () => draw(most, most + STEP);
    more.addEventListener("click", grow);
    new IntersectionObserver(([seen]) => { if (seen.isIntersecting) grow(); }, { rootMargin: "800px" }).observe(more);
    addEventListener("beforeprint", () => draw(most, all.length));
    // Whoever comes back finds the place where they were.
    addEventListener("pagehide", () => history.replaceState({ most }, ""));
    const value = (row, place, kind) => {
      const cell = row.cells[place];
      return kind === "number" ? Number(cell.dataset.value) : cell.textContent.trim();
    };
    for (const button of table.tHead.querySelectorAll("button[data-sort]")) {
      button.addEventListener("click", () => {
        const heading = button.closest("th");
        const place = heading.cellIndex;
        const kind = button.dataset.sort;
        const down = heading.getAttribute("aria-sort") === "ascending";
        for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
        heading.setAttribute("aria-sort", down ? "descending" : "ascending");
        const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
        all = all.map((each) => [value(each.row, place, kind), each])
          .sort(([x], [y]) => (kind === "number" ? x - y : compare(x, y)))
          .map(([, each]) => each);
        if (down) all.reverse();
        filter();
      });
    }
  }

  const typing = (target) =>
    target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");
  const marks = document.getElementById("marks");
  const items = marks ? [...marks.querySelectorAll("input[name=item]")] : [];
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && typing(event.target)) event.target.blur();
    if (typing(event.target)) return;
    if (event.key === "/" && search) {
      event.preventDefault();
      search.focus();
    } else if (event.key === "j" || event.key === "k") {
      document.querySelector(`a[rel=${event.key === "j" ? "next" : "prev"}]`)?.click();
    } else if (marks && /^[1-9]$/.test(event.key) && items[Number(event.key) - 1]) {
      event.preventDefault();
      items[Number(event.key) - 1].click();
    } else if (marks && event.key === "Enter" && !event.target.matches("a, button, summary")) {
      event.preventDefault();
      marks.requestSubmit();
    }
  });

  // What is entered and not saved is not left behind without a word.
  let unsaved = false;
  document.addEventListener("input", (event) => {
    if (event.target.form && event.target.form.method === "post" && event.target.form !== marks) unsaved = true;
  });
  document.addEventListener("submit", () => { unsaved = false; });
  window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });

  const refreshed = document.querySelector("[data-refresh]");
  if (refreshed) setTimeout(() => location.reload(), 1000 * Number(refreshed.dataset.refresh));

  // An open page is told when the class has changed elsewhere; nothing on it changes by itself.
  const { version, now } = document.body.dataset;
  let known = now;
  const ask = async () => {
    if (document.hidden) return;
    try {
      const found = (await (await fetch(version)).json()).version;
      known ||= found;
      if (found !== known) document.getElementById("news").hidden = false;
    } catch { /* the desk was closed */ }
  };
  if (version) {
    ask();
    setInterval(ask, 4000);
    document.addEventListener("visibilitychange", ask);
  }
})();
