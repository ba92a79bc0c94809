import { CUSTOMER, type Proof, type ProofOptions, type SmallLedger, smallLedger } from './small-ledger.ts';

/** Two tickets of one October: 4711 was answered in time, 4712 four minutes late; somebody else's facts stand between. */
const MONTH = { customer: CUSTOMER, month: '2026-10' };

export const TOLD = [
  {
    number: '4711',
    severity: 1,
    openedAt: '2026-10-05T09:00:00.000Z',
    respondBy: '2026-10-05T09:30:00.000Z',
    answeredAt: '2026-10-05T09:12:00.000Z',
  },
  {
    number: '4712',
    severity: 2,
    openedAt: '2026-10-07T22:00:00.000Z',
    respondBy: '2026-10-08T00:00:00.000Z',
    answeredAt: '2026-10-08T00:04:00.000Z',
  },
];

export interface October {
  ledger: SmallLedger;
  /** the checkpoint that the customer kept in September */
  kept: string;
  proof(options?: ProofOptions): Proof;
}

export function october(ledger = smallLedger()): October {
  ledger.write({
    of: 'installation',
    fields: {
      fact: 'rule',
      at: '2026-09-01T08:00:00.000Z',
      kind: 'plan',
      name: 'priority',
      definition: '{"1":"30m"}',
    },
  });
  const since = ledger.size();
  const kept = ledger.checkpoint();
  for (const { number, severity, openedAt, respondBy, answeredAt } of TOLD) {
    const about = { fact: 'timeline', ticket: number };
    ledger.write({
      fields: {
        ...about,
        kind: 'opened',
        at: openedAt,
        actor: 'Erika Beispiel',
        'ticket.severity': String(severity),
        'ticket.openedAt': openedAt,
        'ticket.respondBy': respondBy,
        'ticket.status': 'open',
        'detail.text': 'Alle Filter stehen still',
      },
    });
    ledger.write({ of: 'somebody-else', fields: { fact: 'ring', call: 'another', at: openedAt } });
    ledger.write({ fields: { ...about, kind: 'acknowledged', at: openedAt, actor: 'Anna Lindqvist' } });
    ledger.write({
      fields: {
        fact: 'promise',
        ticket: number,
        'ticket.answeredAt': answeredAt,
        'ticket.status': 'answered',
      },
    });
  }
  const tickets = TOLD.map((ticket) => ({ ...ticket, status: 'answered' }));
  const proof = (options: ProofOptions = {}) =>
    ledger.proof(MONTH, { tickets, since: [since], withheld: ['detail.text'], ...options });
  return { ledger, kept, proof };
}

/** October is over: what the customer was given is counted by the fact that closes it. */
export function closeOctober(ledger: SmallLedger, counted: { facts?: string; tickets?: string } = {}): void {
  ledger.write({
    fields: {
      fact: 'month-closed',
      at: '2026-11-01T00:00:12.000Z',
      month: MONTH.month,
      first: '1',
      facts: '6',
      tickets: '2',
      ...counted,
    },
  });
}
