/** What is mutated, and the tests that are to notice: beginnings of paths below `src` and `test`. */
export interface Room {
  sources: readonly string[];
  tests: readonly string[];
}

const JOURNEYS = ['smoke/critical-call', 'smoke/webhook-twice', 'smoke/carrier-in-trouble'];

export const ROOMS: readonly Room[] = [
  {
    sources: ['domain/paging/', 'domain/escalation/'],
    tests: [
      'unit/domain/paging/',
      'unit/domain/escalation/',
      'unit/long-texts',
      'smoke/page-',
      'smoke/tam',
      'smoke/sms-',
      'smoke/unverified-',
      ...JOURNEYS,
    ],
  },
  {
    sources: ['domain/tickets/', 'domain/ticket-operations/', 'domain/calendar/'],
    tests: [
      'unit/domain/calendar/',
      'unit/domain/oncall/',
      'unit/domain/ticket-operations/',
      'smoke/unverified-',
      'smoke/dial-in-code',
      'smoke/abandoned-call',
      ...JOURNEYS,
    ],
  },
  {
    sources: ['domain/sms/'],
    tests: [
      'unit/domain/sms/',
      'smoke/sms-',
      'smoke/signature-',
      'smoke/page-by-sms',
      'smoke/progress-told',
      ...JOURNEYS,
    ],
  },
  {
    sources: ['domain/callbacks/'],
    tests: [
      'unit/domain/callbacks/',
      'smoke/callback-',
      'smoke/answer-',
      'smoke/hold-',
      'smoke/person-',
      ...JOURNEYS,
    ],
  },
  {
    sources: ['domain/calls/', 'domain/flow/', 'domain/flow-actions/'],
    tests: [
      'unit/domain/flow/',
      'unit/domain/who-ended',
      'unit/long-texts',
      'smoke/pin-',
      'smoke/page-',
      'smoke/listening-in',
      'smoke/test-pages',
      'smoke/caller-',
      'smoke/callback-',
      'smoke/person-',
      'integration/lock-order',
      ...JOURNEYS,
    ],
  },
  {
    sources: [
      'platform/timers/',
      'worker/',
      'domain/carrier/gate',
      'domain/messages/message-store.ts',
      'domain/messages/outbox-store.ts',
    ],
    tests: [
      'integration/timers',
      'integration/worker',
      'integration/dial-gate',
      'integration/service-stops',
      'unit/worker/',
      'unit/telephony/',
      'smoke/dial-slots',
      'smoke/texts-by-urgency',
      'smoke/carrier-hangs',
      'smoke/recording-kept',
      ...JOURNEYS,
    ],
  },
  {
    sources: ['domain/oncall/'],
    tests: [
      'unit/domain/oncall/',
      'unit/domain/calendar-feeds/',
      'unit/domain/directory/',
      'integration/cli-schedule',
      'integration/rota-',
      'integration/retired-engineer',
      'smoke/tam-away',
      'smoke/shift-',
    ],
  },
  {
    sources: ['domain/evidence/', 'domain/proofs/'],
    tests: [
      'unit/domain/evidence/',
      'unit/web/evidence/',
      'integration/evidence',
      'integration/ledger-compared',
      'integration/log-served',
      'integration/checkpoints-given-out',
      'fuzz/ledger',
    ],
  },
  {
    sources: ['domain/monthly-reports/', 'domain/attainment/'],
    tests: [
      'unit/domain/monthly-reports/',
      'unit/domain/attainment/',
      'integration/monthly-reports',
      'integration/report-',
      'integration/figures',
    ],
  },
  {
    sources: ['domain/directory-entry/', 'domain/directory-file/', 'domain/directory-changes/'],
    tests: ['unit/domain/directory/', 'integration/directory-', 'integration/registry-'],
  },
  {
    sources: ['domain/users/', 'domain/shift-requests/', 'domain/drill/', 'domain/duty/', 'domain/reach/'],
    tests: [
      'unit/domain/users/',
      'unit/domain/shift-requests/',
      'unit/domain/drill/',
      'unit/domain/duty/',
      'unit/domain/reach/',
      'integration/users',
      'integration/second-factor',
      'integration/duty',
      'smoke/shift-',
      'smoke/drill',
    ],
  },
];
