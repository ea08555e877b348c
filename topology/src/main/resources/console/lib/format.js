/** Figures and times as people read them, in the browser's language. */

const whole = new Intl.NumberFormat(undefined, {maximumFractionDigits: 0});
const tenth = new Intl.NumberFormat(undefined, {maximumFractionDigits: 1});
const relative = new Intl.RelativeTimeFormat(undefined, {numeric: 'auto', style: 'short'});
const CLOCK = {hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23'};
const clock = new Intl.DateTimeFormat(undefined, CLOCK);
const preciseClock = new Intl.DateTimeFormat(undefined, {...CLOCK, fractionalSecondDigits: 3});
const dayAndClock = new Intl.DateTimeFormat(undefined, {...CLOCK, day: 'numeric', month: 'short', year: 'numeric'});
const hourAndMinute = new Intl.DateTimeFormat(undefined, {hour: '2-digit', minute: '2-digit', hourCycle: 'h23'});

/** What stands where there is no figure. */
export const NONE = '–';

const known = value => value !== undefined && value !== null;

export const count = value => (known(value) ? whole.format(value).replace('-', '−') : NONE);

/** A rate or measure: one decimal where it is small. */
export const rate = value => (known(value) ? (Math.abs(value) < 100 ? tenth : whole).format(value) : NONE);

/** With its sign, and a real minus. */
export const signed = value =>
  !known(value) ? NONE : value === 0 ? '0' : (value > 0 ? '+' : '−') + whole.format(Math.abs(value));

/** As [figure, unit]. */
export function duration(millis) {
  if (!known(millis)) {
    return [NONE, ''];
  }
  const steps = [
    [1000, 1, 'ms'],
    [60e3, 1000, 's'],
    [3600e3, 60e3, 'min'],
    [86400e3, 3600e3, 'h'],
    [Infinity, 86400e3, 'd'],
  ];
  const [, per, unit] = steps.find(([below]) => Math.abs(millis) < below);
  return [per === 1 ? whole.format(millis) : tenth.format(millis / per), unit];
}

export const durationText = millis => duration(millis).join(' ').trim();

/** Such as "3 min. ago". */
export function ago(iso) {
  const seconds = (Date.parse(iso) - Date.now()) / 1000;
  const steps = [
    [60, 1, 'second'],
    [3600, 60, 'minute'],
    [86400, 3600, 'hour'],
    [Infinity, 86400, 'day'],
  ];
  const [, per, unit] = steps.find(([below]) => Math.abs(seconds) < below);
  return relative.format(Math.round(seconds / per), unit);
}

export const timeOfDay = iso => clock.format(new Date(iso));

/** To the millisecond. */
export const preciseTime = iso => preciseClock.format(new Date(iso));

export const dateAndTime = iso => dayAndClock.format(new Date(iso));

export const minutes = millis => hourAndMinute.format(new Date(millis));

/** An enum's value as words: breaker_open is "Breaker open". */
export function words(value) {
  const text = String(value ?? '')
    .replaceAll('_', ' ')
    .replace(/\b(json|sku|id|api|ok)\b/g, acronym => acronym.toUpperCase());
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** In how long what waits will have been delivered. */
export const drain = ({waitingRows, drainSeconds}) => {
  if (waitingRows === 0) {
    return NONE;
  }
  return known(drainSeconds) ? durationText(drainSeconds * 1000) : 'Cannot be told';
};
