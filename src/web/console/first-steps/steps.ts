import { address } from '../address.ts';
import type { Words } from '../words/index.ts';
import type { DirectoryStanding } from './first-steps-store.ts';

/** A step on the way to the first call, with where it is done. */
export interface FirstStep {
  name: keyof Words['firstSteps']['steps'];
  isDone: boolean;
  href: string;
}

/** Every step, in an order in which each finds what it needs. The number is there from the start: it is a setting. */
export function firstSteps(standing: DirectoryStanding, { practice }: { practice: boolean }): FirstStep[] {
  const { customer } = standing;
  const seat =
    customer === null
      ? address('/registry/customers')
      : address('/registry/customers/:number', { number: customer });
  return [
    { name: 'number', isDone: true, href: practice ? '/practice' : '/' },
    { name: 'supervisors', isDone: standing.supervisors, href: address('/registry/supervisors') },
    { name: 'engineers', isDone: standing.engineers, href: address('/registry/engineers/new') },
    { name: 'schedules', isDone: standing.schedules, href: address('/registry/new/schedules') },
    { name: 'escalations', isDone: standing.escalations, href: address('/registry/new/escalations') },
    { name: 'calendars', isDone: standing.calendars, href: address('/registry/new/calendars') },
    { name: 'plans', isDone: standing.plans, href: address('/registry/new/plans') },
    { name: 'customers', isDone: customer !== null, href: address('/registry/customers/new') },
    { name: 'contacts', isDone: standing.contacts, href: seat },
    { name: 'call', isDone: standing.tickets, href: practice ? '/practice' : '/' },
  ];
}
