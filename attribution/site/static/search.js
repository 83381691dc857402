// The key "/" goes to the box for words, as it does in many places; whoever speaks to the computer can turn it off.
"use strict";

(() => {
  const box = document.getElementById("f-words");
  const line = document.getElementById("keys");
  const button = document.getElementById("keys-switch");
  if (!box || !line || !button) return;

  const kept = "attribution-keys";
  const isOn = () => {
    try {
      return localStorage.getItem(kept) !== "off";
    } catch {
      return true; // Nothing may be stored: the key is on for this page.
    }
  };
  const show = (on) => {
    button.textContent = on ? "Turn this key off" : "Turn this key on";
  };
  let on = isOn();
  show(on);
  line.hidden = false;

  button.addEventListener("click", () => {
    on = !on;
    show(on);
    try {
      localStorage.setItem(kept, on ? "on" : "off");
    } catch {
      // It stays so for this page only.
    }
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea, [contenteditable]");
    if (!on || typing || event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
})();
