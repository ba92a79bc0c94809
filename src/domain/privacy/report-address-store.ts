import type { Db, Tx } from '../../platform/db/database.ts';

/** An e-mail address to which a customer's reports go or went. */
export interface ReportAddress {
  customerNumber: string;
  address: string;
  /** the customer has contacts besides */
  hasOthers: boolean;
}

/** The addresses of some customers, and whether each has a contact in force that is none of these. */
export async function listReportAddresses(
  db: Db,
  customers: readonly string[],
  besides: readonly string[],
): Promise<ReportAddress[]> {
  return db.query<ReportAddress>(
    `select number as "customerNumber", address, exists (select from contacts
         where customer_number = number and retired_at is null and erased_at is null and id <> all($2::uuid[])) as "hasOthers"
     from (select number, report_to as address from customers where report_to is not null
       union select customer_number, sent_to from report_mails where sent_to <> '…') known
     where number = any($1)`,
    [customers, besides],
  );
}

/** Nothing more is sent there, and nobody can read that anything was. */
export async function eraseReportAddress(tx: Tx, { customerNumber, address }: ReportAddress): Promise<void> {
  await tx.query(
    'update customers set report_to = null, report_language = null where number = $1 and report_to = $2',
    [customerNumber, address],
  );
  await tx.query(
    `update report_mails set sent_to = '…',
       error = case when status = 'planned' then 'its address was erased' else null end,
       status = case when status = 'planned' then 'refused' else status end
     where customer_number = $1 and sent_to = $2`,
    [customerNumber, address],
  );
}
