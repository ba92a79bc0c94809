import type { RuleTitles } from '../../../domain/plans/rule-life-store.ts';
import { hasFailed } from '../../../domain/rehearsal/backtest.ts';
import type { Mend } from '../../../domain/rehearsal/mend.ts';
import type { Impossible } from '../../../domain/rehearsal/proof.ts';
import type { RehearsalReport } from '../../../domain/rehearsal/rehearsal-report.ts';
import type { Severity } from '../../../domain/tickets/ticket.ts';
import type { Format } from '../format.ts';
import type { Words } from '../words/index.ts';

/** In whose words and time a report is told. */
export interface ReportLook {
  words: Words;
  format: Format;
  now: Date;
  nameOf: (engineer: string) => string;
  /** what people call the rules, by kind and key */
  titles: RuleTitles;
}

/** What people call those whom a report names by their keys. */
export type ReportNames = Pick<ReportLook, 'nameOf' | 'titles'>;

/** A promise as people call it. */
export function sayPromise(
  { plan, severity }: { plan: string; severity: Severity },
  { words, titles }: Pick<ReportLook, 'words' | 'titles'>,
): string {
  return words.rehearsal.promise(titles.plans.get(plan) ?? plan, severity, words.severity(severity));
}

/** What is to be done about a hole; one of before it was kept as data has its sentence. */
export function sayRemedy(
  { mend, remedy }: Pick<Impossible, 'mend' | 'remedy'>,
  { words, titles }: Pick<ReportLook, 'words' | 'titles'>,
): string {
  return words.rehearsal.remedy(mend && titledMend(mend, titles), remedy);
}

function titledMend(mend: Mend, titles: RuleTitles): Mend {
  switch (mend.key) {
    case 'staff-schedule':
      return { ...mend, schedule: titles.schedules.get(mend.schedule) ?? mend.schedule };
    case 'page-earlier':
    case 'page-engineers':
      return { ...mend, policy: titles.escalations.get(mend.policy) ?? mend.policy };
    case 'open-calendar':
      return { ...mend, calendar: titles.calendars.get(mend.calendar) ?? mend.calendar };
    default:
      return mend;
  }
}

/** `99.7%`; never 100 while something was missed. */
export function sayPercent(share: number, { locale }: Pick<Words, 'locale'>): string {
  const tenths = share < 1 ? Math.min(999, Math.round(share * 1_000)) : 1_000;
  const style = { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(locale, style).format(tenths / 1_000);
}

/** A difference in points of a hundred, with its sign. */
export function sayPoints(difference: number, { locale }: Pick<Words, 'locale'>): string {
  const style = { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: 'exceptZero' } as const;
  return new Intl.NumberFormat(locale, style).format(difference * 100);
}

export function sayNumber(number: number, digits: number, { locale }: Pick<Words, 'locale'>): string {
  const style = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(locale, style).format(number);
}

/** What has to be known before any figure is read. */
export function sayCaveats(
  { habits, interrupted, replications, backtest }: RehearsalReport,
  words: Words,
): string[] {
  const { caveats } = words.rehearsal.report;
  const { months, inside } = backtest;
  const failed = hasFailed(backtest);
  const share = sayPercent(inside ?? 0, words);
  const past = inside === null ? caveats.noPast : caveats[failed ? 'failed' : 'checked'](share, months);
  return [
    // whoever reads no further is to know that
    ...(failed ? [past] : []),
    ...(interrupted ? [caveats.interrupted(replications)] : []),
    ...(habits === 'stated' ? [caveats.stated] : []),
    ...(failed ? [] : [past]),
  ];
}

/** A what-if as it is typed, or the name of a remedy, in words. */
export function sayChange(change: string, { words, nameOf }: Pick<ReportLook, 'words' | 'nameOf'>): string {
  const { remedies, whatIfs } = words.rehearsal.report;
  if (Object.hasOwn(remedies, change)) return remedies[change as keyof typeof remedies];
  const colon = change.indexOf(':');
  const [kind, value] = colon < 0 ? [change, ''] : [change.slice(0, colon), change.slice(colon + 1)];
  if (kind === 'without' || kind === 'phone-off') return whatIfs[kind](nameOf(value));
  if (kind === 'carrier-down') return whatIfs[kind](value.replace(/^PT(\d+)M$/, '$1'));
  if (kind === 'calls') return whatIfs[kind](value.replace(/^x/, ''));
  return kind === 'holiday-week' || kind === 'edit' ? whatIfs[kind]() : change;
}
