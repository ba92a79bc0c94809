import type { Duration } from 'luxon';
import { lookAtRetention } from '../../../domain/privacy/keep-retention.ts';
import { DATA_CLASSES, type DataClass } from '../../../domain/privacy/retention.ts';
import { COUNTED, whatIsHeld } from '../../../domain/privacy/retention-store.ts';
import type { Db } from '../../../platform/db/database.ts';
import { timerDueAt } from '../../../platform/timers/timer-store.ts';
import type { ConsoleDeps } from '../deps.ts';

export interface Period {
  dataClass: DataClass;
  period: Duration | null;
  held: number;
  oldest: Date | null;
  /** past its period now */
  due: number;
}

export interface Periods {
  classes: Period[];
  /** when they are kept to next; null: no worker has ever run */
  nextRun: Date | null;
}

export async function readPeriods({ database, retention }: ConsoleDeps, now: Date): Promise<Periods> {
  const [due, nextRun, classes] = await Promise.all([
    lookAtRetention(database, retention, { now, upTo: COUNTED }),
    timerDueAt(database, 'tend-data'),
    Promise.all(DATA_CLASSES.map((dataClass) => readClass(database, dataClass))),
  ]);
  return {
    nextRun,
    classes: classes.map((one) => ({ ...one, period: retention[one.dataClass], due: due[one.dataClass] })),
  };
}

async function readClass(database: Db, dataClass: DataClass) {
  return { dataClass, ...(await whatIsHeld(database, dataClass)) };
}
