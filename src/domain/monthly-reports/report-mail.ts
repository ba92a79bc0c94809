import type { MailOutcome } from '../../platform/mail/send-mail.ts';
import type { MonthlyReport } from './monthly-report.ts';
import type { ToldFigures } from './told-figures.ts';

export type ReportMailStatus = 'planned' | 'sending' | 'sent' | 'refused' | 'unknown';

/** A report on its way to a customer. */
export interface ReportMail {
  id: string;
  customerNumber: string;
  /** such as `2026-11` */
  month: string;
  sentTo: string;
  language: MonthlyReport['language'];
  /** null: its day had come */
  wishedBy: string | null;
  dueAt: Date;
  status: ReportMailStatus;
  tries: number;
  error: string | null;
  sentAt: Date | null;
  /** what it said; null: it is not sent, or was by a version that did not note it */
  told: ToldFigures | null;
  /** since when something else is known to be so */
  differsSince: Date | null;
}

/** How reports leave the house; what they look like is the web's to say. */
export interface ReportPost {
  /** on which day of a month the report of the one before is sent */
  day: number;
  /** @returns what became of it, and a hash of what was sent */
  send(mail: ReportMail, report: MonthlyReport, now: Date): Promise<MailOutcome & { sha256: string }>;
}
