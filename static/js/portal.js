// On every page. Everything here only smooths what works without it.
import "htmx.org";
import "./vertical.js";
import "./folds.js";
import "./forms.js";
import "./sharing.js";
import "./idle.js";

document.documentElement.classList.add("js");

// The language somebody picked is remembered for the next visit to the bare address.
const YEAR = 31536000; // seconds
addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-language]");
  if (!link) return;
  const code = link.dataset.language;
  // Only below our own path prefix: the city's other columns have no use for it.
  const root = link.pathname.split(`/${code}/`)[0] || "/";
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `language=${code}; path=${root}; max-age=${YEAR}; samesite=lax${secure}`;
});
