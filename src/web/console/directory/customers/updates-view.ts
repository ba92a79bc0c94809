import type { CustomerHeader } from '../../../../domain/directory-entry/directory-schema.ts';
import {
  MAX_UPDATE_LENGTH,
  type Reached,
  roleOf,
  type ServiceUpdate,
} from '../../../../domain/service-updates/service-update.ts';
import { may, type User } from '../../../../domain/users/user.ts';
import { address } from '../../address.ts';
import type { ConsoleContext } from '../../context.ts';
import { faultMarks, faultView } from '../../fault-view.ts';
import { type Html, html, nothing } from '../../html.ts';
import { wordFor } from '../../words/index.ts';

export type SentUpdate = ServiceUpdate & { sentAt: Date; reached: Reached[] };

/** Why an update was not sent, and what was typed. */
export interface WrongUpdate {
  text: string;
  fault: keyof ConsoleContext['words']['updates']['faults'];
}

/** As whom somebody may write to the contacts of a customer; null: not at all. */
export function authorRole(
  user: Pick<User, 'role' | 'engineer'>,
  customer: Pick<CustomerHeader, 'tam' | 'deputy'>,
): ServiceUpdate['role'] | null {
  const role = user.engineer === null ? null : roleOf(customer, user.engineer);
  return role ?? (may(user, 'registry') ? 'team' : null);
}

/** What the contacts of a customer were told, who was reached, and the form that tells them something. */
export function updatesView(
  context: ConsoleContext,
  number: string,
  {
    updates,
    mayWrite,
    wrong,
  }: { updates: readonly SentUpdate[]; mayWrite: boolean; wrong: WrongUpdate | null },
): Html {
  const { updates: said } = context.words;
  return html`
    <section class="card" id="updates" aria-labelledby="updates-title">
      <h2 id="updates-title">${said.title}</h2>
      ${faultView(wrong && said.faults[wrong.fault], 'update-fault')}
      ${
        mayWrite
          ? html`
      <form method="post" action="${address('/registry/customers/:number/updates', { number })}">
        <label>${said.text}<textarea name="text" rows="3" required maxlength="${MAX_UPDATE_LENGTH}" ${faultMarks(wrong?.fault === 'text', 'update-fault')}>${wrong?.text ?? ''}</textarea></label>
        <p class="quiet">${said.hint}</p>
        <button>${said.send}</button>
      </form>`
          : nothing
      }
      ${updates.length > 0 ? html`<ul class="lines">${updates.map((update) => updateView(context, update))}</ul>` : html`<p class="quiet">${said.none}</p>`}
    </section>`;
}

function updateView(
  { words, format, now }: ConsoleContext,
  { authorName, body, sentAt, reached }: SentUpdate,
): Html {
  const told = reached.map(
    ({ contact, status }) =>
      html`<li>${contact}: ${status === null || status === 'spoken' ? words.updates.told[status ?? 'not'] : wordFor(words.messageStatus, status)}</li>`,
  );
  return html`
    <li><div>
      <p><small>${authorName}, ${format.moment(sentAt, now)}</small></p>
      <p>${body}</p>
      <ul class="quiet">${told}</ul>
    </div></li>`;
}
