import { expect } from 'vitest';
import type { Browser, Office, Reply } from './console.ts';
import { allFields, hiddenFields } from './registry.ts';

type Fields = Record<string, string> | ((browser: Browser, path: string) => Promise<Record<string, string>>);

/** A change as somebody makes it: its row in the table, what is written in the audit trail, and the form. */
export interface Change {
  path: string;
  entry: string;
  /** which fields the entry says were changed */
  changed?: string;
  at?: Record<string, string> | (() => Promise<Record<string, string>>);
  fields?: Fields;
}

/** Sends each form in turn, and holds it against the audit trail. */
export async function makeChanges(
  office: Office,
  browser: Browser,
  changes: readonly Change[],
): Promise<void> {
  for (const change of changes) await makeChange(office, browser, change);
}

export async function makeChange(office: Office, browser: Browser, change: Change): Promise<Reply> {
  const { path, entry, changed, at = {}, fields = {} } = change;
  const values = typeof at === 'function' ? await at() : at;
  const address = path.replaceAll(/:(\w+)/g, (_, name: string) => values[name] ?? '');
  const form = typeof fields === 'function' ? await fields(browser, address) : fields;
  const before = await lastEntry(office);
  const reply = await browser.post(address, form);
  await office.hotline.settle();
  expect(reply.status, `${path}: ${reply.text.slice(0, 2_000)}`).toBeLessThan(400);
  const entries = await entriesAfter(office, before);
  expect(
    entries.map(({ action }) => action),
    `${path} leads to ${reply.location}`,
  ).toContain(entry);
  if (changed !== undefined)
    expect(entries, path).toContainEqual({ action: entry, detail: { fields: changed } });
  made.add(path);
  return reply;
}

/** The rows of the table whose changes were made, by path. */
export const made = new Set<string>();

async function lastEntry({ hotline }: Office): Promise<string> {
  const [row] = await hotline.database.query<{ last: string }>(
    'select coalesce(max(id), 0) as last from audit_entries',
  );
  return String(row?.last);
}

async function entriesAfter({ hotline }: Office, id: string) {
  return hotline.database.query<{ action: string; detail: Record<string, unknown> }>(
    'select action, detail from audit_entries where id > $1',
    [id],
  );
}

export const hidden = (page: string, fields: Record<string, string> = {}) =>
  (async (browser, path) => ({
    ...hiddenFields((await browser.get(page)).text, path),
    ...fields,
  })) satisfies Fields;

export const asItStands = (fields: Record<string, string> = {}) =>
  (async (browser, path) => ({ ...allFields((await browser.get(path)).text), ...fields })) satisfies Fields;

export async function onlyId(
  { hotline }: Office,
  rows: 'absences' | 'schedule_overrides' | "messages where kept = 'message'",
): Promise<string> {
  const [row] = await hotline.database.query<{ id: string }>(`select id from ${rows}`);
  return String(row?.id);
}
