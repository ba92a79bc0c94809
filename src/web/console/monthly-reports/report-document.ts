import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MonthlyReport } from '../../../domain/monthly-reports/monthly-report.ts';
import { seenText } from '../../../platform/seen-text.ts';
import { html } from '../html.ts';
import { wordsOf } from '../words/index.ts';
import { sayMonth } from './report-section.ts';
import { reportView } from './report-view.ts';

const STYLES = join(import.meta.dirname, '..', 'assets', 'report.css');
const BODY = `:root { color-scheme: light dark; font-family: system-ui, sans-serif; }
body { margin: 2rem auto; max-width: 62rem; padding: 0 1rem; background: Canvas; color: CanvasText; }
@media print { :root { color-scheme: light; } body { margin: 0; padding: 0; max-width: none; } }`;

let styles: string | undefined;

/** A report as a file that needs nothing from elsewhere, and may load nothing. */
export function reportDocument(report: MonthlyReport): string {
  const words = wordsOf(report.language);
  styles ??= `${BODY}\n${readFileSync(STYLES, 'utf8')}`;
  const title = `${words.monthly.title} ${sayMonth(report.month, words)}: ${report.customer.name}`;
  return seenText(
    html`<!doctype html>
<html lang="${words.language}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title}</title>
    <style>${html.raw`${styles}`}</style>
  </head>
  <body><main>${reportView(report)}</main></body>
</html>
`.toString(),
  );
}

/** `service-report-100234-2026-11`, for the names of files. */
export function reportName({ customer, month }: Pick<MonthlyReport, 'customer' | 'month'>): string {
  return `service-report-${customer.number}-${month}`;
}
