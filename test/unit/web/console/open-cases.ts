import type { OpenCase } from '../../../../src/web/console/board/read-board.ts';

/** So many minutes after nine. */
export const at = (minute: number) => new Date(Date.parse('2026-11-23T09:00:00Z') + minute * 60_000);

/** A ticket on the board that nobody has and whose time is fine, but for what is given. */
export const ticket = (number: string, more: Partial<OpenCase> = {}): OpenCase => ({
  number,
  kind: 'problem',
  status: 'open',
  severity: 3,
  verified: true,
  abandoned: false,
  untoldSince: null,
  respondBy: at(30),
  acknowledgedBy: null,
  hands: 1,
  helpers: [],
  acknowledgedAt: null,
  openedAt: at(0),
  answerSentAt: null,
  round: 1,
  nextStep: 0,
  customerNumber: '100234',
  customerName: 'Musterwerk AG',
  contactName: null,
  holderName: null,
  isRinging: false,
  stage: null,
  callbackAt: null,
  pageAt: null,
  pages: [],
  stamp: number,
  time: { urgency: 'fine', runs: true, zeroAt: at(30) },
  reach: { state: 'calm', since: null, steps: 0 },
  isHolderAway: false,
  ...more,
});
