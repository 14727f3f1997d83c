// The calendar's board: watches the pointer over the lanes and tells the page a lane, a start and an end. It draws nothing but the outline of what is
// being drawn or moved; the page judges, asks and draws the rest. On a touch screen a finger must rest first, for a swipe scrolls.
const restMs = 400;
const slack = 6;
const edge = 10;

export function attach(element, page, options) {
  return new Board(element, page, options);
}

class Board {
  #element; #page; #options; #drag = null; #timer = null; #clock; #ends = new AbortController();

  constructor(element, page, options) {
    [this.#element, this.#page, this.#options] = [element, page, options];
    this.#clock = new Intl.DateTimeFormat(options.lang, { timeZone: options.zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    const on = (target, name, act, more) => target.addEventListener(name, act, { signal: this.#ends.signal, ...more });
    on(element, "pointerdown", (event) => this.#down(event));
    on(element, "pointermove", (event) => this.#move(event));
    on(element, "pointerup", (event) => this.#up(event));
    on(element, "pointercancel", () => this.#give());
    on(document, "keydown", (event) => { if (event.key === "Escape") this.#give(); });
    // Once a stretch is being drawn the finger no longer scrolls.
    on(element, "touchmove", (event) => { if (this.#drag?.isOn) event.preventDefault(); }, { passive: false });
    on(element, "contextmenu", (event) => { if (this.#drag?.isOn) event.preventDefault(); });
    on(element, "click", (event) => {
      if (!this.hasDragged) return;
      this.hasDragged = false;
      event.preventDefault();
      event.stopPropagation();
    }, { capture: true });
    this.show(options.show);
  }

  /** Scrolls so that this instant stands a little behind the left edge. */
  show(at) {
    const lane = this.#element.querySelector("[data-lane]");
    if (!lane || at === null) return;
    const { from, to } = this.#span();
    const name = this.#element.querySelector(".board-name").offsetWidth;
    this.#element.scrollLeft = ((at - from) / (to - from)) * lane.offsetWidth - (this.#element.clientWidth - name) / 4;
  }

  destroy() {
    this.#give();
    this.#ends.abort();
  }

  #span() {
    return { from: Number(this.#element.dataset.from), to: Number(this.#element.dataset.to) };
  }

  #at(lane, x) {
    const box = lane.getBoundingClientRect();
    const { from, to } = this.#span();
    return from + ((x - box.left) / box.width) * (to - from);
  }

  #snap(ms, round = Math.round) {
    return round(ms / this.#options.step) * this.#options.step;
  }

  #down(event) {
    if (event.button !== 0 || this.#drag) return;
    this.hasDragged = false;
    const lane = event.target.closest("[data-lane]");
    const block = event.target.closest("[data-booking]");
    if (!lane || (!block && event.target.closest(".board-block, a, button")) || (block && !block.dataset.version)) return;
    const drag = { id: event.pointerId, x: event.clientX, y: event.clientY, lane, block, isOn: false, how: "draw" };
    if (block) {
      const box = block.getBoundingClientRect();
      [drag.start, drag.end] = [Number(block.dataset.start), Number(block.dataset.end)];
      drag.grip = this.#at(lane, event.clientX) - drag.start;
      const reach = Math.min(edge, box.width / 4);
      drag.how = event.clientX > box.right - reach ? "end" : event.clientX < box.left + reach && block.dataset.fixed !== "true" ? "start" : block.dataset.fixed === "true" ? "end" : "move";
    } else {
      drag.start = this.#snap(this.#at(lane, event.clientX), Math.floor);
    }
    this.#drag = drag;
    if (event.pointerType === "mouse") return;
    this.#timer = setTimeout(() => { this.#begin(event.clientX, event.clientY); navigator.vibrate?.(15); }, restMs);
  }

  #begin(x, y) {
    const drag = this.#drag;
    drag.isOn = true;
    this.#element.setPointerCapture(drag.id);
    this.#draw(x, y);
  }

  #move(event) {
    const drag = this.#drag;
    if (!drag || event.pointerId !== drag.id) return;
    if (!drag.isOn) {
      if (Math.abs(event.clientX - drag.x) < slack && Math.abs(event.clientY - drag.y) < slack) return;
      if (event.pointerType !== "mouse") return this.#give();
      return this.#begin(event.clientX, event.clientY);
    }
    this.#draw(event.clientX, event.clientY);
  }

  #draw(x, y) {
    const drag = this.#drag;
    const { from, to } = this.#span();
    const length = drag.end - drag.start;
    const at = this.#at(drag.lane, x);
    if (drag.how === "move") {
      // Another instrument's lane takes it, when it is of the same class.
      const under = document.elementsFromPoint(x, y).find((one) => one.matches?.("[data-lane]"));
      if (under && under.dataset.class === drag.lane.dataset.class) drag.onto = under;
      drag.from = this.#snap(at - drag.grip);
      drag.to = drag.from + length;
    } else if (drag.how === "start") {
      [drag.from, drag.to] = [Math.min(this.#snap(at), drag.end - this.#options.step), drag.end];
    } else if (drag.how === "end") {
      [drag.from, drag.to] = [drag.start, Math.max(this.#snap(at), drag.start + this.#options.step)];
    } else {
      const other = this.#snap(at, at < drag.start ? Math.floor : Math.ceil);
      [drag.from, drag.to] = at < drag.start ? [other, drag.start + this.#options.step] : [drag.start, Math.max(other, drag.start + this.#options.step)];
    }
    const lane = drag.onto ?? drag.lane;
    const ghost = this.#element.querySelector(".board-ghost");
    const inner = ghost.parentElement.getBoundingClientRect();
    const box = lane.getBoundingClientRect();
    const left = ((Math.max(drag.from, from) - from) / (to - from)) * box.width;
    ghost.style.cssText = `left:${box.left - inner.left + left}px;top:${box.top - inner.top}px;height:${box.height}px;`
      + `width:${((Math.min(drag.to, to) - Math.max(drag.from, from)) / (to - from)) * box.width}px;display:block`;
    ghost.textContent = `${this.#clock.format(drag.from)}–${this.#clock.format(drag.to)}`;
  }

  #up(event) {
    const drag = this.#drag;
    if (!drag || event.pointerId !== drag.id) return;
    const wasTap = !drag.isOn && !drag.block;
    const lane = drag.onto ?? drag.lane;
    this.#give();
    if (drag.isOn) {
      this.hasDragged = event.pointerType === "mouse";
      if (!drag.block) this.#page.invokeMethodAsync("Drawn", lane.dataset.lane, drag.from, drag.to);
      else if (drag.from !== drag.start || drag.to !== drag.end || drag.onto) this.#page.invokeMethodAsync("Moved", drag.block.dataset.booking, lane.dataset.lane, drag.from, drag.to);
    } else if (wasTap) {
      this.#page.invokeMethodAsync("Drawn", lane.dataset.lane, drag.start, drag.start + this.#options.usual);
    }
  }

  #give() {
    clearTimeout(this.#timer);
    this.#drag = null;
    const ghost = this.#element.querySelector(".board-ghost");
    if (ghost) ghost.style.display = "none";
  }
}
