"use strict";
(() => {
  const number = text => {
    const value = parseFloat(text.replace(/[,\s]/g, ""));
    return Number.isNaN(value) ? null : value;
  };
  const words = new Intl.Collator("zh-CN", { numeric: true });
  const text = cell => (cell.querySelector(".v") || cell).textContent.trim();

  function sort(table, column, heading) {
    const rising = heading.getAttribute("aria-sort") !== "ascending";
    const numeric = heading.classList.contains("num");
    const keyed = [...table.tBodies[0].rows].map(row => {
      const shown = text(row.cells[column]);
      return { row, key: numeric ? number(shown) : shown || null };
    });
    keyed.sort((a, b) => {
      if (a.key === null || b.key === null) return (a.key === null) - (b.key === null);
      const order = numeric ? a.key - b.key : words.compare(a.key, b.key);
      return rising ? order : -order;
    });
    table.tBodies[0].append(...keyed.map(one => one.row));
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", rising ? "ascending" : "descending");
  }

  function sortable(table) {
    [...table.tHead.rows[0].cells].forEach((heading, column) => {
      const label = heading.querySelector(".v");
      const button = document.createElement("button");
      button.type = "button";
      button.className = "v";
      button.textContent = label.textContent;
      button.addEventListener("click", () => sort(table, column, heading));
      label.replaceWith(button);
    });
  }

  function filterable(table) {
    const label = document.createElement("label");
    const box = document.createElement("input");
    const found = document.createElement("span");
    label.className = "filter";
    box.type = "search";
    found.setAttribute("role", "status");
    label.append("@{filter} ", box, " ", found);
    box.addEventListener("input", () => {
      const wanted = box.value.trim().toLowerCase();
      let count = 0;
      for (const row of table.tBodies[0].rows) {
        row.hidden = !row.textContent.toLowerCase().includes(wanted);
        count += !row.hidden;
      }
      found.textContent = wanted ? `${count} @{rows}` : "";
    });
    table.parentElement.before(label);
  }

  function reveal() {
    let target = null;
    try {
      target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return;
    }
    if (!target) return;
    target.querySelectorAll(":scope > details.records, :scope > details.outline").forEach(one => { one.open = true; });
    for (let one = target; one; one = one.parentElement) if (one.tagName === "DETAILS") one.open = true;
    target.scrollIntoView();
  }

  function reach() {
    for (const box of document.querySelectorAll(".scroll")) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  }

  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details.outline:not([open])")];
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => { for (const one of opened) one.open = false; });

  for (const table of document.querySelectorAll("main table")) {
    if (table.tBodies[0].rows.length > 1 && table.querySelector("thead .v")) sortable(table);
    if (table.hasAttribute("data-filter") && table.tBodies[0].rows.length > 8) filterable(table);
  }
  addEventListener("hashchange", reveal);
  addEventListener("resize", reach);
  document.addEventListener("toggle", reach, true);
  reach();
  if (location.hash) reveal();
})();
