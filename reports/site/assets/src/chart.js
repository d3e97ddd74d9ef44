// Makes the charts of a page interactive: <div class="pw-chart" data-option="ID"> holds drawings that the server made;
// <script type="application/json" id="ID"> holds the option they were made from. The same option, given to ECharts in
// the browser, takes the drawings' place on a screen. They stay for paper, and for good where anything here fails.
//
// A reader can point at a period, tap it, or go to the chart with the tab key and through it with the arrow keys; what
// the balloon says is then spoken as well. Nothing moves by itself and nothing glides (the option switches animation
// off), so there is nothing left to do for readers who asked for less motion.
(() => {
  'use strict';

  const narrowBelow = 680; // as in reports/chart/form.go

  // heightOf is how tall a drawing is: the arrangement it shows was made for exactly that height.
  function heightOf(drawings, name) {
    const svg = drawings.querySelector(`.pw-chart__${name} svg`);
    return svg ? svg.viewBox.baseVal.height : 0;
  }

  function element(name, className, parent) {
    const e = document.createElement(name);
    e.className = className;
    parent.append(e);
    return e;
  }

  // periodsOf lists what each point says, gaps included, by its place on the axis.
  function periodsOf(option) {
    const out = [];
    for (const series of option.series) {
      if (!String(series.id).startsWith('points-')) continue;
      for (const item of series.data) out[item.value[0]] = item.name;
    }
    return out;
  }

  // byKeys lets the arrow keys go through the periods; spoken is where a screen reader hears of them.
  function byKeys(live, chart, option, spoken) {
    const periods = periodsOf(option);
    let at = -1;
    const show = (i) => {
      at = Math.max(0, Math.min(i, periods.length - 1));
      const x = chart.convertToPixel({ xAxisId: 'periods' }, at);
      const y = chart.convertToPixel({ yAxisId: 'values' }, (option.yAxis[0].min + option.yAxis[0].max) / 2);
      chart.dispatchAction({ type: 'showTip', x, y });
      spoken.textContent = periods[at];
    };
    const hide = () => {
      chart.dispatchAction({ type: 'hideTip' });
      chart.dispatchAction({ type: 'updateAxisPointer', currTrigger: 'leave' });
      spoken.textContent = '';
    };
    live.addEventListener('keydown', (event) => {
      const to = {
        ArrowRight: at + 1,
        ArrowLeft: at < 0 ? periods.length - 1 : at - 1,
        Home: 0,
        End: periods.length - 1,
      }[event.key];
      if (event.key === 'Escape') hide();
      if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      show(to);
    });
    live.addEventListener('blur', hide);
  }

  function start(drawings) {
    const option = JSON.parse(document.getElementById(drawings.dataset.option).textContent);
    const heights = { wide: heightOf(drawings, 'desk'), narrow: heightOf(drawings, 'narrow') };
    heights.narrow = heights.narrow || heights.wide;
    if (!heights.wide) return;

    const live = document.createElement('div');
    live.className = 'pw-live';
    live.tabIndex = 0;
    live.setAttribute('role', 'group');
    live.setAttribute('aria-label', drawings.dataset.label);
    const canvas = element('div', 'pw-live__canvas', live);
    const spoken = element('p', 'govuk-visually-hidden', live);
    spoken.setAttribute('aria-live', 'polite');
    drawings.after(live);

    try {
      const size = () => {
        const width = canvas.clientWidth;
        return { width, height: width < narrowBelow ? heights.narrow : heights.wide };
      };
      const first = size();
      if (!first.width) throw new Error('no room');
      canvas.style.height = `${first.height}px`;
      const chart = window.echarts.init(canvas, null, { renderer: 'svg', ...first });
      chart.setOption(option);
      byKeys(live, chart, option, spoken);
      drawings.classList.add('pw-chart--replaced');
      const fit = () => {
        const now = size();
        if (!now.width || (now.width === chart.getWidth() && now.height === chart.getHeight())) return;
        canvas.style.height = `${now.height}px`;
        chart.resize(now);
      };
      // In a frame of its own: the height follows from the width that is being watched.
      new ResizeObserver(() => requestAnimationFrame(fit)).observe(canvas);
    } catch (fault) {
      live.remove();
      drawings.classList.remove('pw-chart--replaced');
      throw fault;
    }
  }

  function startAll() {
    if (!window.echarts || !window.ResizeObserver) return;
    for (const drawings of document.querySelectorAll('.pw-chart[data-option]')) {
      try {
        start(drawings);
      } catch (fault) {
        console.warn('The chart stays a picture:', fault);
      }
    }
  }

  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', startAll);
  else startAll();
})();
