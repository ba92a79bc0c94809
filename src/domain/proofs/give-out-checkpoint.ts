import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answerWithin } from '../../platform/answer-within.ts';
import type { Database } from '../../platform/db/database.ts';
import type { Logger } from '../../platform/log.ts';
import { type MailServer, sendMail } from '../../platform/mail/send-mail.ts';
import { requestTimeStamp } from '../../platform/time-stamp.ts';
import { type ErrandKind, saveErrand } from '../evidence/errand-store.ts';
import { addFacts } from '../evidence/leaf-store.ts';
import { findLog, type Log, lastCheckpoint, type StoredCheckpoint } from '../evidence/log-store.ts';
import { insertStamp, isStamped } from '../evidence/stamp-store.ts';
import { fieldsOf } from '../evidence/statement.ts';
import { isOverdueNightly } from '../privacy/retention.ts';

/** Where the state of the ledger goes each night, so that it is not in our hands alone; undefined: not there. */
export interface Outlets {
  timestampUrl: string | undefined;
  folder: string | undefined;
  mail: { server: MailServer; to: string } | undefined;
}

const MAX_ERROR = 300;
/** A folder of a network whose server is gone never answers; the next night would wait for it. */
const FOLDER_MS = 60_000;

/** What is given out: the newest checkpoint of a log. */
interface Given {
  log: Log;
  checkpoint: StoredCheckpoint;
  now: Date;
}

/**
 * Has the newest checkpoint stamped, and puts it where others keep it. What fails is on record for `hotline doctor`, and is tried again
 * the next night: a later state vouches for all before.
 */
export async function giveOutCheckpoint(
  { database, log: logger, folderMs = FOLDER_MS }: { database: Database; log: Logger; folderMs?: number },
  outlets: Outlets,
  now: Date,
): Promise<void> {
  const log = await findLog(database);
  const checkpoint = log && (await lastCheckpoint(database, log.id));
  if (!log || !checkpoint) return;
  const given = { log, checkpoint, now };
  const { timestampUrl, folder, mail } = outlets;
  const errands: [ErrandKind, (() => Promise<void>) | undefined][] = [
    ['stamp', timestampUrl === undefined ? undefined : () => stamp(database, given, timestampUrl)],
    ['folder', folder === undefined ? undefined : () => answerWithin(folderMs, writeInto(folder, given))],
    ['e-mail', mail && (() => sendTo(mail, given))],
  ];
  for (const [kind, run] of errands) {
    if (!run) continue;
    const error = await faultOf(run);
    const doneAt = await saveErrand(database, kind, error, now);
    if (error === null) continue;
    // once it has been missing for days, nobody else vouches for the ledger any more
    const isLate = doneAt === null || isOverdueNightly(doneAt, now);
    logger[isLate ? 'error' : 'warn'](
      { kind, error, doneAt },
      'the checkpoint of the ledger was not given out; it is tried again tomorrow',
    );
  }
}

async function faultOf(run: () => Promise<void>): Promise<string | null> {
  try {
    await run();
    return null;
  } catch (error) {
    const { message, cause } = error as Error;
    const why = cause instanceof Error ? `${message}: ${cause.message}` : message;
    return why.replaceAll(/\s+/g, ' ').slice(0, MAX_ERROR);
  }
}

/** The authority's clock is held against ours at the same time. */
async function stamp(database: Database, { log, checkpoint, now }: Given, url: string): Promise<void> {
  const { size, note } = checkpoint;
  if (await isStamped(database, log.id, size)) return;
  const { at, reply } = await requestTimeStamp(url, Buffer.from(note));
  const offset = at.getTime() - now.getTime();
  const fields = fieldsOf({ source: 'timestamp-authority', 'offset-ms': offset });
  await database.transaction(async (tx) => {
    await insertStamp(tx, log.id, { size, note, authority: new URL(url).host, stampedAt: at, reply });
    await addFacts(tx, [{ fact: 'clock', at: now, fields }]);
  });
}

/** `2026-11-24-1042.txt` in a folder of the log: a file that is there is never half a one, and none is written over. */
async function writeInto(folder: string, { log, checkpoint }: Given): Promise<void> {
  const place = join(folder, log.origin.replaceAll(/[^A-Za-z0-9.-]+/g, '_'));
  await mkdir(place, { recursive: true });
  const path = join(place, `${checkpoint.at.toISOString().slice(0, 10)}-${checkpoint.size}.txt`);
  await writeFile(`${path}.part`, checkpoint.note);
  await rename(`${path}.part`, path);
}

async function sendTo(
  { server, to }: NonNullable<Outlets['mail']>,
  { log, checkpoint, now }: Given,
): Promise<void> {
  const day = checkpoint.at.toISOString().slice(0, 10);
  const sent = await sendMail(server, {
    to,
    subject: `Checkpoint ${day}: ${log.origin}`,
    text: `Please keep this text. With it anybody can check that nothing was rewritten before it was signed.\n\n${checkpoint.note}`,
    messageId: `<checkpoint-${log.id}-${checkpoint.size}@${server.sender.split('@').at(-1)}>`,
    date: now,
    attachments: [
      {
        filename: `checkpoint-${day}.txt`,
        contentType: 'text/plain; charset=utf-8',
        content: checkpoint.note,
      },
    ],
  });
  if (sent.outcome !== 'sent') throw new Error(sent.error);
}
