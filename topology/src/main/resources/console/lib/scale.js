/** From figures and times to places on a drawing. */

const NICE = [1, 2, 5, 10];

/** Three to six round figures from low to high, both within. */
export function ticks(low, high) {
  const span = high - low || 1;
  const size = 10 ** Math.floor(Math.log10(span / 3));
  const step = size * NICE.find(factor => span / (size * factor) <= 4.5);
  const first = Math.floor(low / step) * step;
  const found = [];
  for (let at = first; at < high + step; at += step) {
    found.push(Number(at.toPrecision(12)));
  }
  return found;
}

/** @returns a function from the domain to the range */
export const linear =
  ([d0, d1], [r0, r1]) =>
  value =>
    r0 + ((value - d0) / (d1 - d0 || 1)) * (r1 - r0);

/** A path through the points; a point without a figure breaks it. */
export function path(points, x, y, step) {
  let pen = 'M';
  return points
    .map(({at, value}, i) => {
      if (value === null || value === undefined) {
        pen = 'M';
        return '';
      }
      const to =
        pen === 'L' && step
          ? `H${x(at).toFixed(1)}V${y(value).toFixed(1)}`
          : `${pen}${x(at).toFixed(1)},${y(value).toFixed(1)}`;
      pen = 'L';
      return to;
    })
    .join('');
}

/** The last point at or before the time. */
export const pointAt = (points, time) => points.findLast(({at}) => at <= time) ?? points[0];
