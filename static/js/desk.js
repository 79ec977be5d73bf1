// The desk: keys for people who judge many cases a day, and boxes over a stored photo.
import { BoxEditor } from "./boxes.js";

const SWITCH = "portal-shortcuts";
const help = document.querySelector("#shortcuts");
const rows = () => [...document.querySelectorAll(".queue > li")];

const wanted = () => {
  try {
    return localStorage.getItem(SWITCH) !== "off";
  } catch {
    return true;
  }
};

function step(by) {
  const all = rows();
  const here = all.findIndex((row) => row.contains(document.activeElement));
  all[Math.min(all.length - 1, Math.max(0, here + by))]?.querySelector("a")?.focus();
}

function showHelp() {
  const list = help.querySelector("dl");
  list.querySelectorAll("[data-found]").forEach((line) => line.remove());
  for (const button of document.querySelectorAll("[data-key]")) {
    const [key, words] = [document.createElement("dt"), document.createElement("dd")];
    key.append(Object.assign(document.createElement("kbd"), { textContent: button.dataset.key }));
    words.textContent = button.textContent.trim();
    for (const line of [key, words]) line.dataset.found = "";
    list.append(key, words);
  }
  help.showModal();
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select, dialog")) return;
  if (event.key === "?" && help) return showHelp();
  if (!wanted()) return;
  if (event.key === "j") return step(1);
  if (event.key === "k") return step(-1);
  const button = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === event.key);
  if (!button) return;
  event.preventDefault();
  button.click();
});

const choice = help?.querySelector("input[type=checkbox]");
if (choice) {
  choice.checked = wanted();
  choice.addEventListener("change", () => localStorage.setItem(SWITCH, choice.checked ? "on" : "off"));
}

document.querySelector("[data-open-shortcuts]")?.addEventListener("click", showHelp);

// <div data-boxes="id of the hidden field" data-src="address of the upright picture">
// The picture is fetched only when somebody opens the part of the page it stands in.
function edit(place) {
  const image = new Image();
  image.onload = () => {
    place.querySelector(".needs-no-script")?.remove();
    new BoxEditor(place, image, document.getElementById(place.dataset.boxes));
  };
  image.src = place.dataset.src;
}

if (document.querySelector("#box-editor")) {
  for (const place of document.querySelectorAll("[data-boxes]")) {
    const fold = place.closest("details:not([open])");
    if (fold) fold.addEventListener("toggle", () => edit(place), { once: true });
    else edit(place);
  }
}
