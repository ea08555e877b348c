/** A shop's dead letters: the list by filter, or one of them. */

import {html} from '../lit/lit-html.js';
import {get, shopPath, withQuery} from '../lib/api.js';
import {count, words} from '../lib/format.js';
import {go, link} from '../lib/router.js';
import {confirmRedriveOfOne, redriveOne} from '../parts/redrive-one.js';
import {badge} from '../parts/badge.js';
import {heading} from '../parts/heading.js';
import {held} from '../parts/held.js';
import {letterFilter, filterOf, apiFilter} from '../parts/letter-filter.js';
import {moment} from '../parts/moment.js';
import {empty} from '../parts/notice.js';
import {operatorButton, whyNot} from '../parts/operator.js';
import {pager} from '../parts/pager.js';
import {redriveMany} from '../parts/redrive-many.js';
import {shopOf, shopsOfToken} from '../parts/shop-choice.js';
import {table} from '../parts/table.js';
import {openLetter} from './dead-letter.js';

const PER_PAGE = 25;

const state = letter =>
  letter.redrives.length
    ? html`${badge(letter.redrives.at(-1).outcome)}<span class="sub">${letter.redrives.at(-1).by ?? ''}</span>`
    : badge('waiting', 'Not redriven');

const columns = (shop, redrive, busy) => [
  {
    label: 'Letter',
    head: true,
    cell: letter => html`<a href=${link('dead-letters', [shop, letter.id])}>${letter.id}</a>`,
  },
  {label: 'Died', cell: letter => moment(letter.diedAt)},
  {label: 'Cause', cell: letter => html`${words(letter.cause)}<span class="sub">${letter.message}</span>`},
  {label: 'Topic', cell: letter => html`<span class="mono">${letter.origin.topic}</span>`},
  {label: 'Attempts', numeric: true, cell: letter => count(letter.attempts)},
  {label: 'Redriven', cell: state},
  {
    label: 'Action',
    unlabelled: true,
    cell: letter => operatorButton('Redrive', () => redrive(letter), {about: letter.id, busy: busy === letter.id}),
  },
];

function openList({route, draw, signal}) {
  const filter = filterOf(route.query);
  const cursor = route.query.get('cursor');
  let shop = null;
  let domains = [];
  let busy = null;
  const page = held(
    draw,
    async () => {
      domains = await shopsOfToken();
      shop = await shopOf(route);
      return shop
        ? get(withQuery(shopPath(shop, 'dead-letters'), {...apiFilter(filter), cursor, limit: PER_PAGE}), signal)
        : {letters: []};
    },
    'dead letters',
    6,
  );
  const many = redriveMany({draw, signal, onEnd: page.load});
  page.load();

  async function redrive(letter) {
    const again = letter.redrives.some(each => each.outcome === 'redriven');
    if (await confirmRedriveOfOne(letter, again)) {
      busy = letter.id;
      draw();
      await redriveOne(shop, letter.id, again);
      busy = null;
      await page.load();
    }
  }

  const list = ({letters, nextCursor}) =>
    letters.length
      ? html`<section class="card flush">
            ${table({
              caption: `Dead letters of ${shop}, oldest first`,
              columns: columns(shop, redrive, busy),
              rows: letters,
            })}
          </section>
          ${pager({
            first: cursor && link('dead-letters', [shop], filter),
            next: nextCursor && link('dead-letters', [shop], {...filter, cursor: nextCursor}),
          })}`
      : Object.values(filter).some(Boolean)
        ? empty(
            'No dead letter passes this filter',
            html`<a href=${link('dead-letters', [shop])}>Show all dead letters</a>`,
          )
        : empty('No dead letters', 'Everything that came in for this shop could be processed.');

  return {
    title: () => (shop ? `Dead letters of ${shop}` : 'Dead letters'),
    view: () =>
      html`${heading(
        'Dead letters',
        'What could not be processed, and setting it right.',
        operatorButton('Redrive by filter…', () => many.begin(shop, filter), {primary: true, busy: many.running()}),
      )}
      ${whyNot()}
      ${letterFilter({domains, shop: shop ?? route.parts[0], filter, onFilter: (to, chosen) => go(link('dead-letters', [to], chosen))})}
      ${many.view()} ${page.view(list)}`,
  };
}

export const deadLetters = {
  title: 'Dead letters',
  open: context => (context.route.parts[1] ? openLetter(context) : openList(context)),
};
