import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { HotlineError } from '../errors.ts';
import { fileFault } from '../file-fault.ts';
import { reasonOf } from './reason-of.ts';

/**
 * A dump is a gzip file of lines: a head, and for each table a line that names it, its rows as PostgreSQL's COPY writes
 * them (text format), and a line `\.`; at the end one that says how many rows there were. Whatever is cut off lacks that.
 */
export const FORMAT = 'priority-line dump 1';
export const END_OF_ROWS = '\\.';

const headLine = z.object({
  format: z.literal(FORMAT),
  at: z.iso.datetime(),
  /** what had been run, in the order of the files: the version of the schema */
  migrations: z.array(z.string()).min(1),
});
const tableLine = z.object({ table: z.string(), columns: z.array(z.string()) });
const endLine = z.object({
  end: z.literal(true),
  rows: z.int().min(0),
  sequences: z.record(z.string(), z.object({ value: z.string().regex(/^-?\d+$/), called: z.boolean() })),
});

export type DumpHead = z.infer<typeof headLine>;
export type DumpTable = z.infer<typeof tableLine>;
export type DumpEnd = z.infer<typeof endLine>;

/** What is done with a dump while it is read. Each table's rows must be read to their end. */
export interface DumpReader {
  head?(head: DumpHead): Promise<void>;
  table(table: DumpTable, rows: AsyncIterable<Buffer>): Promise<void>;
}

const CHUNK_BYTES = 65_536;

/**
 * Reads a dump from its head to its end.
 * @param stop ends it before: its reason is thrown
 * @throws HotlineError `bad-input` when it is no dump, of a format that is not known here, broken or cut off
 */
export async function readDump(
  file: string,
  reader: DumpReader,
  stop?: AbortSignal,
): Promise<{ head: DumpHead; end: DumpEnd }> {
  const lines = readLines(file, stop);
  const head = parse(headLine, await nextLine(lines, file), () => notADump(file));
  await reader.head?.(head);
  const unreadable = () => broken(file, 'a line of it cannot be read');
  let rows = 0;
  for (;;) {
    const line = await nextLine(lines, file);
    if (line.includes('"end":true')) {
      const end = parse(endLine, line, unreadable);
      if (end.rows !== rows) throw broken(file, `${rows} rows of ${end.rows} are in it`);
      // to the very end: only then its checksum has been looked at
      if (!(await lines.next()).done) throw broken(file, 'there is more behind its end');
      return { head, end };
    }
    await reader.table(
      parse(tableLine, line, unreadable),
      rowsOf(lines, file, (count) => {
        rows += count;
      }),
    );
  }
}

/** Reads a dump to its end and changes nothing. */
export function checkDump(file: string, stop?: AbortSignal): Promise<{ head: DumpHead; end: DumpEnd }> {
  const reader = {
    async table(_table: DumpTable, rows: AsyncIterable<Buffer>) {
      for await (const _chunk of rows);
    },
  };
  return readDump(file, reader, stop);
}

/** The rows of one table, in chunks of whole rows. */
async function* rowsOf(
  lines: AsyncGenerator<Buffer>,
  file: string,
  count: (rows: number) => void,
): AsyncGenerator<Buffer> {
  let chunk: Buffer[] = [];
  let bytes = 0;
  for (;;) {
    const { value: line, done } = await lines.next();
    if (done) throw cutOff(file);
    const isEnd = line.length === END_OF_ROWS.length && line.toString() === END_OF_ROWS;
    if (!isEnd) {
      chunk.push(line, NEWLINE);
      bytes += line.length;
    }
    if (bytes >= CHUNK_BYTES || (isEnd && chunk.length > 0)) {
      count(chunk.length / 2);
      yield Buffer.concat(chunk);
      chunk = [];
      bytes = 0;
    }
    if (isEnd) return;
  }
}

const NEWLINE = Buffer.from('\n');

async function* readLines(file: string, stop?: AbortSignal): AsyncGenerator<Buffer> {
  const source = createReadStream(file);
  const unpacked = createGunzip();
  source.once('error', (error) => unpacked.destroy(error));
  try {
    let begun: Buffer[] = [];
    for await (const chunk of source.pipe(unpacked) as AsyncIterable<Buffer>) {
      let from = 0;
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
        stop?.throwIfAborted();
        const rest = chunk.subarray(from, at);
        yield begun.length === 0 ? rest : Buffer.concat([...begun, rest]);
        begun = [];
        from = at + 1;
      }
      if (from < chunk.length) begun.push(chunk.subarray(from));
    }
    if (begun.length > 0) throw cutOff(file);
  } catch (error) {
    throw explain(file, error);
  } finally {
    source.destroy();
    unpacked.destroy();
  }
}

async function nextLine(lines: AsyncGenerator<Buffer>, file: string): Promise<string> {
  const { value, done } = await lines.next();
  if (done) throw cutOff(file);
  return value.toString();
}

function parse<T>(schema: z.ZodType<T>, line: string, fault: () => HotlineError): T {
  try {
    return schema.parse(JSON.parse(line));
  } catch {
    throw fault();
  }
}

/** https://nodejs.org/api/zlib.html#constants: the data is no gzip, or its sum is wrong; Z_BUF_ERROR: it ends too soon. */
function explain(file: string, error: unknown): unknown {
  if (error instanceof HotlineError) return error;
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'Z_BUF_ERROR') return cutOff(file);
  if (code === 'Z_DATA_ERROR')
    return /header/.test((error as Error).message) ? notADump(file) : broken(file, reasonOf(error));
  return new HotlineError('bad-input', `${file} cannot be read: ${fileFault(error)}.`, {
    remedy: 'Name the file that "hotline database dump" wrote, and check that this user may read it.',
    cause: error,
  });
}

const ANOTHER = 'Take another dump, or copy this one again; nothing was changed.';

function notADump(file: string): HotlineError {
  return new HotlineError(
    'bad-input',
    `${file} is not a dump that this version of hotline database dump wrote.`,
    {
      remedy:
        'A file of pg_dump is restored with pg_restore; one of a newer hotline with that version. Nothing was changed.',
    },
  );
}

function cutOff(file: string): HotlineError {
  return new HotlineError('bad-input', `${file} is cut off: its end is missing.`, { remedy: ANOTHER });
}

function broken(file: string, reason: string): HotlineError {
  return new HotlineError('bad-input', `${file} is broken: ${reason}.`, { remedy: ANOTHER });
}
