import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { BY_PHONE, openTicket, type Request } from '../support/many-tickets.ts';

const CALLS_PER_SECOND = 20;
const WANTED = 200;
const request: fc.Arbitrary<Request> = fc.record({
  customerNumber: fc.constantFrom('100234', '200415', '100871', '300100'),
  severity: fc.constantFrom(1, 2, 3, 4),
  secondsAgo: fc.integer({ min: 0, max: 1_000 }),
});

interface Dialled {
  number: string;
  priority: number;
  respondBy: Date;
  at: Date;
}

async function dialled(hotline: Hotline): Promise<Dialled[]> {
  return hotline.database.query<Dialled>(
    `select tickets.number, tickets.priority, respond_by as "respondBy", dialled_at as at
     from calls join tickets on tickets.number = calls.ticket_number where dialled_at is not null order by dialled_at`,
  );
}

/** Plan priority, then deadline. Those who are equal in both may go in any order. */
const placesOf = (calls: Dialled[]) =>
  calls.map(({ priority, respondBy }) => [priority, Math.floor(respondBy.getTime() / 1_000)]);
const inOrder = (places: number[][]) =>
  places.toSorted(([p = 0, d = 0], [otherP = 0, otherD = 0]) => p - otherP || d - otherD);

test('hundreds wanted at once: dialled by plan priority, then deadline, as fast as the carrier allows and no faster', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(request, { minLength: WANTED, maxLength: WANTED }), async (requests) => {
      await using hotline = await openHotline({ directory: BY_PHONE, callsPerSecond: CALLS_PER_SECOND });
      hotline.line.settle = undefined;
      for (const one of requests) await openTicket(hotline, one);
      hotline.line.settle = hotline.doDueWork;

      await hotline.pass({ seconds: 5 });
      const first = await dialled(hotline);
      expect(first.length).toBeGreaterThanOrEqual(95);
      const late = await openTicket(hotline, { customerNumber: '100234', severity: 1, secondsAgo: 1_000 });
      await hotline.pass({ seconds: 6 });

      const all = await dialled(hotline);
      expect(all).toHaveLength(WANTED + 1);
      expect(placesOf(first)).toEqual(
        inOrder(placesOf(all.filter(({ number }) => number !== late.number))).slice(0, first.length),
      );
      const rest = all.slice(first.length);
      expect(rest.slice(0, 2).map(({ number }) => number)).toContain(late.number);
      expect(placesOf(rest.slice(2))).toEqual(inOrder(placesOf(rest.slice(2))));

      for (const [index, { at }] of all.slice(CALLS_PER_SECOND).entries())
        expect(at.getTime() - (all[index]?.at.getTime() ?? 0)).toBeGreaterThan(950);
      hotline.phones.supervisor.sms();
      while (!(await hotline.phones.supervisor.isQuiet())) await hotline.phones.supervisor.rings();
      hotline.phones.tessa.sms();
    }),
    { numRuns: 1 },
  );
}, 300_000);
