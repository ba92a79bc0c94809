import { mailAddress } from '../../domain/directory-entry/entry-values.ts';
import type { Outlets } from '../../domain/proofs/give-out-checkpoint.ts';
import type { Area, ValuesOf } from './area.ts';
import { anyText, newPath, url } from './rules.ts';

/** Where the state of the ledger goes each night; the mail server is that of the reports. */
export interface EvidenceConfig {
  checkpoints: Pick<Outlets, 'timestampUrl' | 'folder'> & { mailTo: string | undefined };
}

const ADDRESS = 'one address for e-mail, such as evidence@example.com';

export const EVIDENCE = {
  variables: {
    TIMESTAMP_URL: url('an http or https URL of a time-stamping authority (RFC 3161)').optional(),
    CHECKPOINT_FOLDER: newPath.optional(),
    CHECKPOINT_EMAIL: anyText.refine((text) => mailAddress.safeParse(text).success, ADDRESS).optional(),
  },
  needs: { CHECKPOINT_EMAIL: ['SMTP_URL'] },
  urlsWithSecrets: ['TIMESTAMP_URL'],
} satisfies Area;

export function evidenceOf(read: ValuesOf<typeof EVIDENCE>): EvidenceConfig {
  return {
    checkpoints: {
      timestampUrl: read.TIMESTAMP_URL,
      folder: read.CHECKPOINT_FOLDER,
      mailTo: read.CHECKPOINT_EMAIL,
    },
  };
}
