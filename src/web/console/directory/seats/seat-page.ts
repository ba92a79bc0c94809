import type { Seated } from '../../../../domain/customers/seat-store.ts';
import { hasLandlinesOnly } from '../../../../domain/directory-entry/phone.ts';
import { may } from '../../../../domain/users/user.ts';
import { address } from '../../address.ts';
import { backTo } from '../../back-view.ts';
import type { ConsoleContext } from '../../context.ts';
import { copyButton } from '../../copy-view.ts';
import { type Html, html, nothing } from '../../html.ts';
import { layout } from '../../layout.ts';
import { noticeView } from '../../notice.ts';
import { phonesView } from '../../phone-view.ts';
import { type CustomerStory, type Seat, standsIn } from '../customers/read-customer.ts';
import { sayDeputy } from '../customers/seats-view.ts';
import type { Draft } from '../draft.ts';
import { sayDayOf, sayLanguage } from '../say-date.ts';
import { sourceMark } from '../source-view.ts';
import type { SeatForm } from './seat-form.ts';
import { seatForms } from './seat-forms-view.ts';

export interface SeatStory {
  customer: CustomerStory;
  seat: Seat;
  /** who had it before, the last first */
  history: readonly Seated[];
  /** the languages the hotline speaks */
  languages: readonly string[];
}

/** A form that could not be taken as it was filled in. */
export type RefusedSeat = { form: SeatForm; draft: Draft } | null;

/** One seat: who sits there and who did, and the forms by which it changes hands. */
export function seatPage(
  context: ConsoleContext,
  story: SeatStory,
  refused: RefusedSeat,
  done: string | null,
): Html {
  const { words, user } = context;
  const { customer, seat } = story;
  const title = `${words.seats.seat(seat.seat)} · ${customer.header.name}`;
  const content = html`
    ${backTo(address('/registry/customers/:number', { number: customer.number }), customer.header.name)}
    <div class="page-title"><h1>${title}</h1></div>
    ${noticeView(done)}
    <div class="two">
      <div>${sitting(context, story)}${historyView(context, story)}</div>
      <aside>${may(user, 'registry') ? seatForms(context, story, refused) : html`<p class="quiet">${words.edit.readOnly}</p>`}</aside>
    </div>`;
  return layout(context, { title, content, place: 'registry', style: 'registry' });
}

function sitting(context: ConsoleContext, { customer, seat: { seat, holder, deputy } }: SeatStory): Html {
  const { words, now } = context;
  if (!holder) {
    return html`<section class="card" aria-labelledby="now-title"><h2 id="now-title">${words.seats.free}</h2><p class="quiet">${words.seats.freeText}</p></section>`;
  }
  const { zone } = customer;
  const rests = deputy !== null && standsIn(deputy, now);
  const unlock = address('/registry/customers/:number/seats/:seat/unlock', { number: customer.number, seat });
  return html`
    <section class="card" aria-labelledby="now-title">
      <h2 id="now-title">${words.seats.sitsHere}</h2>
      ${personView(context, holder, { zone, unlock, standing: rests ? words.seats.rests : null })}
      ${deputy ? personView(context, deputy, { zone, unlock, standing: sayDeputy(context, holder.name, deputy, zone) }) : nothing}
    </section>`;
}

function personView(
  context: ConsoleContext,
  person: Seated,
  { zone, unlock, standing }: { zone: string; unlock: string; standing: string | null },
): Html {
  const { words, format, user, now } = context;
  const { seats } = words;
  const mayUnlock = may(user, 'registry');
  return html`
    <div class="person">
      <h3>${person.name} ${sourceMark(context, person)}</h3>
      ${standing === null ? nothing : html`<p class="standing-in">${standing}</p>`}
      <dl class="facts">
        <div><dt>${seats.phones}</dt><dd class="digits">${phonesView(person.phones)}</dd></div>
        <div><dt>${seats.language}</dt><dd>${sayLanguage(words, person.language)}</dd></div>
        <div><dt>${seats.sinceWhen}</dt><dd>${person.since ? sayDayOf(words, person.since, zone) : seats.sinceBefore}</dd></div>
      </dl>
      ${hasLandlinesOnly(person.phones) ? html`<p class="warning">${seats.landlinesOnlyHint}</p>` : nothing}
      ${
        person.lockedUntil
          ? html`<div class="locked"><p class="fault">${seats.lockedUntil(format.moment(person.lockedUntil, now))}</p>
          ${mayUnlock ? html`<form method="post" action="${unlock}"><input type="hidden" name="contact" value="${person.id}"><button>${seats.unlock}</button></form>` : nothing}</div>`
          : nothing
      }
    </div>`;
}

function historyView({ words }: ConsoleContext, { history, customer }: SeatStory): Html {
  const { seats } = words;
  const day = (at: Date | null) => (at ? sayDayOf(words, at, customer.zone) : seats.earlier);
  return html`
    <section class="card" aria-labelledby="history-title">
      <h2 id="history-title">${seats.history}</h2>
      ${
        history.length > 0
          ? html`<ol class="lines">${history.map(
              (one) =>
                html`<li><p><b>${one.name}</b> ${one.deputyFor ? html`<span class="pill calm">${seats.wasDeputy}</span>` : nothing}</p>
                <p class="quiet">${day(one.since)} – ${day(one.until)}${one.changedBy ? html` · ${seats.endedBy(one.changedBy)}` : nothing}</p></li>`,
            )}</ol>`
          : html`<p class="quiet">${seats.noHistory}</p>`
      }
    </section>`;
}

/** The one page that shows a PIN. */
export function pinPage(
  context: ConsoleContext,
  { customer, seat: { seat } }: Pick<SeatStory, 'customer' | 'seat'>,
  { name, pin, isFirst }: { name: string; pin: string; isFirst: boolean },
): Html {
  const { seats } = context.words;
  const at = address('/registry/customers/:number/seats/:seat', { number: customer.number, seat });
  const content = html`
    <section class="card form pin">
      <h1>${seats.pinTitle(name)}</h1>
      <p class="digits code">${pin}</p>
      <p>${copyButton(context.words, pin)}</p>
      <p>${seats.pinText}</p>
      ${isFirst ? nothing : html`<p class="quiet">${seats.pinOld}</p>`}
      <p><a class="button" href="${at}">${seats.pinNoted}</a></p>
    </section>`;
  return layout(context, {
    title: seats.pinTitle(name),
    content,
    place: 'registry',
    style: 'registry',
    script: 'copy',
  });
}
