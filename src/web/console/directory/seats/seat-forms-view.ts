import type { Seated } from '../../../../domain/customers/seat-store.ts';
import { address } from '../../address.ts';
import type { ConsoleContext } from '../../context.ts';
import { type Html, html, nothing } from '../../html.ts';
import { newDraft } from '../draft.ts';
import { areaField, checkField, draftNotice, type Filling, inputField, selectField } from '../field-view.ts';
import { sayLanguage } from '../say-date.ts';
import { reachFields, type SeatForm } from './seat-form.ts';
import type { RefusedSeat, SeatStory } from './seat-page.ts';

/** Everything that can be done about a seat, each behind its name; a form that was refused is open, and the only one of a free seat. */
export function seatForms(context: ConsoleContext, story: SeatStory, refused: RefusedSeat): Html {
  const { words } = context;
  const { seats } = words;
  const { holder, deputy } = story.seat;
  const form = (
    name: SeatForm,
    { title, hint, submit }: { title: string; hint: string; submit: string },
    empty: Record<string, string>,
    fields: (filling: Filling) => Html,
  ) => {
    const draft = refused?.form === name ? refused.draft : newDraft(empty);
    const filling: Filling = { words, draft, prefix: name };
    return html`
      <details ${refused?.form === name || !holder ? html`open` : nothing}><summary>${title}</summary>
        <form method="post" action="${to(story, name)}">
          ${draftNotice(context, draft)}
          <p class="quiet">${hint}</p>
          <input type="hidden" name="holder" value="${holder?.id ?? ''}">
          <input type="hidden" name="version" value="${draft.values.version ?? ''}">
          ${fields(filling)}
          <button>${submit}</button>
        </form></details>`;
  };
  const person = { name: '', phones: '', language: holder?.language ?? story.languages[0] ?? '' };
  const taking = holder
    ? { title: seats.swap, hint: seats.swapHint(holder.name), submit: seats.swapSubmit }
    : { title: seats.fill, hint: seats.fillHint, submit: seats.fillSubmit };
  const term = { from: '', until: '' };
  return html`
    <section class="card actions" aria-labelledby="do-title">
      <h2 id="do-title">${words.edit.actions}</h2>
      ${[holder, deputy].map((one) => (one ? pinForm(context, story, one) : nothing))}
      ${holder ? form('reach', { title: seats.reach(holder.name), hint: seats.reachHint, submit: words.edit.save }, reachFields(holder), (filling) => personView(filling, story)) : nothing}
      ${holder && !deputy ? form('stand-in', { title: seats.standIn, hint: seats.standInHint(holder.name), submit: seats.standInSubmit }, { ...person, ...term }, (filling) => html`${personView(filling, story)}${termView(filling)}`) : nothing}
      ${deputy ? leaveForm(story, deputy, seats.endDeputy(deputy.name), seats.endDeputyHint(holder?.name ?? '')) : nothing}
      ${form('take', taking, person, (filling) => personView(filling, story))}
      ${holder ? leaveForm(story, holder, seats.leave(holder.name), seats.leaveHint) : nothing}
    </section>`;
}

function to({ customer, seat }: SeatStory, action: SeatForm | 'pin' | 'leave'): string {
  const values = { number: customer.number, seat: seat.seat };
  return address(`/registry/customers/:number/seats/:seat/${action}`, values);
}

function pinForm({ words }: ConsoleContext, story: SeatStory, { id, name }: Seated): Html {
  return html`
    <details><summary>${words.seats.resetPin(name)}</summary>
      <form method="post" action="${to(story, 'pin')}">
        <p class="quiet">${words.seats.resetPinHint}</p>
        <input type="hidden" name="contact" value="${id}">
        <button>${words.seats.resetPinSubmit}</button>
      </form></details>`;
}

function leaveForm(story: SeatStory, { id }: Seated, title: string, hint: string): Html {
  return html`
    <details><summary>${title}</summary>
      <form method="post" action="${to(story, 'leave')}">
        <p class="quiet">${hint}</p>
        <input type="hidden" name="contact" value="${id}">
        <button class="grave">${title}</button>
      </form></details>`;
}

function personView(filling: Filling, { languages }: SeatStory): Html {
  const { seats } = filling.words;
  const spoken = languages.map((code) => [code, sayLanguage(filling.words, code)] as const);
  return html`
    ${inputField(filling, { name: 'name', label: seats.name, required: true, maxlength: 300 })}
    ${areaField(filling, { name: 'phones', label: seats.phones, hint: seats.phonesHint, rows: 2, required: true })}
    ${selectField(filling, { name: 'language', label: seats.language, choices: spoken })}
    ${filling.draft.values['take-back'] === undefined ? nothing : checkField(filling, { name: 'take-back', label: seats.takeBack })}`;
}

function termView(filling: Filling): Html {
  const { seats } = filling.words;
  return html`<div class="pair">
    ${inputField(filling, { name: 'from', label: seats.termFrom, hint: seats.termFromHint, type: 'date' })}
    ${inputField(filling, { name: 'until', label: seats.termUntil, hint: seats.termUntilHint, type: 'date', required: true })}
  </div>`;
}
