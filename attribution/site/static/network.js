// Draws the network that the page has in its tables. Everything here is also there without it.
import cytoscape from "./vendor/cytoscape/cytoscape.esm.min.mjs";

const data = JSON.parse(document.getElementById("network-data").textContent);
const box = document.getElementById("network");
const now = document.getElementById("network-now");
const dark = matchMedia("(prefers-color-scheme: dark)");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const LANES = { about: "solid", affiliation: "dashed", nested: "dotted" };

// How to draw it

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

// How large a number of statements is: 0 for one, 1 for a thousand and more.
function size(number) {
  return Math.min(1, Math.log10(Math.max(1, number)) / 3);
}

function style() {
  const [paper, ink, faint, edge, accent, link, raised] = [
    "paper", "ink", "faint", "edge", "accent", "link", "raised",
  ].map(colour);
  return [
    {
      selector: "node",
      style: {
        "background-color": link,
        "border-color": paper,
        "border-width": 1,
        color: ink,
        "font-family": getComputedStyle(document.body).fontFamily,
        "font-size": "data(font)",
        height: "data(size)",
        label: "data(name)",
        "min-zoomed-font-size": 7,
        "text-background-color": paper,
        "text-background-opacity": 0.8,
        "text-background-padding": 1,
        "text-margin-y": 3,
        "text-max-width": "data(room)",
        "text-valign": "bottom",
        "text-wrap": "ellipsis",
        width: "data(size)",
      },
    },
    { selector: "node[type != 'person']", style: { shape: "round-rectangle" } },
    ...[1, 2, 3, 4, 5, 6].map((group) => ({
      selector: `node[group = ${group}]`,
      style: { "background-color": colour(`group-${group}`) },
    })),
    { selector: "node[!quoted]", style: { "background-color": raised, "border-color": link, "border-width": 2 } },
    {
      selector: "node.centre",
      style: { "background-color": accent, "border-color": accent, "font-size": 16, "font-weight": "bold" },
    },
    {
      selector: "edge",
      style: {
        "arrow-scale": 0.8,
        "curve-style": "bezier",
        "line-color": edge,
        "line-opacity": 0.55,
        "line-style": (one) => LANES[one.data("relation")],
        "target-arrow-color": edge,
        "target-arrow-shape": "triangle",
        width: "data(width)",
      },
    },
    { selector: "edge.own", style: { "line-color": faint, "line-opacity": 0.8, "target-arrow-color": faint } },
    { selector: ".dim", style: { opacity: 0.15 } },
    { selector: "node.here", style: { "border-color": colour("focus"), "border-width": 4 } },
    {
      selector: "edge.here, edge.opened",
      style: {
        "line-color": colour("focus"),
        "line-opacity": 1,
        opacity: 1,
        "target-arrow-color": colour("focus"),
        "z-index": 9,
      },
    },
  ];
}

// Around the one in the middle on a spiral, the strongest nearest: where the layout begins, so that it always ends
// in the same place.
function start(place) {
  const angle = place * Math.PI * (3 - Math.sqrt(5));
  const away = place === 0 ? 0 : 80 + 32 * Math.sqrt(place);
  return { x: away * Math.cos(angle), y: away * Math.sin(angle) };
}

function elements() {
  const nodes = data.nodes.map((node, place) => ({
    classes: node.id === data.centre ? "centre" : "",
    data: {
      ...node,
      font: 12 + 3 * size(node.statements),
      room: node.id === data.centre ? 280 : 150, // for its name
      size: 14 + 24 * size(node.statements),
    },
    group: "nodes",
    position: start(place),
  }));
  const edges = data.edges.map((edge) => ({
    classes: edge.source === data.centre || edge.target === data.centre ? "own" : "",
    data: { ...edge, width: 1.25 + 5 * size(edge.statements) },
    group: "edges",
  }));
  return [...nodes, ...edges];
}

// Unless the drawing has the focus or Ctrl is held, the wheel scrolls the page. Before Cytoscape.js listens.
box.addEventListener(
  "wheel",
  (event) => {
    if (!event.ctrlKey && !event.metaKey && document.activeElement !== box) {
      event.stopImmediatePropagation();
    }
  },
  { capture: true },
);

document.querySelector(".network-drawing").hidden = false;
const cy = cytoscape({ container: box, elements: elements(), maxZoom: 4, minZoom: 0.1, style: style() });
cy.layout({
  animate: false,
  edgeElasticity: () => 60,
  gravity: 0.5,
  idealEdgeLength: (edge) => 140 - 60 * size(edge.data("statements")),
  name: "cose",
  nodeRepulsion: () => 60000,
  numIter: Math.min(1000, Math.round(60000 / data.nodes.length)),
  randomize: false,
}).run();
spread();
fit();

