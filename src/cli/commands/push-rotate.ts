import type { Environment } from '../../app/config.ts';
import { pushEncryption, rotatePushKey } from '../../domain/push/push-keys.ts';
import { addAuditEntry } from '../../domain/users/audit-trail-store.ts';
import { OPERATOR } from '../../domain/users/operator.ts';
import { now } from '../../platform/clock.ts';
import { type ExitCode, OK } from '../support/exit-code.ts';
import { print, printJson } from '../support/terminal.ts';
import { readConfigOfRecord, withDatabase } from '../support/with-database.ts';

/** `hotline push rotate`: a new key by which push services know the hotline. */
export async function pushRotate(
  { leaked = false, json }: { leaked?: boolean; json?: boolean },
  env: Environment,
): Promise<ExitCode> {
  const config = await readConfigOfRecord(env);
  const encryption = pushEncryption(config.secretKey, config.secretKeyPrevious);
  const { publicKey } = await withDatabase(config, 'write', (database) =>
    database.transaction(async (tx) => {
      const detail = { leaked };
      await addAuditEntry(tx, OPERATOR, { action: 'push-key-rotated', detail }, now());
      return rotatePushKey(tx, encryption, { isLeaked: leaked, now: now() });
    }),
  );
  if (json) printJson({ publicKey, leaked });
  else
    print(
      leaked
        ? 'The new key counts at once. Nobody is notified until they have opened their app; SMS and calls go on as before.'
        : 'There is a new key. Devices go on with the one before until their app is opened.',
    );
  return OK;
}
