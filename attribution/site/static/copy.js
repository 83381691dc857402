// Buttons that copy what an element says. Without this script they stay hidden, and the words can be marked by hand.
(() => {
  "use strict";
  const status = document.getElementById("copied");

  const copy = async (button) => {
    const element = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(element.textContent.trim());
      status.textContent = "Copied.";
    } catch {
      // Without the right to write there (a page that is not served over https), marking the words is the next best.
      getSelection().selectAllChildren(element);
      status.textContent = "Marked: copy it with Ctrl-C.";
    }
  };

  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
})();
