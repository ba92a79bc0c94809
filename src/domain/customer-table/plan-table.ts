import { isDeepStrictEqual } from 'node:util';
import { inTurns } from '../../platform/in-turns.ts';
import { checkEntry } from '../directory-entry/check-entry.ts';
import type { ContactEntry, CustomerHeader, Schemas } from '../directory-entry/directory-schema.ts';
import type { Registry } from '../directory-entry/directory-store.ts';
import {
  comparableName,
  customerNumberSchema,
  isSameName,
  keptName,
} from '../directory-entry/entry-values.ts';
import { ownMobile } from '../pin-texts/own-mobile.ts';
import { readRows, type TableRow } from './read-rows.ts';
import { columnsOf, TABLE_FIELDS, type TableField } from './table-columns.ts';

export type Kind = 'new' | 'changed' | 'unchanged';

export interface PlannedCustomer {
  number: string;
  header: CustomerHeader;
  kind: Kind;
  line: number;
}

export interface PlannedContact extends Pick<ContactEntry, 'name' | 'phones' | 'language'> {
  customerNumber: string;
  /** the id of who has this name already; null: somebody new, who gets a PIN */
  id: string | null;
  /** where a text with a PIN reaches them alone, E.164; null: nowhere */
  mobile: string | null;
  kind: Kind;
  line: number;
}

/** What is wrong with a line: a field, or what concerns several. */
export interface TableFault {
  line: number;
  about:
    | TableField
    | 'columns'
    | 'rows'
    | 'empty'
    | 'open'
    | 'long'
    | 'seats'
    | 'twice'
    | 'differs'
    | 'erased'
    | 'unreached';
  /** what is wrong with the field, where it is not its form */
  how?: 'doubled' | 'shortened' | 'zeros' | 'was-anothers';
}

export interface TablePlan {
  customers: PlannedCustomer[];
  contacts: PlannedContact[];
  faults: TableFault[];
  /** the heads of columns that nothing is read from */
  left: string[];
}

/** What a table is held against. */
export interface TableRules {
  schemas: Pick<Schemas, 'customer' | 'contact'>;
  current: Registry;
  /** the languages the hotline speaks, the usual one first */
  languages: readonly string[];
  /** reads a date as people write it; what is none comes back as it is */
  readDay: (typed: string) => string;
  /** `2026-11-23` */
  today: string;
}

export const MAX_ROWS = 5_000;

