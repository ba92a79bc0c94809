import type { Db } from '../../platform/db/database.ts';
import { isLike, likePart } from '../../platform/like-part.ts';
import type { User } from './user.ts';

/** What is written down about users. The database refuses to change or delete an entry. */
export type AuditAction =
  | 'signed-in'
  | 'sign-in-refused'
  | 'sign-in-locked'
  | 'signed-out'
  | 'password-changed'
  | 'user-added'
  | 'user-changed'
  | 'user-removed'
  | 'user-unlocked'
  | 'user-signed-out'
  | 'password-reset'
  | 'second-factor-set'
  | 'second-factor-refused'
  | 'second-factor-removed'
  | 'recovery-codes-made'
  | 'single-sign-on-refused'
  | 'password-switched-off'
  | 'user-readmitted'
  | 'token-added'
  | 'token-revoked'
  | 'wall-link-added'
  | 'wall-link-revoked'
  | 'push-added'
  | 'push-removed'
  | 'push-key-rotated'
  | 'ledger-key-rotated'
  | 'viewed-users'
  | 'viewed-ticket'
  | 'viewed-call'
  | 'text-read'
  | 'searched'
  | 'exported'
  | 'tickets-searched'
  | 'tickets-exported'
  | 'filter-saved'
  | 'filter-removed'
  | 'all-searched'
  | 'audit-exported'
  | 'exported-figures'
  | 'listened'
  | 'retention-kept'
  | 'retention-waited'
  | 'viewed-person'
  | 'person-exported'
  | 'person-erased'
  | 'erasure-lifted'
  | 'acknowledged'
  | 'helping'
  | 'called-in'
  | 'listener-rung'
  | 'listened-in'
  | 'answered'
  | 'answer-sent'
  | 'noted'
  | 'progressed'
  | 'closed'
  | 'reopened'
  | 'connecting'
  | 'severity-changed'
  | 'handed-over'
  | 'passed-on'
  | 'link-opened'
  | 'override-added'
  | 'override-withdrawn'
  | 'customers-searched'
  | 'viewed-customer'
  | 'customer-added'
  | 'customer-changed'
  | 'customer-retired'
  | 'customer-unlocked'
  | 'customer-report-viewed'
  | 'customer-report-exported'
  | 'customer-report-sent'
  | 'rehearsal-started'
  | 'rehearsal-stopped'
  | 'rehearsal-exported'
  | 'miss-explained'
  | 'seat-taken'
  | 'seat-changed'
  | 'seat-left'
  | 'seat-unlocked'
  | 'deputy-seated'
  | 'pin-reset'
  | 'plan-added'
  | 'plan-changed'
  | 'plan-retired'
  | 'calendar-added'
  | 'calendar-changed'
  | 'calendar-retired'
  | 'supervisors-changed'
  | 'entry-handed-back'
  | 'engineer-added'
  | 'engineer-changed'
  | 'engineer-retired'
  | 'test-asked'
  | 'weekly-test-set'
  | 'weekly-test-stopped'
  | 'service-update-sent'
  | 'cover-asked'
  | 'cover-agreed'
  | 'cover-declined'
  | 'swap-asked'
  | 'swap-agreed'
  | 'swap-declined'
  | 'shift-request-withdrawn'
  | 'shift-taken'
  | 'shift-given-back'
  | 'shift-settings-changed'
  | 'feed-added'
  | 'feed-revoked'
  | 'absence-added'
  | 'absence-removed'
  | 'schedule-added'
  | 'schedule-changed'
  | 'schedule-retired'
  | 'policy-added'
  | 'policy-changed'
  | 'policy-retired'
  | 'customers-imported'
  | 'directory-imported';

export interface AuditEntry {
  /** a string of digits; later entries have larger ones */
  id: string;
  at: Date;
  userName: string;
  /** null: written by a version that told no kinds */
  userKind: 'user' | DoerKind | null;
  /** of a user, as it is now */
  login: string | null;
  action: AuditAction;
  /** a ticket's or customer's number, the name of a call, a recording or an entry of the registry, a login */
  subject: string | null;
  detail: Record<string, unknown>;
}

