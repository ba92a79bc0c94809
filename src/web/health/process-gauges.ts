import { Counter, Gauge, type Registry } from 'prom-client';
import { clockOffsetMs } from '../../platform/clock.ts';
import type { LinesLogged } from '../../platform/log.ts';

/** What the figures of a process itself are read from; what is left out is shown nowhere. */
export interface ProcessDeps {
  queue?: { isReachable(): Promise<boolean> };
  /** whether rows could be written when that was last tried; left out: it is not tried */
  isWritable?: () => boolean;
  /** how many lines this process has logged */
  lines?: () => LinesLogged;
  /** what this process does */
  role?: 'all' | 'web' | 'worker';
}

/** What a process knows of itself. @returns looks anew */
export function watchProcess(
  registry: Registry,
  { queue, isWritable, lines, role = 'all' }: ProcessDeps,
): () => Promise<void> {
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  gauge('hotline_process', 'A process that runs, by what it does', ['role']).set({ role }, 1);
  const clock = gauge('hotline_clock_offset_seconds', "How far this host's clock is behind the database's");
  const queueUp = gauge(
    'hotline_queue_up',
    'Whether alarms can be set; without them the sweep does the work',
  );
  const writable = gauge('hotline_database_writable', 'Whether the last write to the record got through');
  for (const unknown of [queueUp, writable]) unknown.remove();
  const logged = new Counter({
    name: 'hotline_log_lines_total',
    help: 'Lines logged by level; ERROR is what somebody has to act on',
    labelNames: ['level'],
    registers: [registry],
  });
  return async () => {
    clock.set(clockOffsetMs() / 1_000);
    if (isWritable) writable.set(isWritable() ? 1 : 0);
    logged.reset();
    for (const [level, count] of Object.entries(lines?.() ?? {})) logged.inc({ level }, count);
    if (queue) queueUp.set((await queue.isReachable().catch(() => false)) ? 1 : 0);
  };
}
