import type { Config } from '../../app/config.ts';
import { type ErrandKind, listErrands } from '../../domain/evidence/errand-store.ts';
import { isOverdueNightly } from '../../domain/privacy/retention.ts';
import type { Db } from '../../platform/db/database.ts';
import { type Finding, ok, warning } from './finding.ts';

const ABOUT = 'checkpoints';

const SAID: Record<ErrandKind, string> = {
  stamp: 'time stamp (TIMESTAMP_URL)',
  folder: 'folder (CHECKPOINT_FOLDER)',
  'e-mail': 'e-mail (CHECKPOINT_EMAIL)',
};

/** Whether the state of the ledger goes where it is to go. */
export async function lookAtCheckpoints(
  db: Db,
  { checkpoints }: Pick<Config, 'checkpoints'>,
  now: Date,
): Promise<Finding[]> {
  const { timestampUrl, folder, mailTo } = checkpoints;
  const wanted = { stamp: timestampUrl, folder, 'e-mail': mailTo };
  const errands = (await listErrands(db)).filter(({ kind }) => wanted[kind] !== undefined);
  const late = errands.filter(
    ({ error, doneAt }) => error !== null || doneAt === null || isOverdueNightly(doneAt, now),
  );
  const remedy =
    'See that a worker runs and reaches it: it is tried again every night, and nobody waits for it.';
  if (late.length > 0)
    return late.map(({ kind, error, doneAt }) => {
      const since = doneAt === null ? 'never yet' : `since ${doneAt.toISOString()}`;
      return warning(ABOUT, `no ${SAID[kind]} ${since}: ${error ?? 'not tried'}`, remedy);
    });
  return errands.length > 0
    ? [ok(ABOUT, `given out: ${errands.map(({ kind }) => SAID[kind]).join(', ')}`)]
    : [];
}
