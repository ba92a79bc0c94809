import type { Db, Tx } from '../../platform/db/database.ts';
import { write } from '../../platform/db/write.ts';
import type { Gate, GateName } from './gate.ts';

const TABLES: Record<GateName, string> = { calls: 'dial_gate', messages: 'message_gate' };
const COLUMNS = `(extract(epoch from greatest(free_at, 'epoch')) * 1000)::float8 as "freeAt", refusals`;
const NEW: Gate = { freeAt: 0, refusals: 0 };

/** The gate, locked until the transaction ends: one at a time decides what goes next. Taken before any other lock. */
export async function lockGate(tx: Tx, name: GateName): Promise<Gate> {
  const [gate] = await tx.query<Gate>(`select ${COLUMNS} from ${TABLES[name]} for update`);
  return gate ?? NEW;
}

export async function findGate(db: Db, name: GateName): Promise<Gate> {
  const [gate] = await db.query<Gate>(`select ${COLUMNS} from ${TABLES[name]}`);
  return gate ?? NEW;
}

export async function changeGate(tx: Tx, name: GateName, { freeAt, refusals }: Gate): Promise<void> {
  await write(tx, `update ${TABLES[name]} set free_at = to_timestamp($1::float8 / 1000), refusals = $2`, [
    freeAt,
    refusals,
  ]);
}
