import { may } from '../../../../domain/users/user.ts';
import { address } from '../../address.ts';
import { backTo } from '../../back-view.ts';
import { callLines } from '../../calls/call-lines.ts';
import type { ConsoleContext } from '../../context.ts';
import { type Html, html, nothing } from '../../html.ts';
import { layout } from '../../layout.ts';
import { engineerLink } from '../../link-views.ts';
import { noticeView } from '../../notice.ts';
import { ticketLines } from '../../tickets/ticket-lines.ts';
import { sayDay } from '../say-date.ts';
import { sourceView } from '../source-view.ts';
import type { CustomerStory } from './read-customer.ts';
import type { CustomerDealings } from './read-dealings.ts';
import { seatsView } from './seats-view.ts';
import { authorRole, updatesView, type WrongUpdate } from './updates-view.ts';
import { validityView } from './validity-view.ts';

export interface CustomerPage {
  dealings: CustomerDealings;
  /** what was just done, in words */
  done: string | null;
  wrongUpdate: WrongUpdate | null;
}

/** One customer: what is agreed, who may call, and what they were told. */
export function customerPage(
  context: ConsoleContext,
  story: CustomerStory,
  { dealings, done, wrongUpdate }: CustomerPage,
): Html {
  const { words } = context;
  const { header, number, updates } = story;
  const mayWrite = authorRole(context.user, header) !== null;
  const content = html`
    ${backTo(address('/registry/customers'), words.customers.title)}
    <div class="page-title"><h1>${header.name} <small class="digits">${number}</small></h1></div>
    ${noticeView(done)}
    <div class="two">
      <div>
        <div class="card">${seatsView(context, story)}${keptSeats(context, story)}</div>
        ${ticketLines(context, dealings.tickets, { customer: number })}
        ${callLines(context, dealings.calls, number)}
        ${updatesView(context, number, { updates, mayWrite, wrong: wrongUpdate })}
      </div>
      <aside>${details(context, story)}${lockView(context, story)}${actions(context, story)}</aside>
    </div>`;
  return layout(context, { title: header.name, content, place: 'registry', style: 'registry' });
}

/** Seats that the console changed while the contract is still the file's: they are handed back from here. */
function keptSeats({ words, user }: ConsoleContext, { number, source, seatsAreKept }: CustomerStory): Html {
  if (!seatsAreKept) return nothing;
  const button =
    source.source === 'file' && may(user, 'registry')
      ? html`<form method="post" action="${address('/registry/customers/:number/hand-back', { number })}"><button class="plain">${words.source.handBack}</button></form>`
      : nothing;
  return html`<div class="source quiet"><p>${words.seats.kept}</p>${button}</div>`;
}

function details(
  context: ConsoleContext,
  { number, header, called, engineers, source }: CustomerStory,
): Html {
  const { words, format, now } = context;
  const { customers } = words;
  const person = (key: string | undefined) => {
    const known = engineers.find((one) => one.key === key);
    return known ? engineerLink(known.key, known.name) : html`${key ?? '–'}`;
  };
  const facts: [string, Html][] = [
    [
      customers.plan,
      html`<a href="${address('/registry/plans/:name', { name: header.plan })}">${called.plan}</a>`,
    ],
    [customers.validFrom, html`${sayDay(words, header.valid.from)}`],
    [customers.validUntil, validityView(words, header.valid, format.isoDay(now))],
    [
      customers.calendar,
      html`<a href="${address('/registry/calendars/:name', { name: header.calendar })}">${called.calendar}</a>`,
    ],
    [customers.tam, person(header.tam)],
    [customers.deputy, person(header.deputy)],
    [customers.reportTo, html`${header.report?.to ?? '–'}`],
  ];
  return html`
    <section class="card" aria-labelledby="contract-title">
      <h2 id="contract-title">${customers.contract}</h2>
      <dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
      <p><a href="${address('/registry/customers/:number/reports', { number })}">${words.monthly.listTitle}</a></p>
      ${sourceView(context, source, address('/registry/customers/:number/hand-back', { number }))}
    </section>`;
}

/** A lock of calls from unknown numbers; those of contacts are shown at their seats. */
function lockView(
  { words, format, user, now }: ConsoleContext,
  { number, lockedUntil }: CustomerStory,
): Html {
  if (!lockedUntil) return nothing;
  return html`
    <section class="card" aria-labelledby="lock-title">
      <h2 id="lock-title">${words.seats.lockTitle}</h2>
      <p>${words.customers.lockedUntil(format.moment(lockedUntil, now))}</p>
      ${may(user, 'registry') ? html`<form method="post" action="${address('/registry/customers/:number/unlock', { number })}"><button>${words.seats.unlock}</button></form>` : nothing}
    </section>`;
}

function actions({ words, user }: ConsoleContext, { number }: CustomerStory): Html {
  if (!may(user, 'registry')) return html`<p class="quiet">${words.edit.readOnly}</p>`;
  return html`
    <nav class="buttons" aria-label="${words.edit.actions}">
      <a class="button" href="${address('/registry/customers/:number/edit', { number })}">${words.customers.edit}</a>
      <a class="button quiet-button" href="${address('/registry/customers/:number/retire', { number })}">${words.customers.retire}</a>
    </nav>`;
}