/** A slash parts two numbers only before the second: `0221/4710123` is one, as people in Germany write it. */
const BETWEEN_PHONES = /[\n,;]|\/(?=\s*[+(0])/;

/** A number as spreadsheets show long ones: `4,91512E+11`. What stood there is lost. */
const SHORTENED = /^\d[.,]\d+E\+\d+$/i;

type Cells = Readonly<Record<TableField, string>>;

/**
 * What a table of customers and contacts would change; nothing is saved. Each row is a contact with its customer, whose cells
 * may be left empty where the customer is known, from the directory or from a row before. Long tables take turns with other work.
 */
export async function planTable(text: string, rules: TableRules): Promise<TablePlan> {
  const table = readRows(text);
  const [head, ...rows] = table;
  if (!head) return nothingBut({ line: 1, about: 'empty' });
  const columns = columnsOf(head.cells);
  const left = head.cells.filter((cell, index) => columns[index] === null && cell !== '');
  // nobody knows what of the rest of the file is a cell
  const open = table.find(({ isOpen }) => isOpen);
  if (open) return nothingBut({ line: open.line, about: 'open' });
  if (!columns.includes('number')) return nothingBut({ line: head.line, about: 'columns' }, left);
  if (rows.length === 0) return nothingBut({ line: head.line, about: 'empty' });
  if (rows.length > MAX_ROWS) return nothingBut({ line: rows[MAX_ROWS]?.line ?? 0, about: 'rows' });
  const planner = new Planner(rules);
  for await (const row of inTurns(rows)) {
    const { cells, fault } = cellsOf(row, columns, head);
    if (cells) planner.take(row.line, cells);
    else planner.refuse({ line: row.line, ...fault });
  }
  return { ...(await planner.end()), left };
}

function nothingBut(fault: TableFault, left: string[] = []): TablePlan {
  return { customers: [], contacts: [], faults: [fault], left };
}

/** What a row tells; none of it where it cannot be told what belongs to what. */
function cellsOf(
  { cells }: TableRow,
  columns: readonly (TableField | null)[],
  { cells: heads }: TableRow,
): { cells: Cells; fault?: never } | { cells?: never; fault: Omit<TableFault, 'line'> } {
  // a separator within a cell has moved all that is behind it
  if (cells.some((cell, index) => cell !== '' && !heads[index])) return { fault: { about: 'long' } };
  const told = TABLE_FIELDS.map((field) => {
    const of = cells.filter((cell, index) => columns[index] === field && cell !== '');
    return {
      field,
      of: field === 'phones' ? of : [...new Set(of.map((cell) => cell.replaceAll(/\s+/g, ' ')))],
    };
  });
  for (const { field, of } of told) {
    if (of.length > 1 && field !== 'phones') return { fault: { about: field, how: 'doubled' } };
    if (of.some((cell) => SHORTENED.test(cell))) return { fault: { about: field, how: 'shortened' } };
  }
  return { cells: Object.fromEntries(told.map(({ field, of }) => [field, of.join('\n')])) as Cells };
}

/** Takes the rows one after the other: a row may build on those before. */
class Planner {
  readonly #rules: TableRules;
  readonly #customers = new Map<string, PlannedCustomer>();
  readonly #contacts: Omit<PlannedContact, 'mobile'>[] = [];
  readonly #named = new Set<string>();
  readonly #faults: TableFault[] = [];
  /** the number of each customer by what spreadsheets leave of it */
  readonly #bare: Map<string, string>;

  constructor(rules: TableRules) {
    this.#rules = rules;
    this.#bare = new Map([...rules.current.customers.keys()].map((number) => [withoutZeros(number), number]));
  }

  refuse(fault: TableFault): void {
    this.#faults.push(fault);
  }

  take(line: number, cells: Cells): void {
    if (!customerNumberSchema.safeParse(cells.number).success) {
      this.#faults.push({ line, about: 'number' });
      return;
    }
    const known = this.#bare.get(withoutZeros(cells.number)) ?? cells.number;
    if (known !== cells.number && !this.#rules.current.customers.has(cells.number)) {
      this.#faults.push({ line, about: 'number', how: 'zeros' });
      return;
    }
    this.#bare.set(withoutZeros(cells.number), known);
    this.#takeCustomer(line, cells);
    if (cells.contact !== '' || cells.phones !== '') this.#takeContact(line, cells);
  }

  async end(): Promise<Omit<TablePlan, 'left'>> {
    const newcomers = this.#contacts.filter(({ kind }) => kind === 'new');
    const coming = Map.groupBy(newcomers, ({ customerNumber }) => customerNumber);
    const full = [...this.#customers.values()].filter((customer) =>
      this.#hasTooFewSeats(customer, coming.get(customer.number)?.length ?? 0),
    );
    const faults = [...this.#faults, ...full.map(({ line }): TableFault => ({ line, about: 'seats' }))];
    return {
      customers: [...this.#customers.values()],
      contacts: await this.#withMobiles(),
      faults: faults.toSorted((one, other) => one.line - other.line),
    };
  }

  /** Who is new is given a PIN, and may be sent it. */
  async #withMobiles(): Promise<PlannedContact[]> {
    const book = phoneBook(this.#rules.current, this.#contacts);
    const namesAt = (phone: string) => (book.get(phone) ?? []).map(({ name }) => name);
    const contacts = [];
    for await (const one of inTurns(this.#contacts))
      contacts.push({ ...one, mobile: one.kind === 'new' ? ownMobile(one, namesAt) : null });
    return contacts;
  }

  #takeCustomer(line: number, cells: Cells): void {
    const { number } = cells;
    const planned = this.#customers.get(number);
    const before = this.#rules.current.customers.get(number)?.header;
    const { entry, faults } = this.#headerOf(cells, planned?.header ?? before);
    if (!entry) {
      const fields = new Set(faults.map(fieldOf));
      this.#faults.push(...[...fields].map((about): TableFault => ({ line, about })));
      return;
    }
    const { contacts: _, ...header } = entry;
    if (planned && !isDeepStrictEqual(planned.header, header)) this.#faults.push({ line, about: 'differs' });
    if (!planned) this.#customers.set(number, { number, header, kind: kindOf(before, header), line });
  }

  /** What a row says of its customer; an empty cell is as it is known, or as it can only be. */
  #headerOf(cells: Cells, known: CustomerHeader | undefined) {
    const { current, schemas, today } = this.#rules;
    const tam = this.#engineer(cells.tam) ?? known?.tam;
    const deputy = this.#engineer(cells.deputy) ?? known?.deputy;
    return checkEntry(schemas.customer, {
      name: cells.name || known?.name,
      plan: this.#rule('plans', cells.plan) ?? known?.plan ?? onlyKey(current.plans),
      valid: {
        from: this.#day(cells['valid.from']) ?? known?.valid.from ?? today,
        until: this.#day(cells['valid.until']) ?? known?.valid.until,
      },
      calendar: this.#rule('calendars', cells.calendar) ?? known?.calendar ?? onlyKey(current.calendars),
      ...(tam === undefined ? {} : { tam }),
      ...(deputy === undefined ? {} : { deputy }),
      ...(known?.report === undefined ? {} : { report: known.report }),
    });
  }

  #day(typed: string): string | undefined {
    return typed === '' ? undefined : this.#rules.readDay(typed);
  }

  #takeContact(line: number, cells: Cells): void {
    const { current, schemas, languages } = this.#rules;
    const { number, contact: name } = cells;
    const seated = current.customers.get(number)?.contacts ?? [];
    const held =
      seated.find((one) => one.name === keptName(name)) ?? seated.find((one) => isSameName(one.name, name));
    const phones = cells.phones.split(BETWEEN_PHONES).map((phone) => phone.trim());
    const written = phones.filter((phone) => phone !== '');
    const { entry, faults } = checkEntry(schemas.contact, {
      name,
      phones: written.length === 0 && held ? held.phones : written,
      language: languageOf(cells.language, languages) ?? held?.language ?? languages[0],
    });
    if (!entry) {
      const about = (path: string) => (path === 'name' ? 'contact' : fieldOf(path));
      this.#faults.push(...[...new Set(faults.map(about))].map((field) => ({ line, about: field })));
      return;
    }
    const { pin: _, ...person } = entry;
    const place = `${number}\n${held?.id ?? comparableName(person.name)}`;
    if (this.#named.has(place)) {
      this.#faults.push({ line, about: 'twice' });
      return;
    }
    this.#named.add(place);
    const stands = held && { name: held.name, phones: held.phones, language: held.language };
    const kind = kindOf(stands, person);
    this.#contacts.push({ ...person, customerNumber: number, id: held?.id ?? null, kind, line });
  }

  #engineer(typed: string): string | undefined {
    return keyOf(
      [...this.#rules.current.engineers].map(([key, { name }]) => [key, name]),
      typed,
    );
  }

  /** By key or by what people call it. */
  #rule(kind: 'plans' | 'calendars', typed: string): string | undefined {
    return keyOf(
      [...this.#rules.current[kind]].map(([key, { title }]) => [key, title ?? key]),
      typed,
    );
  }

  #hasTooFewSeats({ number, header }: PlannedCustomer, coming: number): boolean {
    const { current } = this.#rules;
    const seats = current.plans.get(header.plan)?.seats ?? 0;
    const sitting = current.customers.get(number)?.contacts.length ?? 0;
    return sitting + coming > seats;
  }
}

