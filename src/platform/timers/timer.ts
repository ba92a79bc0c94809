/**
 * Everything that has to happen later, or outside this process, is a row here until it is done.
 * A queue job only rings for it; the sweep finds the rows that nothing rang for.
 */
export type TimerKind =
  | 'escalate'
  | 'acknowledgement-stale'
  | 'deadline'
  | 'begin-callback'
  | 'place-call'
  | 'wake-call'
  | 'end-call'
  | 'announce'
  | 'check-call'
  | 'send-message'
  | 'text-pin'
  | 'reach-customer'
  | 'remind-to-phone'
  | 'account-digest'
  | 'ask-verdict'
  | 'check-coverage'
  | 'check-readiness'
  | 'test-page'
  | 'weekly-test'
  | 'wrong-pins'
  | 'watch-flood'
  | 'reconcile'
  | 'keep-recording'
  | 'transcribe'
  | 'erase-at-carrier'
  | 'ask-outcome'
  | 'answer-overdue'
  | 'tell-refused'
  | 'shift-request'
  | 'shift-change'
  | 'settle-text'
  | 'knock'
  | 'plan-reports'
  | 'send-report'
  | 'tend-data'
  | 'drill';

/** The priority of what comes after everything that a person waits for. */
export const LAST = Number.MAX_SAFE_INTEGER;

/** What nobody waits for on a phone: however much of it there is, it makes no promise late. */
export const IN_NO_HURRY: readonly TimerKind[] = [
  'keep-recording',
  'transcribe',
  'erase-at-carrier',
  'reconcile',
  'tend-data',
  'text-pin',
  'knock',
  'plan-reports',
  'send-report',
  'drill',
];
