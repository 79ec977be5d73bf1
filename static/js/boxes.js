// Covering faces and plates: boxes over a picture, by finger, mouse or keys. The page gives the markup
// (<template id="box-editor">, in the reader's language); the boxes are written as fractions of the
// upright picture, [[x, y, width, height], ...], into a hidden field. The server blurs for good.
const LONGEST = 1400; // px of the preview
const COARSE = 14; // pixels that remain of a box's longer side
const STEP = 0.02;
const SMALLEST = 0.03;

const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

export class BoxEditor {
  // place: element that receives the editor; image: a loaded <img>; field: the hidden input
  constructor(place, image, field) {
    this.image = image;
    this.field = field;
    this.boxes = this.#read();
    this.element = document.querySelector("#box-editor").content.firstElementChild.cloneNode(true);
    this.stage = this.element.querySelector("[data-stage]");
    this.canvas = this.element.querySelector("canvas");
    place.append(this.element);
    this.#size();
    this.#listen();
    this.draw();
  }

  remove() {
    this.element.remove();
    this.field.value = "";
  }

  #read() {
    try {
      return JSON.parse(this.field.value || "[]");
    } catch {
      return [];
    }
  }

  #size() {
    const scale = Math.min(1, LONGEST / Math.max(this.image.naturalWidth, this.image.naturalHeight));
    this.canvas.width = Math.round(this.image.naturalWidth * scale);
    this.canvas.height = Math.round(this.image.naturalHeight * scale);
  }

  #listen() {
    this.stage.addEventListener("pointerdown", (event) => this.#press(event));
    this.stage.addEventListener("keydown", (event) => this.#key(event));
    this.element.addEventListener("click", (event) => {
      const button = event.target.closest("[data-do]");
      if (button) this.#do(button.dataset.do, button);
    });
  }

  // --- by buttons and keys

  #do(what, button) {
    if (what === "draw") {
      const on = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(on));
      this.stage.classList.toggle("drawing", on);
    } else if (what === "add") {
      this.boxes.push([0.375, 0.375, 0.25, 0.25]);
      this.draw();
      this.#focus(this.boxes.length - 1);
    } else if (this.chosen !== undefined) {
      this.#change(this.chosen, what);
    }
  }

  #key(event) {
    const box = event.target.closest("[data-box]");
    if (!box) return;
    const grow = { ArrowLeft: "narrower", ArrowRight: "wider", ArrowUp: "lower", ArrowDown: "higher" };
    const move = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };
    const other = { Delete: "remove", Backspace: "remove", "+": "larger", "-": "smaller" };
    const what = (event.shiftKey ? grow : move)[event.key] ?? other[event.key];
    if (!what) return;
    event.preventDefault();
    this.#change(Number(box.dataset.box), what);
  }

  #change(number, what) {
    if (what === "remove") {
      this.boxes.splice(number, 1);
      this.draw();
      return this.#focus(Math.min(number, this.boxes.length - 1));
    }
    const [x, y, w, h] = this.boxes[number];
    const steps = {
      left: [-STEP, 0, 0, 0], right: [STEP, 0, 0, 0], up: [0, -STEP, 0, 0], down: [0, STEP, 0, 0],
      wider: [0, 0, STEP, 0], narrower: [0, 0, -STEP, 0], higher: [0, 0, 0, STEP], lower: [0, 0, 0, -STEP],
      larger: [-STEP, -STEP, 2 * STEP, 2 * STEP], smaller: [STEP, STEP, -2 * STEP, -2 * STEP],
    }[what];
    if (!steps) return;
    this.#put(number, x + steps[0], y + steps[1], w + steps[2], h + steps[3]);
    this.draw();
    this.#focus(number);
  }

  #put(number, x, y, w, h) {
    const width = clamp(w, SMALLEST, 1);
    const height = clamp(h, SMALLEST, 1);
    this.boxes[number] = [clamp(x, 0, 1 - width), clamp(y, 0, 1 - height), width, height];
  }

  #focus(number) {
    const box = this.stage.querySelector(`[data-box="${number}"]`);
    this.chosen = box ? number : undefined;
    (box ?? this.element.querySelector("[data-do=add]")).focus();
  }

  // --- by finger and mouse

  #press(event) {
    const box = event.target.closest("[data-box]");
    const drawing = event.pointerType !== "touch" || this.stage.classList.contains("drawing");
    if (event.button || (!box && !drawing)) return;
    event.preventDefault();
    const area = this.stage.getBoundingClientRect();
    const at = (moved) => [
      clamp((moved.clientX - area.left) / area.width, 0, 1),
      clamp((moved.clientY - area.top) / area.height, 0, 1),
    ];
    const start = at(event);
    const number = box ? Number(box.dataset.box) : this.boxes.push([...start, 0, 0]) - 1;
    const kind = !box ? "draw" : event.target.closest("[data-handle]") ? "size" : "move";
    this.#drag(number, kind, start, at);
  }

  #drag(number, kind, start, at) {
    const [x, y, w, h] = this.boxes[number];
    const move = (event) => {
      const [px, py] = at(event);
      const [dx, dy] = [px - start[0], py - start[1]];
      if (kind === "move") this.#put(number, x + dx, y + dy, w, h);
      else if (kind === "size") this.#put(number, x, y, w + dx, h + dy);
      else this.boxes[number] = [Math.min(px, start[0]), Math.min(py, start[1]), Math.abs(dx), Math.abs(dy)];
      this.draw();
    };
    const end = () => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", end);
      removeEventListener("pointercancel", end);
      const [, , width, height] = this.boxes[number];
      if (width < SMALLEST / 2 || height < SMALLEST / 2) this.boxes.splice(number, 1);
      this.draw();
      this.#focus(Math.min(number, this.boxes.length - 1));
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", end);
    addEventListener("pointercancel", end);
  }

  // --- showing

  draw() {
    const { width, height } = this.canvas;
    const context = this.canvas.getContext("2d");
    context.imageSmoothingEnabled = true;
    context.drawImage(this.image, 0, 0, width, height);
    for (const [x, y, w, h] of this.boxes) this.#pixelate(context, x * width, y * height, w * width, h * height);
    this.#outline();
    const rounded = this.boxes.map((box) => box.map((part) => Number(part.toFixed(4))));
    this.field.value = rounded.length ? JSON.stringify(rounded) : "";
  }

  #pixelate(context, x, y, w, h) {
    if (w < 1 || h < 1) return;
    const small = document.createElement("canvas");
    const scale = COARSE / Math.max(w, h);
    small.width = Math.max(1, Math.round(w * scale));
    small.height = Math.max(1, Math.round(h * scale));
    small.getContext("2d").drawImage(this.canvas, x, y, w, h, 0, 0, small.width, small.height);
    context.imageSmoothingEnabled = false;
    context.drawImage(small, x, y, w, h);
  }

  #outline() {
    const found = [...this.stage.querySelectorAll("[data-box]")];
    const template = this.element.querySelector("[data-box-template]").content.firstElementChild;
    this.boxes.forEach(([x, y, w, h], number) => {
      const box = found[number] ?? this.stage.appendChild(template.cloneNode(true));
      box.dataset.box = number;
      box.setAttribute("aria-label", template.getAttribute("aria-label").replace("#", number + 1));
      box.onfocus = () => (this.chosen = number);
      // The stage is a horizontal island, so inline is across and block is down.
      const percent = (part) => `${part * 100}%`;
      Object.assign(box.style, {
        insetInlineStart: percent(x), insetBlockStart: percent(y), inlineSize: percent(w), blockSize: percent(h),
      });
    });
    found.slice(this.boxes.length).forEach((box) => box.remove());
  }
}
