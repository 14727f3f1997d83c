// Long series of a device, one chart a metric: mean as a line, lowest to highest as a band. Data comes in at most 2,000 slices of time from the
// API and is asked for anew after each zoom. While the end of the range is "now", new readings are added as they come.
import uPlot from "../vendor/uplot/uPlot.esm.js";

const maxSlices = 2000;
const wheelFactor = 1.25;

export function create(element, options, page) {
  return new DeviceChart(element, options, page);
}

class DeviceChart {
  #element; #options; #page; #charts = new Map(); #from = 0; #to = 0; #span = 0; #isLive = true;
  #request = null; #timer = null; #resize; #sync;

  constructor(element, options, page) {
    [this.#element, this.#options, this.#page] = [element, options, page];
    this.#sync = uPlot.sync(`device-${options.device}`);
    this.#resize = new ResizeObserver(() => this.#fit());
    this.#resize.observe(element);
    this.#timer = setInterval(() => { if (this.#isLive) this.#follow(); }, 30000);
    this.setSpan(options.spanMs);
  }

  /** The last so many milliseconds, following the clock. */
  setSpan(ms) {
    this.#span = ms;
    this.#isLive = true;
    this.#follow();
  }

  /** In (below 1) or out (above 1) about the middle. */
  zoom(factor) {
    const [middle, half] = [(this.#from + this.#to) / 2, ((this.#to - this.#from) / 2) * factor];
    this.#look(middle - half, middle + half);
  }

  /** By a share of the range, to the past when negative. */
  pan(share) {
    const by = (this.#to - this.#from) * share;
    this.#look(this.#from + by, this.#to + by);
  }

  /** Which metrics are shown, by key. */
  show(metrics) {
    this.#options.shown = metrics;
    this.#load();
  }

  /** New readings: [{ metric, t, v }], oldest first. */
  append(points) {
    if (!this.#isLive) return;
    const now = Date.now();
    [this.#from, this.#to] = [now - this.#span, now];
    for (const { metric, t, v } of points) {
      const data = this.#charts.get(metric)?.data;
      if (!data || v === null || (data[0].length > 0 && data[0].at(-1) >= t / 1000)) continue;
      for (const [column, value] of [t / 1000, v, v, v].entries()) data[column].push(value);
    }
    for (const chart of this.#charts.values()) this.#draw(chart);
  }

  destroy() {
    clearInterval(this.#timer);
    this.#request?.abort();
    this.#resize.disconnect();
    for (const chart of this.#charts.values()) chart.plot.destroy();
    this.#charts.clear();
  }

  #follow() {
    const now = Date.now();
    [this.#from, this.#to] = [now - this.#span, now];
    this.#load();
  }

  #look(from, to) {
    const least = 10_000;
    if (to - from < least) [from, to] = [(from + to) / 2 - least / 2, (from + to) / 2 + least / 2];
    [this.#from, this.#to] = [Math.round(from), Math.round(Math.min(to, Date.now() + 60_000))];
    this.#isLive = false;
    this.#load();
  }

  async #load() {
    this.#request?.abort();
    const request = (this.#request = new AbortController());
    const [from, to] = [this.#from, this.#to];
    const count = Math.min(maxSlices, Math.max(100, Math.round(this.#element.clientWidth)));
    try {
      const answers = await Promise.all(this.#options.shown.map((key) => this.#ask(key, from, to, count, request.signal)));
      if (request.signal.aborted) return;
      this.#element.removeAttribute("data-error");
      for (const [key, chart] of [...this.#charts]) {
        if (this.#options.shown.includes(key)) continue;
        chart.plot.destroy();
        chart.box.remove();
        this.#charts.delete(key);
      }
      for (const [index, key] of this.#options.shown.entries()) this.#put(key, answers[index], (to - from) / count);
      if (!this.#isLive || !this.reported || this.reported !== this.#span) {
        this.reported = this.#isLive ? this.#span : null;
        await this.#page.invokeMethodAsync("RangeChanged", from, to, this.#isLive);
      }
    } catch (error) {
      if (error.name === "AbortError") return;
      this.#element.dataset.error = this.#options.texts.failed;
    }
  }

  async #ask(key, from, to, count, signal) {
    const query = new URLSearchParams({ from: new Date(from).toISOString(), to: new Date(to).toISOString(), count });
    const response = await fetch(`/api/v1/devices/${this.#options.device}/metrics/${encodeURIComponent(key)}/buckets?${query}`, { signal });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return response.json();
  }

  #put(key, slices, width) {
    const metric = this.#options.metrics.find((one) => one.key === key);
    const data = columns(slices, width, metric.intervalMs);
    let chart = this.#charts.get(key);
    if (!chart) {
      chart = this.#make(metric);
      this.#charts.set(key, chart);
    }
    chart.data = data;
    this.#element.append(chart.box);
    this.#draw(chart);
  }

  #draw(chart) {
    chart.plot.setData(chart.data, false);
    chart.plot.batch(() => {
      chart.plot.setScale("x", { min: this.#from / 1000, max: this.#to / 1000 });
    });
  }

  #make(metric) {
    const css = getComputedStyle(document.documentElement);
    const colour = (name) => css.getPropertyValue(name).trim();
    const line = colour(`--chart-${1 + (this.#options.metrics.indexOf(metric) % 6)}`);
    const box = document.createElement("div");
    box.className = "chart-box";
    const title = document.createElement("h3");
    title.textContent = metric.unit ? `${metric.name} (${metric.unit})` : metric.name;
    const canvas = document.createElement("div");
    box.append(title, canvas);
    const { texts, lang, zone } = this.#options;
    const number = new Intl.NumberFormat(lang, { minimumFractionDigits: metric.decimals, maximumFractionDigits: metric.decimals });
    const time = new Intl.DateTimeFormat(lang, { timeZone: zone, dateStyle: "medium", timeStyle: "medium" });
    const value = (plot, raw) => (raw === null || raw === undefined ? "–" : number.format(raw));
    const axis = { stroke: colour("--ink-soft"), grid: { stroke: colour("--line"), width: 1 }, ticks: { stroke: colour("--line"), width: 1 }, font: "12px system-ui, sans-serif" };
    const plot = new uPlot({
      width: Math.max(200, this.#element.clientWidth - 2), height: 220,
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), zone),
      fmtDate: (template) => uPlot.fmtDate(local(template, lang)),
      cursor: { sync: { key: this.#sync.key }, drag: { x: true, y: false, setScale: false }, bind: { dblclick: () => () => { this.setSpan(this.#span); return null; } } },
      scales: { x: { time: true, auto: false }, y: { range: (u, low, high) => pad(low, high) } },
      axes: [{ ...axis }, { ...axis, size: 64, values: (u, ticks) => ticks.map((one) => one.toLocaleString(lang, { maximumFractionDigits: 6 })) }],
      series: [
        { label: texts.time, value: (u, raw) => (raw === null ? "–" : time.format(raw * 1000)) },
        { label: texts.mean, stroke: line, width: 1.75, value, points: { size: 4 } },
        { label: texts.highest, stroke: line + "55", width: 0.5, value, points: { show: false } },
        { label: texts.lowest, stroke: line + "55", width: 0.5, value, points: { show: false } },
      ],
      bands: [{ series: [2, 3], fill: line + "30" }],
      hooks: {
        setSelect: [(u) => {
          if (u.select.width < 4) return;
          const [from, to] = [u.posToVal(u.select.left, "x") * 1000, u.posToVal(u.select.left + u.select.width, "x") * 1000];
          u.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
          this.#look(from, to);
        }],
        ready: [(u) => u.over.addEventListener("wheel", (event) => {
          // Without Ctrl the wheel scrolls the page, as everywhere else.
          if (!event.ctrlKey) return;
          event.preventDefault();
          const at = u.posToVal(event.offsetX, "x") * 1000;
          const factor = event.deltaY < 0 ? 1 / wheelFactor : wheelFactor;
          this.#look(at - (at - this.#from) * factor, at + (this.#to - at) * factor);
        }, { passive: false })],
      },
    }, [[], [], [], []], canvas);
    return { box, plot, data: [[], [], [], []] };
  }

  #fit() {
    for (const { plot } of this.#charts.values()) plot.setSize({ width: Math.max(200, this.#element.clientWidth - 2), height: 220 });
  }
}

// Empty slices are left out, so that sparse readings are joined; a longer silence becomes a gap.
function columns(slices, width, intervalMs) {
  const [times, mean, highest, lowest] = [[], [], [], []];
  const filled = slices.filter((slice) => slice.n > 0);
  const gaps = filled.slice(1).map((slice, index) => slice.t - filled[index].t).sort((a, b) => a - b);
  const usual = gaps.length > 0 ? gaps[Math.floor(gaps.length / 2)] : 0;
  const silence = Math.max(3 * (intervalMs ?? 0), 3 * width, 5 * usual);
  let last = null;
  for (const slice of filled) {
    if (last !== null && slice.t - last > silence) {
      times.push((last + silence / 2) / 1000);
      mean.push(null); highest.push(null); lowest.push(null);
    }
    times.push((slice.t + width / 2) / 1000);
    mean.push(slice.mean); highest.push(slice.max); lowest.push(slice.min);
    last = slice.t;
  }
  return [times, mean, highest, lowest];
}

function pad(low, high) {
  if (low === null || high === null || low === undefined) return [0, 1];
  const margin = (high - low) * 0.08 || Math.abs(high) * 0.05 || 1;
  return [low - margin, high + margin];
}

// uPlot's templates put the month first, in figures, and count hours to 12.
function local(template, lang) {
  const clock = template.replaceAll("{h}:{mm}:{ss}{aa}", "{HH}:{mm}:{ss}").replaceAll("{h}:{mm}{aa}", "{HH}:{mm}").replaceAll("{h}{aa}", "{HH}:00");
  return lang === "ja"
    ? clock.replaceAll("{M}/{D}/{YY}", "{YYYY}/{M}/{D}").replaceAll("{MMM}", "{M}月")
    : clock.replaceAll("{M}/{D}/{YY}", "{D} {MMM} {YYYY}").replaceAll("{M}/{D}", "{D} {MMM}");
}
