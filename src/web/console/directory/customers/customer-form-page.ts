import type { Engineer } from '../../../../domain/oncall/engineers/engineer-store.ts';
import { address } from '../../address.ts';
import { backTo } from '../../back-view.ts';
import type { ConsoleContext } from '../../context.ts';
import { type Html, html, nothing } from '../../html.ts';
import { layout } from '../../layout.ts';
import { LANGUAGES } from '../../words/index.ts';
import type { Draft } from '../draft.ts';
import { draftNotice, type Filling, inputField, selectField } from '../field-view.ts';

interface Choices {
  /** what people call them, by key */
  plans: ReadonlyMap<string, string>;
  calendars: ReadonlyMap<string, string>;
  engineers: readonly Engineer[];
}

/** The form of a customer. @param number null for a new one, whose number is asked for */
export function customerFormPage(
  context: ConsoleContext,
  number: string | null,
  draft: Draft,
  choices: Choices,
): Html {
  const { words } = context;
  const { customers, edit } = words;
  const [to, back] =
    number === null
      ? [address('/registry/customers/new'), address('/registry/customers')]
      : [
          address('/registry/customers/:number/edit', { number }),
          address('/registry/customers/:number', { number }),
        ];
  const title = number === null ? customers.add : customers.editTitle(number);
  const filling: Filling = { words, draft, prefix: 'customer' };
  const content = html`
    ${backTo(back, number === null ? customers.title : draft.values.name || number)}
    <section class="card form">
      <h1>${title}</h1>
      ${draftNotice(context, draft)}
      ${choices.plans.size === 0 || choices.calendars.size === 0 ? html`<p class="warning">${words.make.firstNeeded.customers}</p>` : nothing}
      <form method="post" action="${to}">
        <input type="hidden" name="version" value="${draft.values.version ?? ''}">
        ${number === null ? inputField(filling, { name: 'number', label: customers.number, hint: customers.numberHint, required: true, maxlength: 15, inputmode: 'numeric' }) : html``}
        ${fields(filling, choices)}
        <div class="buttons"><button>${edit.save}</button><a href="${back}">${edit.cancel}</a></div>
      </form>
    </section>`;
  return layout(context, { title, content, place: 'registry', style: 'registry' });
}

function fields(filling: Filling, { plans, calendars, engineers }: Choices): Html {
  const { customers } = filling.words;
  const languages = [
    ['', customers.reportLanguageUsual] as const,
    ...LANGUAGES.map(({ language, name }) => [language, name] as const),
  ];
  const people = [['', '–'] as const, ...engineers.map(({ key, name }) => [key, name] as const)];
  return html`
    ${inputField(filling, { name: 'name', label: customers.name, required: true, maxlength: 300 })}
    ${selectField(filling, { name: 'plan', label: customers.plan, choices: [...plans] })}
    <div class="pair">
      ${inputField(filling, { name: 'valid.from', label: customers.validFrom, type: 'date', required: true })}
      ${inputField(filling, { name: 'valid.until', label: customers.validUntil, type: 'date', required: true, hint: customers.lastDay })}
    </div>
    ${selectField(filling, { name: 'calendar', label: customers.calendar, choices: [...calendars] })}
    <div class="pair">
      ${selectField(filling, { name: 'tam', label: customers.tam, choices: people })}
      ${selectField(filling, { name: 'deputy', label: customers.deputy, choices: people })}
    </div>
    <div class="pair">
      ${inputField(filling, { name: 'report.to', label: customers.reportTo, hint: customers.reportToHint, maxlength: 254 })}
      ${selectField(filling, { name: 'report.language', label: customers.reportLanguage, choices: languages })}
    </div>`;
}

/** Asks once more before a customer is retired. */
export function retireCustomerPage(
  context: ConsoleContext,
  number: string,
  name: string,
  contacts: number,
): Html {
  const { customers, edit } = context.words;
  const content = html`
    ${backTo(address('/registry/customers/:number', { number }), name)}
    <section class="card form">
      <h1>${customers.retireTitle(name)}</h1>
      <p>${customers.retireText(contacts)}</p>
      <form method="post" action="${address('/registry/customers/:number/retire', { number })}">
        <div class="buttons"><button class="grave">${customers.retireSubmit}</button><a href="${address('/registry/customers/:number', { number })}">${edit.cancel}</a></div>
      </form>
    </section>`;
  return layout(context, {
    title: customers.retireTitle(name),
    content,
    place: 'registry',
    style: 'registry',
  });
}
