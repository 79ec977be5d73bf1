// The sending form: previews with boxes to cover faces, and a bar while the photos travel. When
// something has to be corrected, everything else stays: words, photos, boxes.
import { BoxEditor } from "./boxes.js";
import "./position.js";

const editors = new WeakMap(); // slot -> BoxEditor
const prepared = new WeakSet(); // slots that listen already

function show(slot) {
  const file = slot.querySelector("input[type=file]").files[0];
  editors.get(slot)?.remove();
  editors.delete(slot);
  slot.querySelector("[data-no-preview]").hidden = true;
  slot.querySelector("[data-clear]").hidden = !file;
  slot.querySelector("[data-file-name]").textContent = file?.name ?? "";
  if (!file) return;
  const image = new Image();
  image.src = URL.createObjectURL(file);
  image.onload = () => editors.set(slot, new BoxEditor(slot, image, slot.querySelector("input[type=hidden]")));
  // Some kinds (HEIC) can be sent but not shown by every browser.
  image.onerror = () => (slot.querySelector("[data-no-preview]").hidden = false);
}

function prepare(form) {
  for (const slot of form.querySelectorAll("[data-slot]")) {
    if (!prepared.has(slot)) listen(slot);
  }
  unfold(form);
  const place = form.querySelector("[data-position]");
  place?.querySelector("button").addEventListener("click", () => locate(place));
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented || !form.querySelector("[data-upload]")) return;
    event.preventDefault();
    send(form, event.submitter);
  });
}

function listen(slot) {
  prepared.add(slot);
  const field = slot.querySelector("input[type=file]");
  const changed = () => {
    show(slot);
    unfold(slot.closest("form"));
  };
  field.addEventListener("change", changed);
  slot.querySelector("[data-clear]").addEventListener("click", () => {
    field.value = "";
    changed();
    field.focus();
  });
}

// One empty slot is enough; the next one appears when it has been filled.
function unfold(form) {
  let empty = 0;
  for (const slot of form.querySelectorAll("[data-slot]")) {
    if (!slot.querySelector("input[type=file]").files.length) empty += 1;
    slot.hidden = empty > 1 && !slot.querySelector(".error");
  }
}

// The position is asked for only when somebody presses the button, and goes into two hidden fields.
function locate(place) {
  const status = place.querySelector("[role=status]");
  const form = place.closest("form");
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      form.elements.latitude.value = coords.latitude.toFixed(6);
      form.elements.longitude.value = coords.longitude.toFixed(6);
      status.textContent = place.dataset.found;
    },
    () => (status.textContent = place.dataset.failed),
    { enableHighAccuracy: true, timeout: 15000 },
  );
}

function send(form, submitter) {
  const panel = form.querySelector("[data-upload]");
  const bar = panel.querySelector("progress");
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.responseType = "document";
  request.upload.onprogress = (event) => {
    bar.value = event.lengthComputable ? event.loaded / event.total : 0;
  };
  request.onload = () => answered(form, request);
  request.onerror = () => say(form, panel.dataset.failed);
  panel.hidden = false;
  say(form, "");
  request.send(new FormData(form, submitter?.form === form ? submitter : undefined));
}

function say(form, words) {
  const panel = form.querySelector("[data-upload]");
  panel.querySelector("[data-upload-message]").textContent = words;
  panel.querySelector("label").hidden = Boolean(words);
  if (words) form.dispatchEvent(new CustomEvent("portal:released", { bubbles: true }));
}

function answered(form, request) {
  const main = request.response?.querySelector("main");
  if (!main) return say(form, form.querySelector("[data-upload]").dataset.failed);
  if (request.status >= 400 && request.status !== 422) {
    return say(form, main.querySelector("h1").textContent); // the form stays as it is
  }
  if (request.status === 422) keepPhotos(form, main);
  else history.pushState({}, "", request.responseURL);
  document.title = request.response.title;
  document.querySelector("main").replaceWith(main);
  const next = main.querySelector("form:has([data-slot])");
  if (next) prepare(next);
  (main.querySelector("[data-focus]") ?? main).focus();
  scrollTo(0, 0);
}

// Slots without a complaint are moved into the new form with their file and their boxes.
function keepPhotos(form, main) {
  for (const slot of form.querySelectorAll("[data-slot]")) {
    const place = main.querySelector(`[data-slot="${slot.dataset.slot}"]`);
    if (place && !place.querySelector(".error")) place.replaceWith(slot);
  }
}


for (const form of document.querySelectorAll("form:has([data-slot])")) prepare(form);
