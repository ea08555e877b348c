/**
 * A table with its caption. On a phone each row is a card, for which the style takes rows and cells out of their table
 * layout: the roles keep them a table for screen readers.
 */

import {html, nothing} from '../lit/lit-html.js';

/**
 * @param columns of {label, cell: row => content, numeric, head: whether the cell names its row, unlabelled: whether the
 *     label is for those who do not see what is below it}
 * @param rowClass such as what has just changed
 */
export const table = ({caption, columns, rows, rowClass = () => ''}) =>
  html` <table role="table">
    <caption>
      ${caption}
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        ${columns.map(
          column =>
            html` <th role="columnheader" scope="col" class=${column.numeric ? 'numeric' : ''}>
              ${column.unlabelled ? html`<span class="visually-hidden">${column.label}</span>` : column.label}
            </th>`,
        )}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map(
        row =>
          html` <tr role="row" class=${rowClass(row)}>
            ${columns.map(column => cell(column, row))}
          </tr>`,
      )}
    </tbody>
  </table>`;

const cell = (column, row) =>
  column.head
    ? html`<th role="rowheader" scope="row" class=${column.numeric ? 'numeric' : ''}>${column.cell(row)}</th>`
    : html`<td
        role="cell"
        class=${column.numeric ? 'numeric' : ''}
        data-label=${column.unlabelled ? nothing : column.label}
      >
        ${column.cell(row)}
      </td>`;