function fit() {
  cy.fit(undefined, 16);
  if (cy.zoom() > 1.25) {
    cy.zoom(1.25);
    cy.center();
  }
}

// The layout tells who is beside whom, but leaves most of the room empty. Each keeps the direction from the middle;
// how far away it is follows from its rank, so that all share the room. Then names are moved off each other.
function spread() {
  const pen = document.createElement("canvas").getContext("2d");
  const family = getComputedStyle(document.body).fontFamily;
  const middle = data.centre === null ? { x: 0, y: 0 } : cy.getElementById(data.centre).position();
  const boxes = cy.nodes().map((node) => {
    const { x, y } = node.position();
    pen.font = node.id() === data.centre ? `bold 16px ${family}` : `${node.data("font")}px ${family}`;
    return {
      angle: Math.atan2(y - middle.y, x - middle.x),
      away: Math.hypot(x - middle.x, y - middle.y),
      fixed: node.id() === data.centre,
      high: node.data("size") + 24,
      node,
      wide: Math.max(Math.min(node.data("room"), pen.measureText(node.data("name")).width), node.data("size")) + 10,
    };
  });
  const needed = 1.6 * boxes.reduce((sum, one) => sum + one.wide * one.high, 0);
  const [width, height] = [box.clientWidth - 150, box.clientHeight - 90];
  const larger = Math.max(1, Math.sqrt(needed / (width * height)));
  const outer = boxes.filter((one) => !one.fixed).sort((a, b) => a.away - b.away);
  if (data.centre === null) {
    // Nobody is in the middle: all stay where the layout put them, and only share the room.
    const reach = (key) => {
      const ends = boxes.map((one) => one.node.position(key));
      const least = Math.min(...ends);
      return { least, most: Math.max(...ends, least + 1) };
    };
    const [across, down] = [reach("x"), reach("y")];
    for (const one of boxes) {
      const { x, y } = one.node.position();
      one.x = ((x - across.least) / (across.most - across.least) - 0.5) * larger * width;
      one.y = ((y - down.least) / (down.most - down.least) - 0.5) * larger * height;
    }
  } else for (const one of boxes) {
    const part = one.fixed ? 0 : 0.3 + 0.7 * Math.sqrt((outer.indexOf(one) + 1) / outer.length);
    one.x = (part * larger * width * Math.cos(one.angle)) / 2;
    one.y = (part * larger * height * Math.sin(one.angle)) / 2;
  }
  for (let round = 0; round < 200 && apart(boxes); round += 1);
  for (const one of boxes) {
    one.node.position({ x: one.x, y: one.y });
  }
}

// Move each two that overlap away from each other by the shorter way; tell whether there were any.
function apart(boxes) {
  let any = false;
  for (let i = 0; i < boxes.length; i += 1) {
    for (let j = i + 1; j < boxes.length; j += 1) {
      const [a, b] = [boxes[i], boxes[j]];
      const over = {
        x: (a.wide + b.wide) / 2 - Math.abs(a.x - b.x),
        y: (a.high + b.high) / 2 - Math.abs(a.y - b.y),
      };
      if (over.x > 0.5 && over.y > 0.5) {
        any = true;
        const way = over.x < over.y ? "x" : "y";
        const sign = a[way] <= b[way] ? 1 : -1;
        const [first, second] = a.fixed ? [0, 1] : b.fixed ? [1, 0] : [0.5, 0.5];
        a[way] -= sign * first * over[way];
        b[way] += sign * second * over[way];
      }
    }
  }
  return any;
}

dark.addEventListener("change", () => cy.style(style()));

// What it says

function words(edge) {
  const name = (id) => cy.getElementById(id).data("name");
  const number = edge.data("statements");
  const what = `${number.toLocaleString("en")} statement${number === 1 ? "" : "s"}`;
  return `${name(edge.data("source"))} ${edge.data("verb")} ${name(edge.data("target"))}: ${what}`;
}

function about(node) {
  const lines = node.connectedEdges().length;
  return `${node.data("name")}, ${node.data("type")}: ${lines} line${lines === 1 ? "" : "s"} here`;
}

// Quotes of a line, without a new page

