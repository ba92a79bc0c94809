import type { Directory } from '../../src/domain/directory-entry/directory.ts';

const PEOPLE_A_SCHEDULE = 4;
const CUSTOMERS_A_PLAN = 4;

/**
 * A directory with so many schedules of people of their own, each with a policy, a plan and some customers; half of the plans
 * have their customers on another calendar.
 * @param sample whose plan, calendars and managers they are made of
 */
export function manySchedules(sample: Directory<unknown>, count: number): Directory<unknown> {
  const [plan] = sample.plans.values();
  const [customer] = sample.customers.values();
  if (!plan || !customer) throw new Error('the sample has no plan or no customer');
  const calendars = [...sample.calendars.keys()];
  const directory: Directory<unknown> = {
    ...sample,
    engineers: new Map(sample.engineers),
    schedules: new Map(),
    escalations: new Map(),
    plans: new Map(),
    customers: new Map(),
  };
  for (let index = 0; index < count; index += 1) {
    const team = Array.from({ length: PEOPLE_A_SCHEDULE }, (_, member) => `engineer-${index}-${member}`);
    for (const [member, key] of team.entries())
      directory.engineers.set(key, { name: key, phones: [`+4930231${index}${member}`], languages: ['de'] });
    directory.schedules.set(`schedule-${index}`, {
      timezone: 'Europe/Berlin',
      layers: [
        { participants: team, rotate: 'PT12H', from: '2026-01-05T08:00' },
        {
          participants: team.slice(1),
          rotate: 'P1D',
          from: '2026-01-05T08:00',
          during: { 'mon-fri': '08:00-18:00' },
        },
      ],
      overrides: [],
    });
    const next = `schedule:schedule-${(index + 1) % count}`;
    directory.escalations.set(`policy-${index}`, {
      steps: [
        { at: '0%', page: [`schedule:schedule-${index}`], by: ['sms'] },
        { at: 'PT5M', page: [`schedule:schedule-${index}`, 'tam'], by: ['call'] },
        { at: '50%', page: [next], by: ['call'] },
      ],
      lastResort: ['supervisors'],
    });
    const escalation = { problem: `policy-${index}`, signature: `policy-${(index + 1) % count}` };
    directory.plans.set(`plan-${index}`, { ...plan, escalation });
    const calendar = calendars[index % calendars.length] ?? customer.header.calendar;
    for (let each = 0; each < CUSTOMERS_A_PLAN; each += 1)
      directory.customers.set(String(500_000 + index * CUSTOMERS_A_PLAN + each), {
        header: { ...customer.header, plan: `plan-${index}`, calendar },
        contacts: [],
      });
  }
  return directory;
}
