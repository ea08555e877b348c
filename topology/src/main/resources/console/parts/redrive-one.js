/** Redriving one dead letter, with what came of it said. */

import {html, nothing} from '../lit/lit-html.js';
import {post, shopPath, withQuery} from '../lib/api.js';
import {words} from '../lib/format.js';
import {announce} from './announce.js';
import {confirm} from './confirm.js';
import {toast} from './toast.js';

/** @param again whether it has been redriven before */
export const confirmRedriveOfOne = (letter, again) =>
  confirm({
    title: `Redrive dead letter ${letter.id}?`,
    action: again ? 'Redrive again' : 'Redrive',
    content: html`<p>
        What died is written to its topic once more and counts, once. It died of “${words(letter.cause)}”: where that
        still holds, it dies again.
      </p>
      ${again ? html`<p><strong>It has been redriven before.</strong> It still counts once.</p>` : nothing}`,
  });

/** @returns the result; null where the request itself failed, which has been shown then */
export async function redriveOne(shop, id, again) {
  try {
    const result = await post(withQuery(shopPath(shop, 'dead-letters', id, 'redrive'), {again: again ? 'true' : ''}));
    const text = `Dead letter ${id}: ${words(result.outcome).toLowerCase()}${result.message ? `. ${result.message}` : ''}`;
    toast(text, result.outcome === 'redriven' ? 'good' : 'bad');
    announce(text);
    return result;
  } catch (problem) {
    toast(`${problem.title}. ${problem.message}`, 'bad');
    announce(`${problem.title}. ${problem.message}`);
    return null;
  }
}
