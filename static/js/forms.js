// A form is sent once; its first mistake is where the reader starts.
const PATIENCE = 15000; // ms until a button that got no answer can be pressed again

function release(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll(".busy")) {
    button.classList.remove("busy");
    button.removeAttribute("aria-disabled");
  }
}

addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-once]")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  form.dataset.sent = "yes";
  const button = event.submitter ?? form.querySelector("button");
  button?.classList.add("busy");
  button?.setAttribute("aria-disabled", "true");
  setTimeout(() => release(form), PATIENCE);
}, true);

// Back in the browser's history: the form must be usable again.
addEventListener("pageshow", () => document.querySelectorAll("[data-sent]").forEach(release));
addEventListener("htmx:finally:request", () => document.querySelectorAll("[data-sent]").forEach(release));
addEventListener("portal:released", (event) => release(event.target));

export function focusMistake(within = document) {
  within.querySelector("[data-focus]")?.focus();
}

focusMistake();
addEventListener("htmx:after:swap", () => focusMistake());

addEventListener("click", (event) => {
  if (event.target.closest?.("[data-print]")) print();
});
