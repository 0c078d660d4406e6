// <x-echart>: Apache ECharts as a custom element. Options come from the server as plain JSON;
// "fn:name" is looked up in FORMATS and "var:--name" in the page's CSS, so nothing is evaluated.
import * as echarts from '../_static/echarts/6.0.0/dist/echarts.esm.min.js';

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const number = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const raw = (v) => (v !== null && typeof v === 'object' && 'value' in v ? v.value : v);
const FORMATS = {
  compact: (v) => (Array.isArray(raw(v)) ? compact.format(raw(v).at(-1)) : compact.format(raw(v))),
  number: (v) => number.format(raw(v)),
  percent: (v) => `${Math.round(raw(v) * 100)}%`,
  points: (v) => `${raw(v) > 0 ? '+' : ''}${(raw(v) * 100).toFixed(1)}`,
  step: (v) => `${v.name}  ${number.format(raw(v))}`,
  time: (v) => new Date(v).toLocaleTimeString('en-GB'),
  short: (v) => (String(v).length > 24 ? `${String(v).slice(0, 23)}…` : v),
};

const probeContext = Object.assign(document.createElement('canvas'), { width: 1, height: 1 })
  .getContext('2d', { willReadFrequently: true });

class XEChart extends HTMLElement {
  #chart;
  #option;
  #frame = 0;
  #resize = new ResizeObserver(() => this.#chart?.resize());
  #scheme = new MutationObserver(() => this.#retheme());
  #media = matchMedia('(prefers-color-scheme: dark)');
  #retheme = () => {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => { this.#chart?.setTheme(this.#theme()); this.#apply(); });
  };

  connectedCallback() {
    // set before this module was there: an own property that hides the setter
    if (Object.hasOwn(this, 'option')) {
      this.#option = this.option;
      delete this.option;
    }
    this.#chart ??= echarts.init(this, this.#theme(), { renderer: 'canvas' });
    this.#resize.observe(this);
    this.#scheme.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'theme', 'class'] });
    this.#media.addEventListener('change', this.#retheme);
    this.#apply();
  }

  disconnectedCallback() {
    this.#resize.disconnect();
    this.#scheme.disconnect();
    this.#media.removeEventListener('change', this.#retheme);
    cancelAnimationFrame(this.#frame);
    this.#chart?.dispose();
    this.#chart = undefined;
  }

  set option(option) { this.#option = option; this.#apply(); }
  get option() { return this.#option; }

  /** Merges part of an option, for example new series data. */
  patch(part) {
    if (this.#chart) this.#chart.setOption(this.#revive(part));
  }

  #apply() {
    if (!this.#chart || !this.#option) return;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.#chart.setOption({ animation: !still, animationDuration: 400, ...this.#revive(this.#option) }, true);
    this.setAttribute('aria-label', this.dataset.label ?? 'Chart');
  }

  #revive(o) {
    if (typeof o === 'string') {
      if (o.startsWith('fn:')) return FORMATS[o.slice(3)];
      return o.startsWith('var:') ? this.#colour(o.slice(4)) : o;
    }
    if (Array.isArray(o)) return o.map((e) => this.#revive(e));
    if (o && typeof o === 'object') return Object.fromEntries(Object.entries(o).map(([k, v]) => [k, this.#revive(v)]));
    return o;
  }

  /** The CSS variable as rgba(): ECharts cannot read light-dark(), color-mix() or oklch(). */
  #colour(name) {
    const probe = document.createElement('i');
    probe.style.color = `var(${name})`;
    this.appendChild(probe);
    probeContext.clearRect(0, 0, 1, 1);
    probeContext.fillStyle = getComputedStyle(probe).color;
    probeContext.fillRect(0, 0, 1, 1);
    probe.remove();
    const [r, g, b, a] = probeContext.getImageData(0, 0, 1, 1).data;
    return `rgba(${r},${g},${b},${(a / 255).toFixed(3)})`;
  }

  #theme() {
    const c = (name) => this.#colour(name);
    const text = c('--vaadin-text-color');
    const muted = c('--vaadin-text-color-secondary');
    const line = c('--tw-line');
    const axis = {
      axisLine: { lineStyle: { color: line } }, axisTick: { show: false }, splitLine: { lineStyle: { color: line } },
      axisLabel: { color: muted, fontSize: 11.5, hideOverlap: true }, nameTextStyle: { color: muted },
    };
    return {
      color: [1, 2, 3, 4, 5, 6, 7].map((i) => c(`--tw-chart-${i}`)),
      backgroundColor: 'transparent',
      textStyle: { fontFamily: getComputedStyle(this).fontFamily, color: text },
      categoryAxis: { ...axis, splitLine: { show: false } },
      valueAxis: { ...axis, axisLine: { show: false } },
      timeAxis: { ...axis, splitLine: { show: false } },
      legend: { textStyle: { color: muted, fontSize: 12 }, icon: 'roundRect', itemWidth: 10, itemHeight: 10, inactiveColor: line, pageTextStyle: { color: muted } },
      tooltip: {
        backgroundColor: c('--tw-surface-solid'), borderColor: line, textStyle: { color: text, fontSize: 12.5 },
        extraCssText: 'border-radius:10px;box-shadow:0 6px 24px rgba(0,0,0,.14)', confine: true,
      },
      line: { symbol: 'none', lineStyle: { width: 2.25 } },
      bar: { itemStyle: { borderRadius: [4, 4, 0, 0] } },
      pie: { itemStyle: { borderColor: c('--tw-surface-solid'), borderWidth: 3, borderRadius: 6 }, label: { color: muted } },
      funnel: { label: { color: text } },
    };
  }
}
if (!customElements.get('x-echart')) customElements.define('x-echart', XEChart);
