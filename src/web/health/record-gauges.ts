import { Gauge, type Registry } from 'prom-client';
import type { Figures } from './metrics-store.ts';

/**
 * The gauges of what stands in the record.
 * @returns shows the figures of one moment; null: they could not be read
 */
export function createRecordGauges(registry: Registry): (figures: Figures | null) => void {
  const up = new Gauge({
    name: 'hotline_database_up',
    help: 'Whether the figures of the record could be read',
    registers: [registry],
  });
  const showCounted = createCounted(registry);
  const showSingle = createSingle(registry);
  return (figures) => {
    up.set(figures ? 1 : 0);
    showCounted(figures);
    showSingle(figures);
  };
}

/** Those of which there is one for each set of labels. */
function createCounted(registry: Registry): (figures: Figures | null) => void {
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  const tickets = gauge('hotline_tickets_unanswered', 'Tickets whose clock runs', ['severity', 'status']);
  const left = gauge('hotline_tickets_unanswered_by_minutes_left', 'The same by the minutes left, at most', [
    'le',
  ]);
  const pages = gauge('hotline_pages_last_hour', 'Pages of the last hour by what came of them', [
    'channel',
    'status',
  ]);
  const unreached = gauge(
    'hotline_tickets_nobody_reached',
    'Tickets that nobody has: amber, a step has failed; red, a whole round, or no step comes before the deadline',
    ['severity', 'state'],
  );
  return (figures) => {
    for (const counted of [tickets, pages, left, unreached]) counted.reset();
    if (!figures) return;
    for (const { severity, status, count } of figures.tickets) tickets.set({ severity, status }, count);
    for (const { severity, state, count } of figures.unreached) unreached.set({ severity, state }, count);
    for (const { le, count } of figures.minutesLeft) left.set({ le }, count);
    for (const { channel, status, count } of figures.pages) pages.set({ channel, status }, count);
  };
}

/** Name, meaning, and where it is read; null: not there. */
const SINGLE: [string, string, (figures: Figures) => number | null][] = [
  ['hotline_tickets_overdue', 'Tickets past their deadline without an answer', (of) => of.overdueTickets],
  [
    'hotline_tickets_critical_open_seconds_left',
    'Time left of the most pressing critical ticket that nobody has acknowledged',
    (of) => of.criticalSecondsLeft,
  ],
  [
    'hotline_tickets_nobody_has',
    'Tickets whose last resort was called and that nobody has acknowledged',
    (of) => of.nobodyHas,
  ],
  ['hotline_timers_overdue', 'Work that is due and that nobody has begun', (of) => of.overdueTimers],
  [
    'hotline_timers_oldest_overdue_seconds',
    'For how long the oldest of it has been due',
    (of) => of.oldestTimerSeconds,
  ],
  [
    'hotline_steps_oldest_overdue_seconds',
    'The same of what somebody waits for: not of recordings and housekeeping',
    (of) => of.oldestStepSeconds,
  ],
  [
    'hotline_legs_waiting',
    'Calls about verified tickets that could be dialled and are not',
    (of) => of.legs.count,
  ],
  [
    'hotline_legs_oldest_waiting_seconds',
    'For how long the oldest of them has been wanted',
    (of) => of.legs.oldestSeconds,
  ],
  [
    'hotline_on_call_not_ready',
    'People on call who may not be reached: a test failed, or nothing shows lately that they are',
    (of) => of.notReady,
  ],
  [
    'hotline_line_open',
    'Whether the hotline reaches itself by drill calls: 0 since the second in a row that did not come through',
    (of) => of.lineOpen,
  ],
  [
    'hotline_ledger_findings',
    'What is not on record as it was written into the ledger, by the last comparison',
    (of) => of.ledger.findings,
  ],
  [
    'hotline_ledger_compared_seconds',
    'How long ago the record was compared with the ledger',
    (of) => of.ledger.comparedSeconds,
  ],
  [
    'hotline_retention_kept_seconds',
    'How long ago all data past its retention period was deleted, each class of it',
    (of) => of.retentionKeptSeconds,
  ],
  ['hotline_recordings_not_stored', 'Recordings that only the carrier has', (of) => of.recordings.count],
  [
    'hotline_recordings_oldest_not_stored_seconds',
    'The age of the oldest of them',
    (of) => of.recordings.oldestSeconds,
  ],
];

/** Those that are one number. While the record cannot be read they are not there, and neither is what nobody knows. */
function createSingle(registry: Registry): (figures: Figures | null) => void {
  const gauges = SINGLE.map(([name, help, read]) => ({
    gauge: new Gauge({ name, help, registers: [registry] }),
    read,
  }));
  return (figures) => {
    for (const { gauge, read } of gauges) {
      const value = figures && read(figures);
      if (value === null) gauge.remove();
      else gauge.set(value);
    }
  };
}
