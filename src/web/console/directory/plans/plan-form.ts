import { type Checked, checkEntry, schemasInForce } from '../../../../domain/directory-entry/check-entry.ts';
import type { PlanDefinition } from '../../../../domain/directory-entry/directory-schema.ts';
import { fingerprintOf } from '../../../../domain/directory-entry/fingerprint.ts';
import type { Db } from '../../../../platform/db/database.ts';
import { readCredit, writeCredit } from '../../typed/read-credit.ts';
import { readLength, writeLength } from '../../typed/read-length.ts';

export const SEVERITY_FIELDS = [1, 2, 3, 4] as const;

export const PLAN_FIELDS = [
  'name',
  'priority',
  'seats',
  'hold-for',
  'phoneLine',
  'escalation.problem',
  'escalation.signature',
  'credit.per-miss',
  'credit.at-most',
  ...SEVERITY_FIELDS.flatMap((severity) => [
    `response.${severity}.within`,
    `response.${severity}.clock`,
    `live.${severity}`,
  ]),
] as const;

/** The targets that are sold by default. */
const SOLD = [
  { within: 'PT30M', clock: 'always' },
  { within: 'PT4H', clock: 'always' },
  { within: 'PT6H', clock: 'business' },
  { within: 'PT8H', clock: 'business' },
];

/** What a new plan begins with. */
export function newPlanFields(locale: string, policy: string): Record<string, string> {
  const targets = SOLD.flatMap(({ within, clock }, index) => [
    [`response.${index + 1}.within`, writeLength(within, locale)],
    [`response.${index + 1}.clock`, clock],
  ]);
  return {
    name: '',
    priority: '1',
    seats: '8',
    'hold-for': writeLength('PT3M', locale),
    phoneLine: 'on',
    'escalation.problem': policy,
    'escalation.signature': policy,
    'credit.per-miss': '',
    'credit.at-most': '',
    'live.1': 'on',
    ...Object.fromEntries(targets),
  };
}

/** A plan as the fields of its form. */
export function planFields(plan: PlanDefinition, locale: string): Record<string, string> {
  const targets = SEVERITY_FIELDS.map((severity) => {
    const { within, clock } = plan.response[severity];
    return {
      [`response.${severity}.within`]: writeLength(within, locale),
      [`response.${severity}.clock`]: clock,
      [`live.${severity}`]: plan.live.includes(severity) ? 'on' : '',
    };
  });
  return {
    name: plan.title ?? '',
    priority: String(plan.priority),
    seats: String(plan.seats),
    'hold-for': writeLength(plan.holdFor, locale),
    phoneLine: plan.phoneLine ? 'on' : '',
    'escalation.problem': plan.escalation.problem,
    'escalation.signature': plan.escalation.signature,
    'credit.per-miss': writeCredit(plan.credit?.perMiss ?? '', locale),
    'credit.at-most': writeCredit(plan.credit?.atMost ?? '', locale),
    ...Object.assign({}, ...targets),
    version: fingerprintOf(plan),
  };
}

/** Holds a filled-in form against the rules of the directory file. */
export async function checkPlan(
  db: Db,
  fields: Readonly<Record<string, string>>,
): Promise<Checked<PlanDefinition>> {
  const response = SEVERITY_FIELDS.map((severity) => {
    const within = readLength(fields[`response.${severity}.within`] ?? '');
    return [severity, { within, clock: fields[`response.${severity}.clock`] }] as const;
  });
  const { plan } = await schemasInForce(db);
  return checkEntry(plan, {
    ...(fields.name ? { name: fields.name } : {}),
    priority: readNumber(fields.priority),
    seats: readNumber(fields.seats),
    live: SEVERITY_FIELDS.filter((severity) => fields[`live.${severity}`] === 'on'),
    response: Object.fromEntries(response),
    escalation: { problem: fields['escalation.problem'], signature: fields['escalation.signature'] },
    'phone-line': fields.phoneLine === 'on',
    'hold-for': readLength(fields['hold-for'] ?? '', 'minutes'),
    ...creditIn(fields),
  });
}

/** A limit alone is no rule: it is a fault of the field that is missing. */
function creditIn(fields: Readonly<Record<string, string>>): { credit?: Record<string, string> } {
  const { 'credit.per-miss': perMiss = '', 'credit.at-most': atMost = '' } = fields;
  if (perMiss === '' && atMost === '') return {};
  const limit = atMost === '' ? {} : { 'at-most': readCredit(atMost) };
  return { credit: { 'per-miss': readCredit(perMiss), ...limit } };
}

function readNumber(typed = ''): number | string {
  return /^\d{1,9}$/.test(typed) ? Number(typed) : typed;
}
