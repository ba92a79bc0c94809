import type { Db } from '../../platform/db/database.ts';
import { checkpointText, handoverText, readCheckpoint } from '../evidence/checkpoint.ts';
import {
  type KeptLine,
  type KeptLog,
  listKeptKeys,
  listKeptLines,
  listKeptLogs,
  listKeptStates,
  type NightlyStates,
} from '../evidence/kept-store.ts';
import { customerTag, hashOfLeaf } from '../evidence/leaf.ts';
import { loadTiles } from '../evidence/log-store.ts';
import { isSignedBy, parseNote, readKey } from '../evidence/signed-note.ts';
import { readTiles, tilesOf } from '../evidence/tiles.ts';
import { verifyStamps } from '../evidence/verify-stamps.ts';

/** Of each ledger its beginning and end, its keys, the states that were signed and stamped, and where each customer's facts end. */
export async function changedStates(db: Db, states: NightlyStates, month: string): Promise<string[]> {
  const faults: string[] = [];
  const logs = await listKeptLogs(db);
  for (const [place, log] of logs.entries()) {
    const keys = await listKeptKeys(db, log.id);
    if (!isBegunAndEnded(log, logs[place + 1]))
      faults.push(`The ledger ${log.origin} does not begin or end as was written down.`);
    if (!areHandedOver(log, keys)) faults.push(`A key of the ledger ${log.origin} was changed.`);
    faults.push(...(await changedNotes(db, log, keys, states)));
  }
  const current = logs.find(({ closedAt }) => closedAt === null)?.id ?? null;
  for (const line of await listKeptLines(db)) faults.push(...changedLine(line, current, month));
  return faults;
}

/** The first fact of a ledger says when it was begun, and after which. */
function isBegunAndEnded(log: KeptLog, next: KeptLog | undefined): boolean {
  const { begun, begunAt, origin, predecessor, closedAt } = log;
  const isEnded = (closedAt?.getTime() ?? null) === (next?.begunAt.getTime() ?? null);
  if (!isEnded) return false;
  if (begun === null) return true;
  return (
    begun.origin === origin &&
    (begun.predecessor ?? null) === predecessor &&
    begun.at === begunAt.toISOString()
  );
}

type Keys = Awaited<ReturnType<typeof listKeptKeys>>;

/** The first key is as old as its ledger; each later one is what the one before has handed over to. */
function areHandedOver({ origin, begunAt }: KeptLog, keys: Keys): boolean {
  return keys.every(({ publicKey, handover, createdAt }, place) => {
    const before = keys[place - 1];
    if (!before) return handover === null && createdAt.getTime() === begunAt.getTime();
    const [note, from] = [parseNote(handover ?? ''), readKey(before.publicKey)];
    const text = handoverText({ origin, from: before.publicKey, to: publicKey, at: createdAt });
    return note !== null && from !== null && note.text === text && isSignedBy(note, from);
  });
}

/** States that were signed, with and without a time stamp, each held against the tree as it is kept. */
async function changedNotes(db: Db, log: KeptLog, keys: Keys, states: NightlyStates): Promise<string[]> {
  const { checkpoints, stamps } = await listKeptStates(db, log.id, states);
  const sizes = [...checkpoints, ...stamps].map(({ size }) => size).filter((size) => size <= log.size);
  const ranges = sizes.filter((size) => size > 0).map((to) => ({ from: 0, to }));
  const lookUp = readTiles(await loadTiles(db, log.id, tilesOf(ranges)));
  const signers = keys.flatMap(({ publicKey }) => readKey(publicKey) ?? []);
  const isSigned = (text: string, size: number, at?: Date) => {
    const note = parseNote(text);
    const read = note && readCheckpoint(note.text);
    const root = size > 0 && size <= log.size ? lookUp({ from: 0, to: size }) : null;
    if (!note || !read || !signers.some((key) => isSignedBy(note, key))) return false;
    const own = { origin: log.origin, size, root: root ?? read.root, at: at ?? read.at };
    return note.text === checkpointText(own);
  };
  const changed = checkpoints.filter(({ note, size, at }) => !isSigned(note, size, at));
  const misstamped = stamps.filter(({ size, note, authority, stampedAt, reply }) => {
    const [time, stamp] = [stampedAt.toISOString(), reply.toString('base64')];
    const told = [{ size, authority, time, checkpoint: note, reply: stamp }];
    return !isSigned(note, size) || verifyStamps({ stamps: told }, () => []).faults.length > 0;
  });
  return [
    ...changed.map(
      ({ size }) => `The signed state of ${size} facts of the ledger ${log.origin} was changed.`,
    ),
    ...misstamped.map(
      ({ size }) => `The time stamp of the state of ${size} facts of the ledger ${log.origin} was changed.`,
    ),
  ];
}

/** The next fact of a customer follows their last one, in the current ledger; and months are closed one after the other. */
function changedLine(line: KeptLine, current: number | null, month: string): string[] {
  const { customerNumber, salt, facts, lastHash, closedMonth, last, lastClosed } = line;
  const isOwn = last !== null && last.logId === current;
  const expected =
    isOwn && last
      ? hashOfLeaf({
          statement: last.statement,
          customer: customerTag(customerNumber, salt),
          order: last.order,
          previous: last.previous,
          entered: last.afterwards ? 'afterwards' : 'at-once',
        })
      : null;
  const isSame = expected === null ? lastHash === null : lastHash !== null && expected.equals(lastHash);
  const isClosed = lastClosed === null || closedMonth === lastClosed;
  return [
    ...(isSame && facts === (last?.order ?? 0)
      ? []
      : [`The facts of customer ${customerNumber} are not counted on from their last one.`]),
    ...(isClosed && (closedMonth === null || closedMonth < month)
      ? []
      : [`The months of customer ${customerNumber} are not closed as far as their facts say.`]),
  ];
}