async function show(address, push) {
  let section;
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (!answer.ok) {
      throw new Error(`${answer.status}`);
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    section = document.importNode(page.getElementById("quotes"), true);
  } catch {
    location.assign(address);
    return;
  }
  document.getElementById("quotes").replaceWith(section);
  if (push) {
    history.pushState(null, "", address);
  }
  mark();
  if (section.childElementCount) {
    section.focus({ preventScroll: true });
    section.scrollIntoView({ behavior: calm.matches ? "auto" : "smooth", block: "nearest" });
  } else {
    box.focus({ preventScroll: true });
  }
}

function mark() {
  const key = new URL(location.href).searchParams.get("edge");
  cy.edges().removeClass("opened");
  for (const row of document.querySelectorAll("tr.opened")) {
    row.classList.remove("opened");
  }
  if (key !== null) {
    cy.getElementById(key).addClass("opened");
    document.getElementById(`e-${key}`)?.classList.add("opened");
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.opens, a.closes");
  if (link && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    show(link.href, true);
  }
});
if (data.centre !== null) {
  addEventListener("popstate", () => show(location.href, false));
  mark();
}

// The mouse and fingers

function open(element) {
  if (element.isEdge() && data.centre !== null) {
    show(new URL(element.data("href"), location.href).href, true);
  } else if (element.id() !== data.centre) {
    location.assign(element.data("href"));
  }
}

function only(element) {
  cy.elements().removeClass("dim");
  if (element) {
    const near = element.isEdge() ? element.connectedNodes().union(element) : element.closedNeighborhood();
    cy.elements().not(near).addClass("dim");
  }
}

cy.on("tap", "node, edge", (event) => open(event.target));
cy.on("mouseover", "node, edge", (event) => {
  box.style.cursor = "pointer";
  only(event.target);
  now.textContent = event.target.isEdge() ? words(event.target) : about(event.target);
});
cy.on("mouseout", "node, edge", () => {
  box.style.cursor = "";
  only(null);
});

// The keyboard

let at = cy.getElementById(data.centre ?? data.nodes[0].id);
let line = -1; // its place among the lines of the name, -1 for none

const lines = () =>
  at.connectedEdges().sort((a, b) => b.data("statements") - a.data("statements") || (a.id() < b.id() ? -1 : 1));

function here(node, place = -1) {
  cy.elements().removeClass("here");
  at = node;
  line = place;
  at.addClass("here");
  const every = lines();
  if (line >= 0) {
    every[line].addClass("here");
    now.textContent = `${words(every[line])} (line ${line + 1} of ${every.length})`;
  } else {
    now.textContent = about(at);
  }
  const { x, y } = at.renderedPosition();
  if (x < 0 || y < 0 || x > cy.width() || y > cy.height()) {
    cy.center(at);
  }
}

// The nearest in that direction, one straight ahead before one aside.
function towards(dx, dy) {
  const from = at.position();
  let best = null;
  let least = Infinity;
  cy.nodes().not(at).forEach((node) => {
    const to = node.position();
    const ahead = (to.x - from.x) * dx + (to.y - from.y) * dy;
    const aside = Math.abs((to.x - from.x) * dy) + Math.abs((to.y - from.y) * dx);
    if (ahead > 0 && ahead + 2 * aside < least) {
      least = ahead + 2 * aside;
      best = node;
    }
  });
  return best;
}

function zoom(factor) {
  cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
}

const arrows = { ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1] };
const zooms = { "+": 1.25, "-": 0.8, "=": 1.25, "−": 0.8 };

box.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const number = lines().length;
  if (event.key in arrows) {
    here(towards(...arrows[event.key]) ?? at);
  } else if (event.key.toLowerCase() === "n") {
    const place = data.nodes.findIndex((node) => node.id === at.id());
    const step = event.shiftKey ? data.nodes.length - 1 : 1;
    here(cy.getElementById(data.nodes[(place + step) % data.nodes.length].id));
  } else if (event.key.toLowerCase() === "e" && number) {
    here(at, (line + (event.shiftKey ? number - 1 + (line < 0) : 1)) % number);
  } else if (event.key === "Enter") {
    open(line < 0 ? at : lines()[line]);
  } else if (event.key === "Escape") {
    here(at);
  } else if (event.key in zooms) {
    zoom(zooms[event.key]);
  } else if (event.key === "0") {
    fit();
  } else {
    return;
  }
  event.preventDefault();
});
box.addEventListener("focus", () => here(at, line));
box.addEventListener("blur", () => cy.elements().removeClass("here"));

for (const button of document.querySelectorAll("[data-zoom]")) {
  button.addEventListener("click", () => {
    if (button.dataset.zoom === "all") {
      fit();
    } else {
      zoom(button.dataset.zoom === "in" ? 1.25 : 0.8);
    }
  });
}
