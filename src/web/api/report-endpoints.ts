import { z } from 'zod';
import { customerNumberSchema } from '../../domain/directory-entry/entry-values.ts';
import { monthlyReportSchema } from '../../domain/monthly-reports/monthly-report.ts';
import { readReport } from '../../domain/monthly-reports/read-report.ts';
import type { ApiDeps } from './deps.ts';
import { type AnyEndpoint, endpoint } from './endpoint.ts';
import { problem } from './problem.ts';

/** What a customer was promised and got in a month. */
export function reportEndpoints({ database, now }: ApiDeps): AnyEndpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/customers/{customer}/reports/{month}',
      summary: 'The report of a month: every ticket, how it was kept, and what is due for a miss',
      scope: 'read',
      params: z.object({
        customer: customerNumberSchema,
        month: z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/),
      }),
      answer: { status: 200, description: 'The report', schema: monthlyReportSchema },
      problems: ['not-found'],
      async handle({ params }) {
        const report = await readReport(database, params, now());
        if (report === 'no-customer') return problem('not-found', 'There is no such customer.');
        if (report === 'not-begun') return problem('not-found', 'The month has not begun.');
        return { body: report };
      },
    }),
  ];
}
