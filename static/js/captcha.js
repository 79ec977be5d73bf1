// The proof of work for people without an account; loaded only by pages that have such a form.
// The widget comes without workers, as workers made from strings are forbidden by our policy: each is
// a file of its own beside this one. SHA_WORKER and PBKDF2_WORKER are written in by the build.
import "altcha/external";
import "altcha/altcha.css";

const here = document.currentScript.src;
const worker = (name) => () => new Worker(new URL(name, here));

for (const size of ["SHA-256", "SHA-384", "SHA-512"]) {
  globalThis.$altcha.algorithms.set(size, worker(SHA_WORKER));
  globalThis.$altcha.algorithms.set(`PBKDF2/${size}`, worker(PBKDF2_WORKER));
}

// Our own words in the language of the page; the widget brings none for Mongolian.
for (const widget of document.querySelectorAll("altcha-widget[data-strings]")) {
  globalThis.$altcha.i18n.set(widget.getAttribute("language"), JSON.parse(widget.dataset.strings));
}
