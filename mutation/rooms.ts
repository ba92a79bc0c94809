/** What is mutated, and the tests that are to notice: beginnings of paths below `src` and `test`. */
export interface Room {
  sources: readonly string[];
  tests: readonly string[];
}

const JOURNEYS = ['smoke/critical-call', 'smoke/webhook-twice', 'smoke/carrier-in-trouble'];

export const ROOMS: readonly Room[] = [
  {
    sources: ['paging/'],
    tests: [
      'unit/paging/',
      'unit/long-texts',
      'smoke/page-',
      'smoke/tam',
      'smoke/sms-',
      'smoke/unverified-',
      ...JOURNEYS,
    ],
  },
  {
    sources: ['tickets/'],
    tests: [
      'unit/tickets/',
      'unit/oncall/',
      'smoke/unverified-',
      'smoke/dial-in-code',
      'smoke/abandoned-call',
      ...JOURNEYS,
    ],
  },
  {
    sources: ['sms/'],
    tests: [
      'unit/sms/',
      'smoke/sms-',
      'smoke/signature-',
      'smoke/page-by-sms',
      'smoke/progress-told',
      ...JOURNEYS,
    ],
  },
  {
    sources: ['callbacks/'],
    tests: [
      'unit/callbacks/',
      'smoke/callback-',
      'smoke/answer-',
      'smoke/hold-',
      'smoke/person-',
      ...JOURNEYS,
    ],
  },
  {
    sources: ['calls/', 'voice/advance.ts'],
    tests: [
      'unit/voice/',
      'smoke/caller-',
      'smoke/callback-',
      'smoke/person-',
      'integration/lock-order',
      ...JOURNEYS,
    ],
  },
  {
    sources: ['timers.ts', 'jobs/', 'carrier/gate', 'messages/message-store.ts'],
    tests: [
      'integration/timers',
      'integration/worker',
      'integration/dial-gate',
      'integration/service-stops',
      'unit/jobs/',
      'unit/carrier/',
      'smoke/dial-slots',
      'smoke/texts-by-urgency',
      'smoke/carrier-hangs',
      'smoke/recording-kept',
      ...JOURNEYS,
    ],
  },
];
