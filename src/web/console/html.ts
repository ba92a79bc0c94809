import { html as escaping, type SafeHtml } from '@remix-run/html-template';

/** HTML in which everything that was put in is escaped. */
export type Html = SafeHtml;

type Value = Parameters<typeof escaping>[1];

/** Characters that turn the direction of what follows, beyond the text they stand in. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * HTML in which everything that was put in is escaped. What would turn the direction of the words around a name is shown by
 * its number; in the fields of a form it stays as it is, so that saving changes nothing unseen. `html.raw` takes markup of
 * our own.
 */
export const html = Object.assign(
  (strings: TemplateStringsArray, ...values: Value[]): Html => {
    const isField = (at: number) =>
      strings[at]?.endsWith('value="') === true || strings[at + 1]?.startsWith('</textarea>') === true;
    return escaping(strings, ...values.map((value, at) => (isField(at) ? value : withoutTurns(value))));
  },
  { raw: escaping.raw },
);

/** Texts may come in lists. */
function withoutTurns(value: Value): Value {
  if (Array.isArray(value)) return value.map(withoutTurns);
  return typeof value === 'string' ? value.replace(TURNING, byNumber) : value;
}

function byNumber(character: string): string {
  return `\u{fffd}U+${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** Nothing to show. */
export const nothing: Html = html``;
