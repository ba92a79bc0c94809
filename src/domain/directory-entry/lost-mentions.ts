import type { Directory } from './directory.ts';
import type { CustomerHeader, EscalationPolicy, PlanDefinition, ScheduleInFile } from './directory-schema.ts';
import type { Mentioned } from './mentions.ts';

/** A name that an entry mentions, and which is in force no more. */
export interface LostMention {
  path: string[];
  section: Mentioned;
  name: string;
}

/**
 * Names that lead nowhere once a file and what is kept from it stand together: a kept entry may mention what the file
 * retires, and the file what the console has retired. Each alone was without fault.
 * @param inForce what may be mentioned
 */
export function lostMentions(
  directory: Directory<unknown>,
  inForce: Record<Mentioned, Pick<ReadonlySet<string>, 'has'>> = directory,
): LostMention[] {
  return mentionsOf(directory).filter(({ section, name }) => !inForce[section].has(name));
}

function mentionsOf({ customers, plans, schedules, escalations }: Directory<unknown>): LostMention[] {
  return [
    ...[...customers].flatMap(([number, { header }]) => ofCustomer(['customers', number], header)),
    ...[...plans].flatMap(([key, plan]) => ofPlan(['plans', key], plan)),
    ...[...schedules].flatMap(([key, schedule]) => ofSchedule(['schedules', key], schedule)),
    ...[...escalations].flatMap(([key, policy]) => ofPolicy(['escalations', key], policy)),
  ];
}

function ofCustomer(path: string[], { plan, calendar, tam, deputy }: CustomerHeader): LostMention[] {
  const people = Object.entries({ tam, deputy }).filter((entry): entry is [string, string] => !!entry[1]);
  return [
    { path: [...path, 'plan'], section: 'plans', name: plan },
    { path: [...path, 'calendar'], section: 'calendars', name: calendar },
    ...people.map(([role, name]) => ({ path: [...path, role], section: 'engineers' as const, name })),
  ];
}

function ofPlan(path: string[], { escalation }: PlanDefinition): LostMention[] {
  return Object.entries(escalation).map(([kind, name]) => ({
    path: [...path, 'escalation', kind],
    section: 'escalations',
    name,
  }));
}

function ofSchedule(path: string[], { layers, overrides }: ScheduleInFile): LostMention[] {
  const engineers = [
    ...layers.flatMap(({ participants }) => participants),
    ...overrides.map((one) => one.engineer),
  ];
  return [...new Set(engineers)].map((name) => ({ path, section: 'engineers', name }));
}

function ofPolicy(path: string[], { steps, lastResort }: EscalationPolicy): LostMention[] {
  return [...steps.flatMap(({ page }) => page), ...lastResort].flatMap((target) => {
    const [, kind, name] = /^(schedule|engineer):(.+)$/su.exec(target) ?? [];
    if (name === undefined) return [];
    return [{ path, section: kind === 'schedule' ? 'schedules' : 'engineers', name }] satisfies LostMention[];
  });
}
