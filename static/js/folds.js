// Menus in the header are <details>: here they also close by Escape, by a click beside them, and when
// another one opens.
const open = () => document.querySelectorAll(".fold[open]");

addEventListener("click", (event) => {
  for (const fold of open()) if (!fold.contains(event.target)) fold.open = false;
});

addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const fold of open()) {
    fold.open = false;
    fold.querySelector("summary").focus();
  }
});
