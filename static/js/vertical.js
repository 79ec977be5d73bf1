// In a vertical page the wheel, Page Up, Page Down, Home and End do nothing by themselves: they speak of
// up and down, and the page goes to the side. Here they are turned. Without JavaScript the scroll bar,
// Space and Shift with the wheel still work.
const LINE = 40; // px
const EDITABLE = "input, textarea, select, [contenteditable], dialog[open], [role=slider]";

const root = document.documentElement;
const calm = matchMedia("(prefers-reduced-motion: reduce)");

function canMove(element, distance) {
  const rest = element.scrollWidth - element.clientWidth - element.scrollLeft;
  return distance < 0 ? element.scrollLeft > 0 : rest > 1;
}

// The element that should take the wheel: a scroller under the pointer that can still move, else the page.
function scrollerOf(target, distance) {
  for (let element = target; element && element !== root; element = element.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(element);
    const sideways = /auto|scroll/.test(overflowX) && canMove(element, distance);
    const downwards = /auto|scroll/.test(overflowY) && element.scrollHeight > element.clientHeight + 1;
    if (sideways) return element;
    if (downwards) return null; // a horizontal island: the browser does it
  }
  return root;
}

function turnWheel(event) {
  if (event.ctrlKey || event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
  const unit = event.deltaMode === 1 ? LINE : event.deltaMode === 2 ? innerWidth : 1;
  const distance = event.deltaY * unit;
  const scroller = scrollerOf(event.target, distance);
  if (!scroller) return;
  event.preventDefault();
  scroller.scrollBy({ left: distance, behavior: "instant" });
}

function turnKey(event) {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.closest(EDITABLE)) return;
  const page = innerWidth * 0.9;
  const to = {
    PageDown: root.scrollLeft + page,
    PageUp: root.scrollLeft - page,
    Home: 0,
    End: root.scrollWidth,
  }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  root.scrollTo({ left: to, behavior: calm.matches ? "instant" : "smooth" });
}

if (root.dataset.wm === "v") {
  addEventListener("wheel", turnWheel, { passive: false });
  addEventListener("keydown", turnKey);
}
