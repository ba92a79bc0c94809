import { createHash } from 'node:crypto';
import type { ReportPost } from '../../../domain/monthly-reports/report-mail.ts';
import { type MailServer, sendMail } from '../../../platform/mail/send-mail.ts';
import { wordsOf } from '../words/index.ts';
import { reportDocument, reportName } from './report-document.ts';
import { sayMonth } from './report-section.ts';

/** Sends reports by e-mail: a page to read and print, and the same as JSON. */
export function createReportPost(server: MailServer, day: number): ReportPost {
  return {
    day,
    async send(mail, report, now) {
      const words = wordsOf(report.language);
      const { mail: said } = words.monthly;
      const page = reportDocument(report);
      const month = sayMonth(report.month, words);
      const name = reportName(report);
      const sent = await sendMail(server, {
        to: mail.sentTo,
        subject: said.subject(report.customer.name, month),
        text: said.text(month),
        messageId: `<report-${mail.id}@${server.sender.split('@').at(-1)}>`,
        date: now,
        attachments: [
          { filename: `${name}.html`, contentType: 'text/html; charset=utf-8', content: page },
          {
            filename: `${name}.json`,
            contentType: 'application/json',
            content: JSON.stringify(report, null, 2),
          },
        ],
      });
      return { ...sent, sha256: createHash('sha256').update(page).digest('hex') };
    },
  };
}
