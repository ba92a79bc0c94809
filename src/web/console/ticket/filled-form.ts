import type { ConsoleContext } from '../context.ts';
import { faultMarks } from '../fault-view.ts';
import { textOf, typedIn } from '../form.ts';
import { type Html, html, nothing } from '../html.ts';
import type { Refused } from './act-on-ticket.ts';

/** What a form about a ticket is known by: the id of its drawing, without `do-`. */
export type FormName =
  | 'acknowledge'
  | 'connect'
  | 'pass-on'
  | 'hand-over'
  | 'answer'
  | 'severity'
  | 'progress'
  | 'tell'
  | 'note'
  | 'reopen'
  | 'close';

const FIELDS = ['engineer', 'to', 'how', 'severity', 'stage', 'version', 'text'] as const;
type Field = (typeof FIELDS)[number] | 'sure';

/** What somebody would have to think of, and to choose or write, once more. What is sure is said anew. */
const THOUGHT_OF = ['engineer', 'to', 'severity', 'version', 'text'] as const;

/** The field that each refusal is about; those about none say how the ticket stands. */
const ABOUT: Partial<Record<Refused, Field>> = {
  'no-text': 'text',
  'no-engineer': 'engineer',
  'not-forward': 'stage',
  'not-sure': 'sure',
  'changed-meanwhile': 'severity',
  unchanged: 'severity',
  'not-lower': 'severity',
};

/** Where somebody goes on whose refusal is about no field; in the other forms that is their text. */
const GOES_ON_AT: Partial<Record<FormName, Field>> = {
  acknowledge: 'engineer',
  connect: 'engineer',
  'pass-on': 'engineer',
  'hand-over': 'to',
};

/** A form that came to nothing, as it was filled in: somebody else was quicker, say. */
export interface FilledForm {
  form: string;
  fields: Readonly<Partial<Record<string, string>>>;
  refused: Refused;
}

/** Where a form about a ticket is drawn; one that came to nothing is drawn with what was in it. */
export type FormContext = ConsoleContext & { filled?: FilledForm | null };

/** @returns null where nothing would have to be chosen or written again */
export function filledForm(action: string, body: unknown, refused: Refused): FilledForm | null {
  const fields = typedIn(body, FIELDS);
  if (THOUGHT_OF.every((name) => fields[name] === undefined)) return null;
  // two forms tell of progress: by a stage, and in words
  const form = action === 'progress' && textOf(body, 'stage') === '' ? 'tell' : action;
  return { form, fields, refused };
}

/** What people wrote in it, to be copied where there is no such form any more. */
export function writtenIn({ fields }: FilledForm): string[] {
  return [fields.version, fields.text].filter((text) => text !== undefined);
}

/** How a form stands when it is drawn: as a rule shut and empty. */
export interface Drawing {
  /** mark of what does not open, with a space before it: it stays as it is when the page is told anew */
  kept: Html;
  /** marks of what opens: it is open, too */
  open: Html;
  /** why it came to nothing */
  fault: Html;
  valueOf(field: Field): string;
  /** marks of a field: what is wrong is about it, and it is where somebody goes on */
  marks(field: Field): Html;
}

const SHUT: Drawing = {
  kept: nothing,
  open: nothing,
  fault: nothing,
  valueOf: () => '',
  marks: () => nothing,
};

/** What marks a form that is drawn with what was in it; no text of anybody's can say so, in which it would be escaped. */
const REFILLED = 'data-keep="typed"';

export function drawingOf({ words, filled }: FormContext, form: FormName): Drawing {
  if (filled?.form !== form) return SHUT;
  const { fields, refused } = filled;
  // whatever is wrong with a hand-over is about whom it goes to
  const about = ABOUT[refused] && form === 'hand-over' ? 'to' : ABOUT[refused];
  const goesOnAt = about ?? GOES_ON_AT[form] ?? 'text';
  return {
    kept: html.raw` ${REFILLED}`,
    open: html.raw` open ${REFILLED}`,
    fault: html`<p class="fault" id="refused">${words.ticket.refused[refused]}</p>`,
    valueOf: (field) => fields[field] ?? '',
    marks: (field) =>
      html`${faultMarks(field === about, 'refused')} ${field === goesOnAt ? html`autofocus` : nothing}`,
  };
}

/** Whether the form is among what was drawn: of a ticket that is settled meanwhile some are not. */
export function isRefilled(drawn: Html): boolean {
  return String(drawn).includes(REFILLED);
}
