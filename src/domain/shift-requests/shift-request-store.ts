import type { Db } from '../../platform/db/database.ts';
import type { HeldShift, RequestStatus, ShiftRequest } from './shift-request.ts';

const COLUMNS = `id, kind, engineer, schedule, from_at, until_at, other_engineer, other_schedule, other_from_at, other_until_at,
  why, asked_at as "askedAt", asked_by as "askedBy", expires_at as "expiresAt", status, settled_at as "settledAt",
  covered_by as "coveredBy", begun_told_at as "begunToldAt"`;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

interface Row extends Omit<ShiftRequest, 'shift' | 'other'> {
  engineer: string;
  schedule: string;
  from_at: Date;
  until_at: Date;
  other_engineer: string | null;
  other_schedule: string | null;
  other_from_at: Date | null;
  other_until_at: Date | null;
}

function requestOf(row: Row): ShiftRequest {
  const { engineer, schedule, from_at: from, until_at: until, ...rest } = row;
  const { other_engineer, other_schedule, other_from_at, other_until_at, ...request } = rest;
  const other =
    other_engineer === null || other_schedule === null || other_from_at === null || other_until_at === null
      ? null
      : { engineer: other_engineer, schedule: other_schedule, from: other_from_at, until: other_until_at };
  return { ...request, shift: { engineer, schedule, from, until }, other };
}

export type NewShiftRequest = Pick<
  ShiftRequest,
  'kind' | 'shift' | 'other' | 'why' | 'askedAt' | 'askedBy' | 'expiresAt'
>;

export async function insertShiftRequest(db: Db, request: NewShiftRequest): Promise<ShiftRequest> {
  const { shift, other } = request;
  const columns = (one: HeldShift | null) => [
    one?.engineer ?? null,
    one?.schedule ?? null,
    one?.from ?? null,
    one?.until ?? null,
  ];
  const [row] = await db.query<Row>(
    `insert into shift_requests (kind, engineer, schedule, from_at, until_at, other_engineer, other_schedule,
       other_from_at, other_until_at, why, asked_at, asked_by, expires_at, status)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'open') returning ${COLUMNS}`,
    [
      request.kind,
      ...columns(shift),
      ...columns(other),
      request.why,
      request.askedAt,
      request.askedBy,
      request.expiresAt,
    ],
  );
  return requestOf(row as Row);
}

/** Takes a request in hand until the transaction ends: of two who say yes the second waits, and sees what became of it. */
export async function lockShiftRequest(db: Db, id: string): Promise<ShiftRequest | null> {
  if (!UUID.test(id)) return null;
  const [row] = await db.query<Row>(`select ${COLUMNS} from shift_requests where id = $1 for no key update`, [
    id,
  ]);
  return row ? requestOf(row) : null;
}

export async function findShiftRequest(db: Db, id: string): Promise<ShiftRequest | null> {
  const [row] = await db.query<Row>(`select ${COLUMNS} from shift_requests where id = $1`, [id]);
  return row ? requestOf(row) : null;
}

/** Those that are open, and those that were settled since an instant; the latest first. */
export async function listShiftRequests(db: Db, settledSince: Date): Promise<ShiftRequest[]> {
  const rows = await db.query<Row>(
    `select ${COLUMNS} from shift_requests where status = 'open' or settled_at > $1
     order by status = 'open' desc, asked_at desc, id limit 200`,
    [settledSince],
  );
  return rows.map(requestOf);
}

/** Those of an engineer that are open, the oldest first. */
export async function listOpenRequestsOf(db: Db, engineer: string): Promise<ShiftRequest[]> {
  const rows = await db.query<Row>(
    `select ${COLUMNS} from shift_requests where status = 'open' and engineer = $1 order by asked_at, id`,
    [engineer],
  );
  return rows.map(requestOf);
}

export async function settleShiftRequest(
  db: Db,
  id: string,
  settled: { status: RequestStatus; by: string; coveredBy?: string | null },
  now: Date,
): Promise<void> {
  await db.query(
    `update shift_requests set status = $2, settled_by = $3, covered_by = $4, settled_at = $5 where id = $1`,
    [id, settled.status, settled.by, settled.coveredBy ?? null, now],
  );
}

/** What changed hands is what is shown of a request from then on; what was asked stands in the audit trail. */
export async function noteHanded(
  db: Db,
  { id, shift, other }: Pick<ShiftRequest, 'id' | 'shift' | 'other'>,
): Promise<void> {
  await db.query(
    `update shift_requests set from_at = $2, until_at = $3, other_from_at = $4, other_until_at = $5 where id = $1`,
    [id, shift.from, shift.until, other?.from ?? null, other?.until ?? null],
  );
}

export async function noteBegunTold(db: Db, id: string, now: Date): Promise<void> {
  await db.query('update shift_requests set begun_told_at = $2 where id = $1', [id, now]);
}
