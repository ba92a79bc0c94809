import type { AuditAction, AuditEntry } from '../../../domain/users/audit-trail-store.ts';
import { address } from '../address.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../layout.ts';
import { customerLink, ticketLink } from '../link-views.ts';
import type { Words } from '../words/index.ts';
import { auditFilterForm } from './audit-filter-form.ts';
import { sayDetail } from './say-detail.ts';

type Who = Pick<AuditEntry, 'userName' | 'userKind' | 'login'>;

export interface AuditPage {
  entries: readonly AuditEntry[];
  /** the id to go on before, null on the last page */
  next: string | null;
  isFirst: boolean;
  isFaulty: boolean;
  /** the filters as they were typed */
  query: Readonly<Record<string, string>>;
}

export function auditPage(
  context: ConsoleContext,
  { entries, next, isFirst, isFaulty, query }: AuditPage,
): Html {
  const { audit, calls } = context.words;
  const heads = [audit.when, audit.who, audit.did, audit.subject].map(
    (head) => html`<th scope="col">${head}</th>`,
  );
  const content = html`
    <div class="page-title"><h1>${audit.title}</h1><p>${audit.intro}</p>
      <a class="button quiet-button" href="${address('/audit.csv', query)}" download>${calls.export}</a></div>
    ${auditFilterForm(context, query)}
    ${isFaulty ? html`<p class="fault" role="alert">${calls.badFilter}</p>` : nothing}
    ${
      entries.length > 0
        ? html`<div class="card table audit"><table><caption class="hidden">${audit.title}</caption><thead><tr>${heads}</tr></thead>
          <tbody>${entries.map((entry) => row(context, entry))}</tbody></table></div>`
        : html`<p class="empty card">${audit.none}</p>`
    }
    <nav class="paging">
      ${isFirst ? nothing : html`<a class="button quiet-button" href="${address('/audit', query)}">${audit.newest}</a>`}
      ${next === null ? nothing : html`<a class="button" rel="next" href="${address('/audit', { ...query, before: next })}">${audit.older}</a>`}
    </nav>`;
  return layout(context, { title: audit.title, content, place: 'audit' });
}

function row({ words, format }: ConsoleContext, { at, action, subject, detail, ...by }: AuditEntry): Html {
  const { audit } = words;
  return html`
    <tr>
      <td><time datetime="${at.toISOString()}">${format.full(at)}</time></td>
      <td><b>${by.userName}</b>${whoView(audit, by)}</td>
      <td>${audit.actions[action]}</td>
      <td><div>${subjectView({ action, subject, detail })} <small>${sayDetail(detail)}</small></div></td>
    </tr>`;
}

/** Names are chosen: whose it is, is said by the login, or by what they are who have none. */
function whoView(audit: Words['audit'], { login, userName, userKind }: Who): Html {
  const kind = userKind === null || userKind === 'user' ? null : audit.kinds[userKind];
  const told = login ?? kind;
  return told === null || told === userName ? nothing : html` <small>${told}</small>`;
}

/** What is done to a ticket; a login, a plan or an engineer may be called by a number, too. */
const OF_TICKETS: ReadonlySet<AuditAction> = new Set<AuditAction>([
  'viewed-ticket',
  'acknowledged',
  'helping',
  'called-in',
  'listener-rung',
  'listened-in',
  'answered',
  'answer-sent',
  'noted',
  'progressed',
  'closed',
  'reopened',
  'connecting',
  'severity-changed',
  'handed-over',
  'passed-on',
  'link-opened',
  'miss-explained',
]);

/** What is done to a customer or to their contacts. */
function isOfCustomer({ action, detail }: Pick<AuditEntry, 'action' | 'detail'>): boolean {
  // an entry of another kind says which
  if (action === 'entry-handed-back') return detail.kind === undefined;
  return /^(viewed-customer|customer-|seat-|deputy-|pin-|service-update-|erasure-)/.test(action);
}

/** Tickets, calls and customers can be looked at from here. */
function subjectView({ action, subject, detail }: Pick<AuditEntry, 'action' | 'subject' | 'detail'>): Html {
  if (subject === null) return nothing;
  if (action === 'viewed-call')
    return html`<a href="${address('/calls/:sid', { sid: subject })}">${subject}</a>`;
  if (!/^\d+$/.test(subject)) return html`${subject}`;
  if (isOfCustomer({ action, detail })) return customerLink(subject, subject);
  return OF_TICKETS.has(action) ? ticketLink(subject) : html`${subject}`;
}
