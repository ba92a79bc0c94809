import type { Db } from '../../platform/db/database.ts';
import { DUE_AT, PROMISES, standingAt } from '../attainment/attainment-store.ts';
import type { ReportMail } from './report-mail.ts';

const COLUMNS = `id, customer_number as "customerNumber", to_char(month, 'YYYY-MM') as month, sent_to as "sentTo", language,
  wished_by as "wishedBy", due_at as "dueAt", status, tries, error, sent_at as "sentAt", told,
  differs_since as "differsSince"`;

const LANGUAGE = `coalesce(report_language, (select language from contacts
  where customer_number = customers.number and retired_at is null and language in ('de', 'en') order by seat limit 1), 'en')`;

/**
 * Writes down whom the report of a month is due to: each customer with an address who was there in it, and whose term of now or of then has a day of it.
 * Whoever left in the month, or since, is still owed what was promised then.
 */
export async function createDueMails(db: Db, month: string, dueAt: Date): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `insert into report_mails (customer_number, month, sent_to, language, due_at)
     select number, ($1 || '-01')::date, report_to, ${LANGUAGE}, $2
       from customers where (retired_at is null or retired_at >= ($1 || '-01')::date) and report_to is not null
         and exists (select from (select valid_from, valid_until
             union all select valid_from, valid_until from former_contracts where customer_number = number and until >= ($1 || '-01')::date) as term
           where term.valid_from < ($1 || '-01')::date + interval '1 month' and term.valid_until >= ($1 || '-01')::date)
     on conflict (customer_number, month) where wished_by is null do nothing returning id`,
    [month, dueAt],
  );
  return rows.map(({ id }) => id);
}

/** Somebody wishes for a report to be sent, perhaps once more; one that is to go out anyway is that. @returns null: the customer has no address */
export async function createWishedMail(
  db: Db,
  { customer, month, by }: { customer: string; month: string; by: string },
  now: Date,
): Promise<string | null> {
  const [planned] = await db.query<{ id: string }>(
    `select id from report_mails where customer_number = $1 and month = ($2 || '-01')::date and status = 'planned'
       and exists (select from customers where number = $1 and report_to is not null) limit 1`,
    [customer, month],
  );
  if (planned) return planned.id;
  const [row] = await db.query<{ id: string }>(
    `insert into report_mails (customer_number, month, sent_to, language, wished_by, due_at)
     select number, ($2 || '-01')::date, report_to, ${LANGUAGE}, $3, $4
       from customers where number = $1 and report_to is not null returning id`,
    [customer, month, by, now],
  );
  return row?.id ?? null;
}

/** What has not gone out goes to the address that its customer has by now, in the language of now; without an address it goes nowhere. */
export async function followReader(db: Db, id: string): Promise<void> {
  await db.query(
    `update report_mails set sent_to = coalesce(report_to, sent_to), language = ${LANGUAGE},
       error = case when report_to is null then 'the customer has no address for it any more' else error end,
       status = case when report_to is null then 'refused' else status end
     from customers where number = customer_number and id = $1 and status = 'planned'`,
    [id],
  );
}

export async function findMail(db: Db, id: string): Promise<ReportMail | null> {
  const [row] = await db.query<ReportMail>(`select ${COLUMNS} from report_mails where id = $1`, [id]);
  return row ?? null;
}

/** Locked until the transaction ends. */
export async function lockMail(db: Db, id: string): Promise<ReportMail | null> {
  const [row] = await db.query<ReportMail>(`select ${COLUMNS} from report_mails where id = $1 for update`, [
    id,
  ]);
  return row ?? null;
}

export async function changeMail(
  db: Db,
  id: string,
  change: Pick<ReportMail, 'status' | 'tries' | 'error' | 'sentAt' | 'told'> & { sha256?: string },
): Promise<void> {
  await db.query(
    `update report_mails set status = $2, tries = $3, error = $4, sent_at = $5, sha256 = coalesce($6, sha256), told = $7 where id = $1`,
    [id, change.status, change.tries, change.error, change.sentAt, change.sha256 ?? null, change.told],
  );
}

/** What was sent to a customer, or is to be, the last first. */
export async function listMailsOf(db: Db, customerNumber: string, limit: number): Promise<ReportMail[]> {
  return db.query<ReportMail>(
    `select ${COLUMNS} from report_mails where customer_number = $1 order by due_at desc, id limit $2`,
    [customerNumber, limit],
  );
}

/** A report with the name of its customer. */
type NamedMail = ReportMail & { customerName: string };

const NAMED_MAILS = `select ${COLUMNS}, (select name from customers where number = customer_number) as "customerName" from report_mails`;

/** Whose reports are still looked after: in force, or gone not so long ago that nobody asks about them any more. $2: now */
const LOOKED_AFTER = `(retired_at is null or retired_at > $2::timestamptz - interval '120 days')`;

/** Reports that have not gone out, of customers with an address, unless a later one of the same month has. */
export async function listUnsentMails(db: Db, limit: number, now: Date): Promise<NamedMail[]> {
  return db.query<NamedMail>(
    `${NAMED_MAILS} where status <> 'sent' and not exists (select from report_mails later
       where later.customer_number = report_mails.customer_number and later.month = report_mails.month
         and later.status = 'sent' and later.due_at >= report_mails.due_at)
       and exists (select from customers where number = customer_number and ${LOOKED_AFTER} and report_to is not null)
     order by due_at, id limit $1`,
    [limit, now],
  );
}

/** Of each customer and month the report that was sent last. */
const LAST_SENT = `(select distinct on (customer_number, month) * from report_mails
  where status = 'sent' order by customer_number, month, sent_at desc) as sent`;

/** Notes which reports of the months since a day say something else than what is so now: a promise that they called kept was not. */
export async function markDifferingMails(db: Db, since: string, now: Date): Promise<void> {
  await db.query(
    `with told as (select id, customer_number, told from ${LAST_SENT} where month >= $1::date and told is not null),
       counted as (
         select told.id, severity, count(*) filter (where standing = 'in-time') as kept, count(*) filter (where standing <> 'in-time') as missed
         from told, lateral (select severity, ${standingAt('$2')} as standing from ${PROMISES}
             join jsonb_to_recordset(told -> 'spans') as own (calendar text, "from" timestamptz, until timestamptz)
               on own.calendar = tickets.calendar
           where tickets.customer_number = told.customer_number and ${DUE_AT} >= own."from" and ${DUE_AT} < own.until) as due
         where standing is not null group by told.id, severity),
       known as (
         select id, told -> 'figures' is distinct from coalesce((select jsonb_object_agg(severity, jsonb_build_array(kept, missed))
           from counted where counted.id = told.id), '{}') as differs from told)
     update report_mails set differs_since = case when differs then $2::timestamptz end
     from known where known.id = report_mails.id and differs <> (differs_since is not null)`,
    [since, now],
  );
}

/** Reports that say something else than what is so, and were not sent again since. */
export async function listDifferingMails(db: Db, limit: number, now: Date): Promise<NamedMail[]> {
  return db.query<NamedMail>(
    `${NAMED_MAILS} where differs_since is not null and id in (select id from ${LAST_SENT}
       where (customer_number, month) in (select customer_number, month from report_mails where differs_since is not null))
       and exists (select from customers where number = customer_number and ${LOOKED_AFTER})
     order by differs_since, id limit $1`,
    [limit, now],
  );
}

/** How many customers in force have an address for their report. */
export async function countAddresses(db: Db): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    'select count(*)::int as count from customers where retired_at is null and report_to is not null',
  );
  return row?.count ?? 0;
}
