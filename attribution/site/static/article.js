// An article and its records: going from a mark to its record shows all places of that quote, and back. Without this
// script the links between them do the same, one place at a time.
(() => {
  "use strict";
  const text = document.querySelector(".text");
  const records = document.querySelector(".records");
  if (!text || !records) return;

  const show = (id) => {
    for (const shown of document.querySelectorAll(".now")) shown.classList.remove("now");
    const record = document.getElementById(`r-${id}`);
    if (!record) return null;
    record.classList.add("now");
    for (const piece of text.querySelectorAll(`[data-q~="${id}"]`)) piece.classList.add("now");
    return record;
  };

  // Where the records scroll by themselves, the text stays where the reader is.
  const besideText = () => getComputedStyle(records).position === "sticky";
  const scrollTo = (record) => {
    records.scrollTop += record.getBoundingClientRect().top - records.getBoundingClientRect().top - 16;
  };

  const toRecord = (id) => {
    const record = show(id);
    if (!record) return;
    history.pushState(null, "", `#r-${id}`);
    if (besideText()) scrollTo(record);
    else record.scrollIntoView();
    record.querySelector(".label").focus({ preventScroll: true });
  };

  text.addEventListener("click", (event) => {
    const label = event.target.closest("a.label");
    if (label) {
      event.preventDefault();
      toRecord(label.id.slice(2));
      return;
    }
    const piece = event.target.closest("[data-q]");
    // Whoever marks words to copy them is not asking for a record.
    if (piece && String(getSelection()) === "") toRecord(piece.dataset.q.split(" ")[0]);
  });

  const follow = () => {
    const found = /^#[qr]-(\d+)$/.exec(location.hash);
    const record = found && show(found[1]);
    // The list goes to the quote that an address or a link chose in the text, too.
    if (record && besideText()) scrollTo(record);
  };
  addEventListener("hashchange", follow);
  addEventListener("popstate", follow);
  follow();
})();
