import { calendarFaults } from '../../src/domain/calendar/calendar-definition.ts';
import type { PinHasher } from '../../src/domain/customers/pin-hasher.ts';
import { importDirectory } from '../../src/domain/directory-file/import-directory.ts';
import { scheduleFaults } from '../../src/domain/oncall/schedule-faults.ts';
import { type Contents, readContents } from './as-cloned.ts';
import type { TestDatabase } from './database.ts';

/** What this worker has imported: by instant and text, undefined after the first time. */
const imported = new Map<string, Contents | undefined>();

/**
 * A directory as it is after an import. Nearly every story begins with the same one: what a worker imports a second time is
 * kept, and from then on laid in, which leaves out to read, to check and to plan it.
 * @param database a fresh one
 * @throws when the text has faults
 */
export async function layInDirectory(
  database: TestDatabase,
  text: string,
  pins: PinHasher,
  now: Date,
): Promise<void> {
  const key = `${now.toISOString()} ${pins.keyName} ${text}`;
  const contents = imported.get(key);
  if (contents && (await database.putIn(contents))) return;
  const { faults } = await importDirectory(database, text, 'directory.yaml', {
    pins,
    now,
    calendarFaults,
    scheduleFaults,
  });
  if (faults) throw new Error(JSON.stringify(faults, null, 2));
  imported.set(key, imported.has(key) ? await readContents(database) : undefined);
}
