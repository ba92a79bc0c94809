/** Markup that may be sent as it is. Only what is below makes it. */
class Markup {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

/** HTML in which everything that was put in is escaped. */
export type Html = Markup;

/** What may be put in; lists are put in one after another, and what is missing is nothing. */
type Value = Html | string | number | boolean | null | undefined | readonly Value[];

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
    return join(strings, values, (text, at) => escaped(isField(at) ? text : withoutTurns(text)));
  },
  {
    raw: (strings: TemplateStringsArray, ...values: Value[]): Html => join(strings, values, (text) => text),
  },
);

/** @param write how a text that is no markup is written at a place of the template */
function join(
  strings: TemplateStringsArray,
  values: readonly Value[],
  write: (text: string, at: number) => string,
): Html {
  const put = (value: Value, at: number): string => {
    if (value === null || value === undefined) return '';
    if (value instanceof Markup) return value.toString();
    if (Array.isArray(value)) return value.map((one: Value) => put(one, at)).join('');
    return write(String(value), at);
  };
  return new Markup(
    strings.map((string, at) => (at < values.length ? string + put(values[at], at) : string)).join(''),
  );
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

function withoutTurns(text: string): string {
  return text.replace(TURNING, byNumber);
}

function byNumber(character: string): string {
  return `\u{fffd}U+${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** Nothing to show. */
export const nothing: Html = html``;
