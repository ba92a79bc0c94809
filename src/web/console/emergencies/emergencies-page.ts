import { may } from '../../../domain/users/user.ts';
import { address } from '../address.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../layout.ts';
import { noticeView } from '../notice.ts';
import type { Words } from '../words/index.ts';
import type { ListedEmergency } from './emergency-list-store.ts';

export type EmergencyFault = keyof Words['emergencies']['faults'];

/** What became of the form, or nothing yet. */
export type EmergencySaid = { closed: number } | { fault: EmergencyFault } | null;

/** All unverified tickets that wait for an answer, and a form that closes those that are ticked. */
export function emergenciesPage(
  context: ConsoleContext,
  emergencies: readonly ListedEmergency[],
  said: EmergencySaid,
): Html {
  const words = context.words.emergencies;
  const mayClose = may(context.user, 'close');
  const content = html`
    <div class="page-title"><div><h1>${words.title}</h1><p>${words.intro}</p></div></div>
    ${notice(words, said)}
    ${
      emergencies.length === 0
        ? html`<p class="empty card">${words.none}</p>`
        : html`<form method="post" action="/emergencies/close">
            ${table(context, emergencies, mayClose)}
            ${mayClose ? closing(words) : nothing}
          </form>`
    }`;
  return layout(context, { title: words.title, content, place: 'board', style: 'users' });
}

function notice(words: Words['emergencies'], said: EmergencySaid): Html {
  if (said === null) return nothing;
  if ('fault' in said) return html`<p class="fault" role="alert">${words.faults[said.fault]}</p>`;
  return noticeView(words.closed(said.closed));
}

function table(context: ConsoleContext, emergencies: readonly ListedEmergency[], mayClose: boolean): Html {
  const words = context.words.emergencies;
  const heads = [words.ticket, words.since, words.calls, words.messages, words.hasIt];
  return html`
    <div class="card table users"><table><caption class="hidden">${words.title}</caption>
      <thead><tr>${mayClose ? html`<th scope="col"><span class="hidden">${words.tick}</span></th>` : nothing}
        ${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
      <tbody>${emergencies.map((one) => row(context, one, mayClose))}</tbody></table></div>`;
}

/** What an engineer has taken is not ticked: that one has been looked at. */
function row({ words, format, now }: ConsoleContext, emergency: ListedEmergency, mayClose: boolean): Html {
  const { number, status, openedAt, customerName, holderName } = emergency;
  const ticked = status === 'open' ? html`checked` : nothing;
  const box = html`<td><input type="checkbox" name="ticket" value="${number}" ${ticked} aria-label="${words.emergencies.tickOne(number)}"></td>`;
  return html`
    <tr>
      ${mayClose ? box : nothing}
      <td><a href="${address('/tickets/:number', { number })}"><b>${number}</b></a> <small>${customerName ?? words.board.noCustomer}</small></td>
      <td data-label="${words.emergencies.since}"><time datetime="${openedAt.toISOString()}">${format.moment(openedAt, now)}</time></td>
      <td class="digits" data-label="${words.emergencies.calls}">${emergency.calls}</td>
      <td class="digits" data-label="${words.emergencies.messages}">${emergency.messages}</td>
      <td data-label="${words.emergencies.hasIt}">${holderName ?? html`<span class="quiet">${words.board.nobodyHasIt}</span>`}</td>
    </tr>`;
}

function closing(words: Words['emergencies']): Html {
  return html`
    <section class="card" aria-labelledby="close-title">
      <h2 id="close-title">${words.close}</h2>
      <p class="quiet">${words.closeHint}</p>
      <label>${words.reason}<textarea name="text" rows="2" maxlength="1000" required></textarea></label>
      <label class="choice"><input type="checkbox" name="sure" value="yes" required> ${words.sure}</label>
      <button class="grave">${words.submit}</button>
    </section>`;
}