/**
 * Who is no user: an engineer by SMS or by a link to them, a program with a token, whoever is at the terminal, the
 * service itself, the company's sign-in, somebody unknown.
 */
export type DoerKind = 'engineer' | 'program' | 'operator' | 'service' | 'single-sign-on' | 'stranger';

/** Who did it: a user, or somebody who is none, by kind and name. */
export type Doer = Pick<User, 'id' | 'name'> | { id: null; kind: DoerKind; name: string };

export type NewAuditEntry = Pick<AuditEntry, 'action'> & Partial<Pick<AuditEntry, 'subject' | 'detail'>>;

export function addAuditEntry(db: Db, by: Doer, entry: NewAuditEntry, now: Date): Promise<void> {
  return addAuditEntries(db, by, [entry], now);
}

/** Writes several at once, in their order. */
export async function addAuditEntries(
  db: Db,
  by: Doer,
  entries: readonly NewAuditEntry[],
  now: Date,
): Promise<void> {
  await db.query(
    `insert into audit_entries (at, user_id, user_kind, user_name, action, subject, detail)
     select $1::timestamptz, $2::uuid, $3, $4, action, subject, detail::jsonb
       from unnest($5::text[], $6::text[], $7::text[]) with ordinality as entry (action, subject, detail, place)
      order by place`,
    [
      now,
      by.id,
      by.id === null ? by.kind : 'user',
      by.name,
      entries.map(({ action }) => action),
      entries.map(({ subject }) => subject ?? null),
      entries.map(({ detail }) => JSON.stringify(detail ?? {})),
    ],
  );
}

/**
 * Writes an entry unless whoever it is had the same one just before: a player asks for a recording in several pieces. Who is no user
 * of the console is known by name.
 */
export async function addAuditEntryOnce(
  db: Db,
  by: Doer,
  entry: Pick<AuditEntry, 'action'> & { subject: string },
  { now, withinMs }: { now: Date; withinMs: number },
): Promise<void> {
  const [row] = await db.query<{ known: boolean }>(
    `select exists (select from audit_entries
       where ${by.id === null ? 'user_id is null and user_name = $1' : 'user_id = $1'}
         and action = $2 and subject = $3 and at > $4) as known`,
    [by.id ?? by.name, entry.action, entry.subject, new Date(now.getTime() - withinMs)],
  );
  if (!row?.known) await addAuditEntry(db, by, entry, now);
}

/** What the trail is narrowed down to; what is missing narrows nothing. */
export interface AuditFilter {
  /** part of a name or login */
  who?: string | null;
  action?: string | null;
  /** whole: a ticket's number, a login */
  subject?: string | null;
  /** part of whom, of what it was done to, or of what is noted beside it */
  text?: string | null;
  from?: Date | null;
  until?: Date | null;
}

/** Newest first, one more than `limit` if there are more. @param before the id of the last entry of the page before */
export async function listAuditEntries(
  db: Db,
  { before, limit }: { before: string | null; limit: number },
  { who, action, subject, text, from, until }: AuditFilter = {},
): Promise<AuditEntry[]> {
  const part = (typed?: string | null) => (typed ? `%${likePart(typed)}%` : null);
  return db.query<AuditEntry>(
    `select e.id, e.at, user_name as "userName", user_kind as "userKind", login, action, e.subject, detail
     from audit_entries e left join users on users.id = user_id
     where ($1::bigint is null or e.id < $1)
       and ($3::text is null or ${isLike('user_name', '$3')} or ${isLike('login', '$3')})
       and ($4::text is null or action = $4) and ($5::text is null or e.subject = $5)
       and ($6::text is null or ${['user_name', 'login', 'e.subject', 'detail::text'].map((column) => isLike(column, '$6')).join(' or ')})
       and ($7::timestamptz is null or e.at >= $7) and ($8::timestamptz is null or e.at < $8)
     order by e.id desc limit $2`,
    [before, limit + 1, part(who), action || null, subject || null, part(text), from ?? null, until ?? null],
  );
}
