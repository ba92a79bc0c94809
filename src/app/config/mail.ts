import { z } from 'zod';
import { mailAddress } from '../../domain/directory-entry/entry-values.ts';
import { readMailServer } from '../../platform/mail/mail-server.ts';
import type { MailServer } from '../../platform/mail/send-mail.ts';
import type { Area, ValuesOf } from './area.ts';
import { anyText, between } from './rules.ts';

/** How customers get their monthly reports. */
export interface MailConfig {
  reports: {
    /** Undefined: reports are fetched, and none is sent. */
    server: MailServer | undefined;
    /** On which day of a month the report of the one before is sent. */
    day: number;
  };
}

const SERVER = 'smtp://user:password@host:587 or smtps://user:password@host:465, without anything behind it';
const ADDRESS = 'one address for e-mail, such as hotline@example.com';
const server = anyText.transform((text, context) => {
  const read = readMailServer(text);
  if (read !== null) return read;
  context.addIssue({ code: 'custom', message: SERVER });
  return z.NEVER;
});

export const MAIL = {
  variables: {
    SMTP_URL: server.optional(),
    REPORT_SENDER: anyText.refine((text) => mailAddress.safeParse(text).success, ADDRESS).optional(),
    REPORT_DAY: between(1, 28, 3),
  },
  needs: { SMTP_URL: ['REPORT_SENDER'], REPORT_SENDER: ['SMTP_URL'] },
  urlsWithSecrets: ['SMTP_URL'],
} satisfies Area;

export function mailOf(read: ValuesOf<typeof MAIL>): MailConfig {
  const { SMTP_URL: address, REPORT_SENDER: sender, REPORT_DAY: day } = read;
  return {
    reports: {
      server: address === undefined || sender === undefined ? undefined : { ...address, sender },
      day,
    },
  };
}
