// Suggests speakers while a name is typed: a combobox with a list, after the pattern of ARIA 1.2. Without this script
// the box takes words of a name. Used by every form that has an input with data-suggest.
"use strict";

(() => {
  const WAIT = 150; // milliseconds without a key before asking

  const setUp = (box) => {
    const chosen = box.form?.elements.namedItem(`${box.name}_id`);
    const list = document.createElement("ul");
    const said = document.createElement("div");
    list.id = `${box.id}-list`;
    list.className = "suggestions";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Speakers");
    list.hidden = true;
    said.className = "unseen";
    said.setAttribute("role", "status");
    const around = document.createElement("div");
    around.className = "suggest";
    box.replaceWith(around);
    around.append(box, list, said);
    box.setAttribute("role", "combobox");
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-expanded", "false");
    box.setAttribute("aria-controls", list.id);

    let timer = 0;
    let asked = 0;
    let active = -1;

    const close = () => {
      list.hidden = true;
      active = -1;
      box.setAttribute("aria-expanded", "false");
      box.removeAttribute("aria-activedescendant");
    };
    const move = (to) => {
      const options = [...list.children];
      if (!options.length) return;
      active = (to + options.length) % options.length;
      options.forEach((option, at) => option.setAttribute("aria-selected", String(at === active)));
      box.setAttribute("aria-activedescendant", options[active].id);
      options[active].scrollIntoView({ block: "nearest" });
    };
    const choose = (option) => {
      box.value = option.dataset.name;
      if (chosen) chosen.value = option.dataset.id;
      close();
    };
    const show = (speakers) => {
      list.replaceChildren(
        ...speakers.map((speaker, at) => {
          const option = document.createElement("li");
          option.id = `${list.id}-${at}`;
          option.setAttribute("role", "option");
          option.setAttribute("aria-selected", "false");
          option.dataset.id = speaker.id;
          option.dataset.name = speaker.name;
          const quotes = document.createElement("span");
          quotes.className = "faint";
          quotes.textContent = ` ${speaker.about}`;
          option.append(speaker.name, quotes);
          // Before the box loses the focus.
          option.addEventListener("mousedown", (event) => {
            event.preventDefault();
            choose(option);
          });
          return option;
        }),
      );
      active = -1;
      box.removeAttribute("aria-activedescendant");
      const any = speakers.length > 0;
      list.hidden = !any;
      box.setAttribute("aria-expanded", String(any));
      said.textContent = any ? `${speakers.length} speakers, use the arrow keys` : "No speakers of that name";
    };
    const ask = async () => {
      const mine = ++asked;
      const words = box.value.trim();
      if (words.length < 2) return close();
      const address = new URL(box.dataset.suggest, document.baseURI);
      address.searchParams.set("q", words);
      try {
        const answer = await fetch(address);
        if (!answer.ok) return close();
        const { speakers } = await answer.json();
        // An answer that comes late is one to another question.
        if (mine === asked && document.activeElement === box) show(speakers);
      } catch {
        close(); // No network: the words are searched for as they are.
      }
    };

    box.addEventListener("input", () => {
      if (chosen) chosen.value = "";
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT);
    });
    box.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) ask();
        else move(event.key === "ArrowDown" ? active + 1 : active < 0 ? -1 : active - 1);
      } else if (event.key === "Enter" && !list.hidden && active >= 0) {
        event.preventDefault();
        choose(list.children[active]);
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        close();
      }
    });
    box.addEventListener("blur", () => {
      asked += 1;
      clearTimeout(timer);
      close();
    });
  };

  document.querySelectorAll("input[data-suggest]").forEach(setUp);
})();
