import type { Db } from '../../../platform/db/database.ts';

export interface Engineer {
  key: string;
  name: string;
  /** E.164, in the order in which they are tried. */
  phones: string[];
  languages: string[];
  /** Those of the phones whose owner sent the carrier's opt-out word: they get no SMS. */
  optedOut: string[];
  /** Still named by old tickets, but paged no more. */
  retired: boolean;
}

const ENGINEER = `key, name, phones, languages, opted_out as "optedOut", retired_at is not null as retired`;

/** An engineer by key, also one who is retired. */
export async function findEngineer(db: Db, key: string): Promise<Engineer | null> {
  const [engineer] = await db.query<Engineer>(`select ${ENGINEER} from engineers where key = $1`, [key]);
  return engineer ?? null;
}

/** Some engineers by key, also those who are retired; nothing is asked about nobody. */
export async function findEngineers(db: Db, keys: readonly string[]): Promise<Map<string, Engineer>> {
  if (keys.length === 0) return new Map();
  const engineers = await db.query<Engineer>(`select ${ENGINEER} from engineers where key = any($1)`, [keys]);
  return new Map(engineers.map((engineer) => [engineer.key, engineer]));
}

/**
 * The engineers in force with a number.
 * @param phone E.164
 */
export async function engineersByPhone(db: Db, phone: string): Promise<Engineer[]> {
  return db.query<Engineer>(
    `select ${ENGINEER} from engineers where retired_at is null and phones @> array[$1::text] order by key`,
    [phone],
  );
}

/** All engineers in force. */
export async function listEngineers(db: Db): Promise<Engineer[]> {
  return db.query<Engineer>(`select ${ENGINEER} from engineers where retired_at is null order by key`);
}

/** All engineers, also those who are retired: old tickets still name them. */
export async function listEngineersEver(db: Db): Promise<Engineer[]> {
  return db.query<Engineer>(`select ${ENGINEER} from engineers order by name, key`);
}
