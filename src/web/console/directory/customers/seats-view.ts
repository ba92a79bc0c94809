import { hasLandlinesOnly } from '../../../../domain/directory-entry/phone.ts';
import { address } from '../../address.ts';
import type { ConsoleContext } from '../../context.ts';
import { type Html, html, nothing } from '../../html.ts';
import { phonesView } from '../../phone-view.ts';
import { sayDayOf, sayLanguage, sayLastDay } from '../say-date.ts';
import { type CustomerStory, type Seat, standsIn } from './read-customer.ts';

/** The seats as a row of chairs: who sits there, how they are reached, who stands in. */
export function seatsView(context: ConsoleContext, story: CustomerStory): Html {
  const { seats: said } = context.words;
  const taken = story.seats.filter(({ holder }) => holder !== null).length;
  return html`
    <section aria-labelledby="seats-title">
      <h2 id="seats-title">${said.title} <small class="digits">${said.taken(taken, story.seats.length)}</small></h2>
      <ol class="seats">${story.seats.map((seat) => seatView(context, story, seat))}</ol>
    </section>`;
}

function seatView(
  context: ConsoleContext,
  { number, zone }: CustomerStory,
  { seat, holder, deputy }: Seat,
): Html {
  const { words, now } = context;
  const { seats: said } = words;
  const href = address('/registry/customers/:number/seats/:seat', { number, seat });
  if (!holder) {
    return html`<li class="seat free">${chair(said.seat(seat), seat)}
      <div><a href="${href}"><b>${said.free}</b></a></div></li>`;
  }
  const rests = deputy !== null && standsIn(deputy, now);
  const sitting = rests ? deputy : holder;
  const since = sitting.since ? said.since(sayDayOf(words, sitting.since, zone)) : '';
  return html`
    <li class="seat ${rests ? 'resting' : ''}">
      ${chair(said.seat(seat), seat)}
      <div>
        <a href="${href}"><b>${sitting.name}</b></a>
        ${sitting.lockedUntil ? html`<span class="pill missed">${said.locked}</span>` : nothing}
        <small>${sayLanguage(words, sitting.language)}${since === '' ? nothing : html` · ${since}`}</small>
        <span class="phones digits">${phonesView(sitting.phones)}</span>
        ${hasLandlinesOnly(sitting.phones) ? html`<small class="warning">${said.landlinesOnly}</small>` : nothing}
        ${deputy ? html`<small class="stand-in">${sayDeputy(context, holder.name, deputy, zone)}</small>` : nothing}
      </div>
    </li>`;
}

/** Seen it is a number on a chair, read aloud it is `Seat 4`. */
function chair(title: string, seat: number): Html {
  return html`<span class="chair digits" aria-hidden="true">${seat}</span><span class="hidden">${title}</span>`;
}

/** Who stands in for whom, or is going to. */
export function sayDeputy(
  { words, now }: ConsoleContext,
  holder: string,
  deputy: NonNullable<Seat['deputy']>,
  zone: string,
): string {
  const until = deputy.until ? sayLastDay(words, deputy.until, zone) : '';
  if (standsIn(deputy, now)) return words.seats.standsInFor(holder, until);
  const since = deputy.since ? sayDayOf(words, deputy.since, zone) : '';
  return words.seats.willStandIn(deputy.name, since, until);
}
