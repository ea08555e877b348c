/** <line-chart>: lines over time, with the figures in words and as a table for whoever does not see them. */

import {html, nothing, render, svg} from '../lit/lit-html.js';
import {minutes, timeOfDay} from '../lib/format.js';
import {linear, path, pointAt, ticks} from '../lib/scale.js';

const HEIGHT = 180;
const EDGE = {top: 8, right: 12, bottom: 24, left: 48};
const TABLE_ROWS = 12;

class LineChart extends HTMLElement {
  #data = null;
  #pointed = null;
  #resized = new ResizeObserver(() => this.#draw());

  /** {title, unit, format, step, series: [{name, tone, points: [{at, value}]}]}, times in milliseconds, in order */
  set data(data) {
    this.#data = data;
    this.#draw();
  }

  connectedCallback() {
    this.#resized.observe(this);
  }

  disconnectedCallback() {
    this.#resized.disconnect();
  }

  #draw() {
    if (this.#data && this.clientWidth) {
      render(this.#view(this.#data), this);
    }
  }

  #point(event) {
    const box = event.currentTarget.getBoundingClientRect();
    this.#pointed = event.type === 'pointerleave' ? null : event.clientX - box.left;
    this.#draw();
  }

  #view(data) {
    const drawn = data.series.filter(each => each.points.some(point => point.value !== null));
    const scales = drawn.length ? scalesOf(drawn, this.clientWidth) : null;
    const time = this.#pointed === null || !scales ? null : scales.timeAt(this.#pointed);
    return html`<figure class="chart">
      <figcaption>
        <h3 class="chart-title">${data.title}</h3>
        <p class="chart-now">
          ${time ? html`<span class="chart-time">${timeOfDay(time)}</span>` : nothing}
          ${data.series.map(each => reading(data, each, time))}
        </p>
      </figcaption>
      ${scales ? drawing(data, drawn, scales, this.clientWidth, time, event => this.#point(event)) : html`<p class="chart-none">Nothing to draw yet</p>`}
      ${asTable(data)}
    </figure>`;
  }
}

function scalesOf(series, width) {
  const points = series.flatMap(each => each.points);
  const values = points.map(point => point.value).filter(value => value !== null && value !== undefined);
  const times = [Math.min(...points.map(point => point.at)), Math.max(...points.map(point => point.at))];
  const low = Math.min(...values);
  const high = Math.max(...values);
  // A drawing that begins at naught shows proportions; one whose figures lie far from it would show a flat line.
  const marks = ticks(low > 0 && low < high / 2 ? 0 : low, high);
  const x = linear(times, [EDGE.left, width - EDGE.right]);
  const y = linear([marks[0], marks.at(-1)], [HEIGHT - EDGE.bottom, EDGE.top]);
  const back = linear([EDGE.left, width - EDGE.right], times);
  return {x, y, marks, times, timeAt: at => Math.min(Math.max(back(at), times[0]), times[1])};
}

const reading = ({format, unit}, {name, tone, points}, time) => {
  const value = (time ? pointAt(points, time) : points.at(-1))?.value;
  return html`<span class="reading"
    ><span class="swatch ${tone}" aria-hidden="true"></span>${name} <strong>${format(value)}</strong> ${unit}</span
  >`;
};

function inWords({title, unit, format, series}) {
  const lines = series.map(({name, points}) => {
    const values = points.map(point => point.value).filter(value => value !== null && value !== undefined);
    return values.length
      ? `${name}: now ${format(values.at(-1))}, lowest ${format(Math.min(...values))}, highest ${format(Math.max(...values))} ${unit}`
      : `${name}: no figures`;
  });
  return `${title}. ${lines.join('. ')}.`;
}

const drawing = (data, series, {x, y, marks, times}, width, time, onPoint) =>
  html`<svg
    class="chart-drawing"
    role="img"
    aria-label=${inWords(data)}
    width=${width}
    height=${HEIGHT}
    viewBox="0 0 ${width} ${HEIGHT}"
    @pointermove=${onPoint}
    @pointerleave=${onPoint}
  >
    ${marks.map(
      mark => svg`<line class="grid" x1=${EDGE.left} x2=${width - EDGE.right} y1=${y(mark)} y2=${y(mark)}/>
    <text class="tick" x=${EDGE.left - 8} y=${y(mark) + 4} text-anchor="end">${data.format(mark)}</text>`,
    )}
    ${timeMarks(times, width).map(([at, anchor]) => svg`<text class="tick" x=${x(at)} y=${HEIGHT - 6} text-anchor=${anchor}>${label(at, times)}</text>`)}
    ${series.map(({tone, points}) => svg`<path class="line ${tone}" d=${path(points, x, y, data.step)}/>`)}
    ${time ? svg`<line class="cursor" x1=${x(time)} x2=${x(time)} y1=${EDGE.top} y2=${HEIGHT - EDGE.bottom}/>` : nothing}
  </svg>`;

const label = (at, [from, to]) => (to - from < 300000 ? timeOfDay(at) : minutes(at));

const timeMarks = ([from, to], width) =>
  width < 420
    ? [
        [from, 'start'],
        [to, 'end'],
      ]
    : [
        [from, 'start'],
        [from + (to - from) / 2, 'middle'],
        [to, 'end'],
      ];

/** Some of the points, evenly taken. */
function asTable({title, unit, format, series}) {
  const {points} = series[0];
  const every = Math.max(1, Math.ceil(points.length / TABLE_ROWS));
  const some = points.filter((_, i) => (points.length - 1 - i) % every === 0).reverse();
  return html`<details class="chart-table">
    <summary>Figures of “${title}”</summary>
    <table>
      <caption class="visually-hidden">
        ${title}, ${unit}
      </caption>
      <thead>
        <tr>
          <th scope="col">Time</th>
          ${series.map(each => html`<th scope="col" class="numeric">${each.name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${some.map(
          ({at}) =>
            html`<tr>
              <th scope="row">${timeOfDay(at)}</th>
              ${series.map(each => html`<td class="numeric">${format(pointAt(each.points, at)?.value)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </details>`;
}

customElements.define('line-chart', LineChart);
