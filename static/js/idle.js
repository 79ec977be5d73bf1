// Before a session ends for idleness a calm box asks whether one wants to stay. It takes no focus and
// blocks nothing. Other tabs of the same person count as being active.
const box = document.querySelector("[data-idle-minutes]");
const NOTICE = 2 * 60000; // ms before the end
const KEY = "portal-active";

function remember() {
  try {
    localStorage.setItem(KEY, String(Date.now()));
  } catch {
    // private windows may refuse: then this tab counts alone
  }
  box.dataset.since = String(Date.now());
}

function left() {
  let since = Number(box.dataset.since);
  try {
    since = Math.max(since, Number(localStorage.getItem(KEY)));
  } catch {
    // see above
  }
  return since + Number(box.dataset.idleMinutes) * 60000 - Date.now();
}

function look() {
  const time = left();
  if (time <= 0) location.reload();
  else if (time < NOTICE && !box.open) box.show();
  else if (time >= NOTICE && box.open) box.close();
}

async function stay(event) {
  event.preventDefault();
  const form = event.target;
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
  if (!answer.ok) return location.reload();
  remember();
  box.close();
}

if (box) {
  remember();
  setInterval(look, 10000);
  box.querySelector("form").addEventListener("submit", stay);
  addEventListener("htmx:after:request", remember);
}
