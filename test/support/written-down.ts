import { createLogger, type Logger } from '../../src/platform/log.ts';
import type { Hotline } from './hotline.ts';

/** A log of every level whose lines can be read again. */
export function rememberLog(): { log: Logger; lines: string[] } {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  return { log: createLogger('trace', { readable: false, destination }), lines };
}

/** In which columns of the database a text stands, as `table.column`, each once. */
export async function columnsWith({ database }: Hotline, text: string): Promise<string[]> {
  const tables = await database.query<{ schema: string; name: string }>(
    `select table_schema as schema, table_name as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  );
  const found = new Set<string>();
  for (const { schema, name } of tables) {
    const rows = await database.query<{ column: string }>(
      `select distinct entry.key as column from ${schema}."${name}" as row, jsonb_each_text(to_jsonb(row)) as entry
       where position($1 in entry.value) > 0`,
      [text],
    );
    for (const { column } of rows) found.add(`${name}.${column}`);
  }
  return [...found].sort();
}

/** Every address that was asked, told or linked: of webhooks, inside TwiML, and of reports that the carrier owes us. */
export function addresses({ line }: Hotline): string[] {
  const inTwiml = line.webhooks.flatMap(({ answer }) => answer?.body.match(/https?:\/\/[^\s"<]+/g) ?? []);
  const told = line.carrier.legs.flatMap(({ progress }) => progress?.url ?? []);
  const texts = line.carrier.texting.messages.flatMap(({ statusCallback }) => statusCallback ?? []);
  return [...line.webhooks.map(({ url }) => url), ...inTwiml, ...told, ...texts];
}