/** Who is reached on each phone, once the table is saved, by name; supervisors have none. */
function phoneBook(
  { customers, engineers, supervisors }: Registry,
  planned: readonly Pick<PlannedContact, 'name' | 'phones'>[],
): Map<string, { name: string }[]> {
  const contacts = [...customers.values()].flatMap((customer) => customer.contacts);
  const nameless = { name: '', phones: supervisors?.phones ?? [] };
  const reached = [...contacts, ...planned, ...engineers.values(), nameless].flatMap(({ name, phones }) =>
    phones.map((phone) => ({ phone, name })),
  );
  return Map.groupBy(reached, ({ phone }) => phone);
}

function withoutZeros(number: string): string {
  return number.replace(/^0+/, '');
}

function kindOf(before: unknown, after: unknown): Kind {
  if (before === undefined) return 'new';
  return isDeepStrictEqual(before, after) ? 'unchanged' : 'changed';
}

function fieldOf(path: string): TableField {
  if (path === 'valid') return 'valid.until';
  return path.startsWith('phones') ? 'phones' : (path as TableField);
}

/** By key, else by name where one alone has it; what is none, or may be two, is handed on, and refused. */
function keyOf(
  entries: readonly (readonly [key: string, name: string])[],
  typed: string,
): string | undefined {
  if (typed === '') return undefined;
  const byKey = entries.find(([key]) => isSame(key, typed));
  const byName = entries.filter(([, name]) => isSame(name, typed));
  const [found] = byKey ? [byKey] : byName.length === 1 ? byName : [];
  return found?.[0] ?? typed;
}

function onlyKey(entries: ReadonlyMap<string, unknown>): string | undefined {
  return entries.size === 1 ? [...entries.keys()][0] : undefined;
}

const BY_LETTERS = new Intl.Collator(undefined, { sensitivity: 'accent' });

function isSame(one: string, other: string): boolean {
  return BY_LETTERS.compare(one, other) === 0;
}

/** What people call languages. */
const NAMES = ['de', 'en'].map((locale) => new Intl.DisplayNames(locale, { type: 'language' }));

/** `de`, `Deutsch`, `German`; what is none is handed on, and refused. */
function languageOf(typed: string, spoken: readonly string[]): string | undefined {
  if (typed === '') return undefined;
  const found = spoken.find(
    (code) => isSame(code, typed) || NAMES.some((name) => isSame(name.of(code) ?? code, typed)),
  );
  return found ?? typed;
}
