/** Drawn here, so that no other host is asked for them. All are decoration: the words beside them say it. */

import {svg, html} from '../lit/lit-html.js';

const PATHS = {
  overview: svg`<path d="M3 13h4l3-8 4 14 3-6h4"/>`,
  shops: svg`<path d="M4 10v10h16V10M3 10l2-6h14l2 6a3 3 0 0 1-6 0 3 3 0 0 1-6 0 3 3 0 0 1-6 0zM10 20v-5h4v5"/>`,
  stock: svg`<path d="M3 7.5 12 3l9 4.5v9L12 21l-9-4.5zM3 7.5l9 4.5 9-4.5M12 12v9"/>`,
  trace: svg`<circle cx="6" cy="5" r="2"/><circle cx="18" cy="12" r="2"/><circle cx="6" cy="19" r="2"/><path d="M8 5h5a3 3 0 0 1 3 3v2M16 13v1a3 3 0 0 1-3 3H8"/>`,
  'dead-letters': svg`<path d="M3 6h18v12H3zM3 7l9 7 9-7"/><path d="m16 15 4 4m0-4-4 4"/>`,
  jobs: svg`<path d="M12 3a9 9 0 1 0 9 9M12 7v5l3 2M17 3.5 21 3v4"/>`,
  moon: svg`<path d="M20 14.5A8 8 0 0 1 9.5 4 8 8 0 1 0 20 14.5z"/>`,
  sun: svg`<circle cx="12" cy="12" r="4"/><path d="M12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M19 5l-2 2M7 17l-2 2"/>`,
  leave: svg`<path d="M14 4h5v16h-5M3 12h11M10 8l4 4-4 4"/>`,
  search: svg`<circle cx="11" cy="11" r="6"/><path d="m16 16 5 5"/>`,
  redo: svg`<path d="M4 12a8 8 0 1 1 2.5 5.8M4 18v-6h6"/>`,
  arrow: svg`<path d="M5 12h14M13 6l6 6-6 6"/>`,
};

export const icon = name => html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${PATHS[name]}</svg>`;

export const logo = () =>
  html`<svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="7" />
    <path d="M6 12c3.5-4 6.5-4 10 0s6.5 4 10 0" />
    <path class="faint" d="M6 21c3.5-4 6.5-4 10 0s6.5 4 10 0" />
  </svg>`;
