/** A fault that no test noticed once, put in again; each must be noticed. */
export interface DeliberateFault {
  name: string;
  file: string;
  from: string;
  to: string;
  /** beginnings of paths below `test` */
  tests: readonly string[];
}

export const DELIBERATE_FAULTS: readonly DeliberateFault[] = [
  {
    name: 'a customer’s SMS of unknown fate is sent again',
    file: 'src/worker/jobs/send-message.ts',
    from: "const unknownToCustomer = !isBusy && message.audience === 'customer';",
    to: 'const unknownToCustomer = false;',
    tests: ['smoke/carrier-in-trouble', 'smoke/carrier-hangs', 'smoke/customer-untold'],
  },
  {
    name: 'tickets are locked without “for update”',
    file: 'src/domain/tickets/ticket-store.ts',
    from: "'where number = $1 for no key update'",
    to: "'where number = $1'",
    tests: ['integration/lock-order', 'smoke/page-two-acknowledge'],
  },
  {
    name: 'due work is claimed without “skip locked”',
    file: 'src/platform/timers/claimed-timers-store.ts',
    from: 'limit $3 for update skip locked)',
    to: 'limit $3 for update)',
    tests: ['integration/timers'],
  },
  {
    name: 'a key that comes after the hang-up is taken',
    file: 'src/domain/calls/handle-input.ts',
    from: 'const inTime = !isFinal(call.status) || isRecorded;',
    to: 'const inTime = true;',
    tests: ['smoke/webhook-twice', 'smoke/abandoned-call', 'smoke/critical-call'],
  },
  {
    name: 'a voice page of unknown fate is not tried again',
    file: 'src/worker/jobs/place-call.ts',
    from: "deps.log.warn({ err: error, call: call.id }, 'a call could not be placed and will be retried');",
    to: "if (code !== 'carrier-busy') return refuse(deps, call, error);",
    tests: ['smoke/carrier-in-trouble', 'smoke/carrier-hangs'],
  },
  {
    name: 'there is no sweep',
    file: 'src/app/start.ts',
    from: 'closing.push(every(SWEEP_MS, log, look));',
    to: '',
    tests: ['integration/service-stops'],
  },
  {
    name: 'the gate of calls is not locked',
    file: 'src/domain/carrier/gate-store.ts',
    from: ' for update`',
    to: '`',
    tests: ['smoke/dial-slots', 'smoke/texts-by-urgency', 'integration/dial-gate'],
  },
  {
    name: 'whoever waits for the next PIN is let in at once',
    file: 'src/domain/customers/pin-guard.ts',
    from: 'contact: { wrong: 6, everyMs: MINUTE_MS, waited: 120 }',
    to: 'contact: { wrong: 6, everyMs: 15_000, waited: 120 }',
    tests: ['unit/domain/directory/pin-guard', 'smoke/pin-lock'],
  },
  {
    name: 'work that is put off forgets its tries',
    file: 'src/platform/timers/claimed-timers-store.ts',
    from: "'update timers set due_at = $2, owner = null where id = $1 and attempts = $3 and owner = $4 returning id'",
    to: "'update timers set due_at = $2, owner = null, attempts = 0 where id = $1 and attempts = $3 and owner = $4 returning id'",
    tests: ['integration/timers'],
  },
  {
    name: 'a timer that is to be kept is moved',
    file: 'src/platform/timers/timer-store.ts',
    from: 'on conflict (kind, subject) do nothing returning id',
    to: 'on conflict (kind, subject) do update set due_at = excluded.due_at returning id',
    tests: ['integration/timers'],
  },
  {
    name: 'idle transactions have no time-out',
    file: 'src/platform/db/database.ts',
    from: '    idle_in_transaction_session_timeout: options.idleMs ?? IDLE_IN_TRANSACTION_MS,\n',
    to: '',
    tests: ['integration/database.test'],
  },
  {
    name: 'a worker does one work at a time',
    file: 'src/worker/worker.ts',
    from: 'const places = Math.max(1, Math.round(atOnce * share));',
    to: 'const places = 1;',
    tests: ['integration/worker', 'integration/service-stops'],
  },
];
