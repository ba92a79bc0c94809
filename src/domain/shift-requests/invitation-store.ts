import type { Db } from '../../platform/db/database.ts';
import type { AnswerChannel, Invitation } from './shift-request.ts';

const COLUMNS = `request_id as "requestId", shift_invitations.engineer, number, ask_at as "askAt",
  shift_invitations.asked_at as "askedAt", answer, answered_at as "answeredAt"`;

export async function insertInvitation(
  db: Db,
  { requestId, engineer, number, askAt }: Pick<Invitation, 'requestId' | 'engineer' | 'number' | 'askAt'>,
): Promise<void> {
  await db.query(
    'insert into shift_invitations (request_id, engineer, number, ask_at) values ($1, $2, $3, $4)',
    [requestId, engineer, number, askAt],
  );
}

/** Everybody who is asked, in the order in which they are. */
export async function listInvitations(db: Db, requestIds: readonly string[]): Promise<Invitation[]> {
  if (requestIds.length === 0) return [];
  return db.query<Invitation>(
    `select ${COLUMNS} from shift_invitations where request_id = any($1::uuid[]) order by ask_at, engineer`,
    [requestIds],
  );
}

/** What an engineer was asked, and has not answered: as long as it is open. */
export async function listOpenInvitations(db: Db, engineer: string): Promise<Invitation[]> {
  return db.query<Invitation>(
    `select ${COLUMNS} from shift_invitations join shift_requests on id = request_id
     where shift_invitations.engineer = $1 and shift_invitations.asked_at is not null and answer is null
       and status = 'open' order by from_at, request_id`,
    [engineer],
  );
}

/**
 * Numbers that mean something to somebody: of requests that are open or were made since, whether their people have been asked yet or
 * not, since phones are shared, and of tickets that somebody waits for.
 */
export async function numbersInUse(db: Db, since: Date): Promise<Set<string>> {
  const rows = await db.query<{ number: string }>(
    `select number from shift_invitations join shift_requests on id = request_id
       where status = 'open' or shift_requests.asked_at > $1
     union select number::text from tickets
       where status in ('open', 'acknowledged') and number between 10000 and 99999`,
    [since],
  );
  return new Set(rows.map(({ number }) => number));
}

/** What an engineer was asked under a number, the latest first. */
export async function findInvitation(db: Db, engineer: string, number: string): Promise<Invitation | null> {
  const [row] = await db.query<Invitation>(
    `select ${COLUMNS} from shift_invitations where engineer = $1 and number = $2 and asked_at is not null
     order by asked_at desc limit 1`,
    [engineer, number],
  );
  return row ?? null;
}

/** Whom a link was made for. */
export async function findInvitationBySecret(db: Db, hash: Buffer): Promise<Invitation | null> {
  const [row] = await db.query<Invitation>(
    `select ${COLUMNS} from shift_invitations where secret_hash = $1`,
    [hash],
  );
  return row ?? null;
}

export async function noteAsked(
  db: Db,
  { requestId, engineer }: Pick<Invitation, 'requestId' | 'engineer'>,
  secretHash: Buffer,
  now: Date,
): Promise<void> {
  await db.query(
    'update shift_invitations set asked_at = $3, secret_hash = $4 where request_id = $1 and engineer = $2',
    [requestId, engineer, now, secretHash],
  );
}

export async function noteAnswer(
  db: Db,
  { requestId, engineer }: Pick<Invitation, 'requestId' | 'engineer'>,
  { answer, by }: { answer: 'yes' | 'no'; by: AnswerChannel },
  now: Date,
): Promise<void> {
  await db.query(
    `update shift_invitations set answer = $3, answered_at = $4, answered_by = $5
     where request_id = $1 and engineer = $2`,
    [requestId, engineer, answer, now, by],
  );
}

/** What somebody has done for others of late, and was asked to do. */
export interface CoverRecord {
  engineer: string;
  /** shifts covered since */
  covers: number;
  lastCoveredAt: Date | null;
  /** when they were last asked */
  lastAskedAt: Date | null;
  /** when they last asked for cover themselves */
  lastAskingAt: Date | null;
}

/** Of some engineers; nothing is asked about nobody. */
export async function readCoverRecords(
  db: Db,
  engineers: readonly string[],
  since: Date,
): Promise<Map<string, CoverRecord>> {
  if (engineers.length === 0) return new Map();
  const rows = await db.query<CoverRecord>(
    `select key as engineer,
       (select count(*)::int from schedule_overrides where engineer = key and instead_of is not null
          and made_at > $2) as covers,
       (select max(made_at) from schedule_overrides where engineer = key and instead_of is not null) as "lastCoveredAt",
       (select max(asked_at) from shift_invitations where engineer = key) as "lastAskedAt",
       (select max(asked_at) from shift_requests where engineer = key) as "lastAskingAt"
     from unnest($1::text[]) as key`,
    [engineers, since],
  );
  return new Map(rows.map((row) => [row.engineer, row]));
}
