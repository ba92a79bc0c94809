import type { Db } from '../../platform/db/database.ts';

/** What somebody wrote without their code, and the leg on which they are asked whether they did. */
export interface Claim {
  callId: string;
  ticketNumber: string;
  engineer: string;
  command: 'answered' | 'progress';
  /** null once it is settled */
  text: string | null;
  madeAt: Date;
  outcome: ClaimOutcome | null;
}

export type ClaimOutcome = 'confirmed' | 'denied' | 'unanswered' | 'overtaken';

const COLUMNS = `call_id as "callId", ticket_number as "ticketNumber", engineer, command, text, made_at as "madeAt", outcome`;

export async function insertClaim(db: Db, claim: Omit<Claim, 'outcome'> & { text: string }): Promise<void> {
  await db.query(
    `insert into written_claims (call_id, ticket_number, engineer, command, text, made_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [claim.callId, claim.ticketNumber, claim.engineer, claim.command, claim.text, claim.madeAt],
  );
}

export async function findClaimOfCall(db: Db, callId: string): Promise<Claim | null> {
  const [row] = await db.query<Claim>(`select ${COLUMNS} from written_claims where call_id = $1`, [callId]);
  return row ?? null;
}

/** The claim of an engineer about a ticket that they are being asked about just now. */
export async function findPendingClaim(
  db: Db,
  ticketNumber: string,
  engineer: string,
): Promise<Claim | null> {
  const [row] = await db.query<Claim>(
    `select ${COLUMNS} from written_claims where ticket_number = $1 and engineer = $2 and settled_at is null
       and exists (select from calls where calls.id = call_id and ended_at is null)`,
    [ticketNumber, engineer],
  );
  return row ?? null;
}

/** How often an engineer was rung up to confirm something since an instant. */
export async function countClaims(db: Db, engineer: string, since: Date): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    'select count(*)::int as count from written_claims where engineer = $1 and made_at > $2',
    [engineer, since],
  );
  return row?.count ?? 0;
}

/** Settles a claim, once, and forgets its words. @returns the claim with them, or null if it was settled before */
export async function settleClaim(
  db: Db,
  callId: string,
  outcome: ClaimOutcome,
  now: Date,
): Promise<(Claim & { text: string }) | null> {
  const [row] = await db.query<Claim & { text: string }>(
    `with pending as (select call_id as id, text as words from written_claims
       where call_id = $1 and settled_at is null for update)
     update written_claims set outcome = $2, settled_at = $3, text = null from pending where call_id = pending.id
     returning call_id as "callId", ticket_number as "ticketNumber", engineer, command, words as text,
       made_at as "madeAt", outcome`,
    [callId, outcome, now],
  );
  return row ?? null;
}
