import type { SimulatedCarrier } from '../carrier.ts';
import type { RestError } from './rest-error.ts';

/** A form or query: every value once, or several times. */
export type Form = Record<string, string | string[] | undefined>;

/** The value of a parameter, the last one if it came more than once. */
export function one(form: Form, name: string): string | undefined {
  const value = form[name];
  return Array.isArray(value) ? value.at(-1) : value;
}

/** All values of a parameter that may come more than once. */
export function many(form: Form, name: string): string[] {
  const value = form[name];
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** All parameters, each with one value. */
export function flat(form: Form): Record<string, string> {
  return Object.fromEntries(Object.keys(form).map((name) => [name, one(form, name) ?? '']));
}

/**
 * Parameters that Twilio does not know are a fault of the service; a strict carrier refuses them as well.
 */
export function checkFieldNames(
  form: Form,
  known: readonly string[],
  carrier: SimulatedCarrier,
): RestError | undefined {
  const unknown = Object.keys(form).filter((name) => !known.includes(name));
  for (const name of unknown) carrier.fault(`the REST API has no parameter "${name}" here`);
  if (unknown.length === 0 || carrier.mode === 'practice') return undefined;
  return { status: 400, code: 20001, message: `Unknown parameter: ${unknown.join(', ')}` };
}

export function isPhoneNumber(number: string): boolean {
  return /^\+[1-9]\d{6,14}$/.test(number);
}

export function isWebUrl(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}
