/** The system at a glance, live: figures, the last hour, who needs attention, what runs. */

import {html, nothing} from '../lit/lit-html.js';
import {get} from '../lib/api.js';
import {follow} from '../lib/events.js';
import {held} from '../parts/held.js';
import {heading} from '../parts/heading.js';
import {hourCharts} from '../parts/hour-charts.js';
import {instances} from '../parts/instances.js';
import {attention} from '../parts/attention.js';
import {liveState} from '../parts/live-state.js';
import {systemFigures} from '../parts/system-figures.js';

const HOUR_MILLIS = 3600000;

/** The first event brings the whole hour, those after it the newest point. */
function join(known, came) {
  const newest = came.history.at(-1)?.at;
  const from = Date.parse(came.at) - HOUR_MILLIS;
  return came.history.length > 1
    ? came.history
    : [...known.filter(point => point.at !== newest && Date.parse(point.at) >= from), ...came.history];
}

function open({draw, signal}) {
  let live = 'connecting';
  const overview = held(draw, () => get('/v1/overview', signal), 'the overview', 8);

  overview.load().then(() =>
    follow('/v1/overview/stream', {
      signal,
      onState: state => {
        live = state;
        draw();
      },
      onEvent: (name, came) => {
        overview.value = {...came, history: join(overview.value?.history ?? [], came)};
        overview.problem = null;
        draw();
      },
    }),
  );

  const shown = ({system, history, attention: shops}) =>
    html` ${system ? systemFigures(system) : nothing} ${attention(shops)}
    ${system ? html`${hourCharts(history)}${instances(system.instances)}` : nothing}`;

  return {
    view: () =>
      html`${heading('Overview', 'Whether it is healthy, now and over the last hour.', liveState(live))}
      ${overview.view(shown)}`,
  };
}

export const overview = {title: 'Overview', open};
