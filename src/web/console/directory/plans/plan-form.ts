import { Duration } from 'luxon';
import { type Checked, checkEntry, schemasInForce } from '../../../../domain/directory-entry/check-entry.ts';
import type { PlanDefinition } from '../../../../domain/directory-entry/directory-schema.ts';
import { fingerprintOf } from '../../../../domain/directory-entry/fingerprint.ts';
import type { Db } from '../../../../platform/db/database.ts';

export const SEVERITY_FIELDS = [1, 2, 3, 4] as const;

export const PLAN_FIELDS = [
  'priority',
  'seats',
  'holdFor',
  'phoneLine',
  'escalation.problem',
  'escalation.signature',
  ...SEVERITY_FIELDS.flatMap((severity) => [
    `response.${severity}.hours`,
    `response.${severity}.minutes`,
    `response.${severity}.clock`,
    `live.${severity}`,
  ]),
] as const;

/** A plan as the fields of its form. */
export function planFields(plan: PlanDefinition): Record<string, string> {
  const targets = SEVERITY_FIELDS.map((severity) => {
    const { within, clock } = plan.response[severity];
    const { hours, minutes } = Duration.fromISO(within).shiftTo('hours', 'minutes');
    return {
      [`response.${severity}.hours`]: String(hours),
      [`response.${severity}.minutes`]: String(minutes),
      [`response.${severity}.clock`]: clock,
      [`live.${severity}`]: plan.live.includes(severity) ? 'on' : '',
    };
  });
  return {
    priority: String(plan.priority),
    seats: String(plan.seats),
    holdFor: String(Duration.fromISO(plan.holdFor).as('minutes')),
    phoneLine: plan.phoneLine ? 'on' : '',
    'escalation.problem': plan.escalation.problem,
    'escalation.signature': plan.escalation.signature,
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
    const within = readLength(fields[`response.${severity}.hours`], fields[`response.${severity}.minutes`]);
    return [severity, { within, clock: fields[`response.${severity}.clock`] }] as const;
  });
  const { plan } = await schemasInForce(db);
  const checked = checkEntry(plan, {
    priority: readNumber(fields.priority),
    seats: readNumber(fields.seats),
    live: SEVERITY_FIELDS.filter((severity) => fields[`live.${severity}`] === 'on'),
    response: Object.fromEntries(response),
    escalation: { problem: fields['escalation.problem'], signature: fields['escalation.signature'] },
    'phone-line': fields.phoneLine === 'on',
    'hold-for': readLength('0', fields.holdFor),
  });
  if (checked.entry) return checked;
  return {
    faults: checked.faults.map((path) => path.replace(/within$/, 'hours').replace('hold-for', 'holdFor')),
  };
}

function readNumber(typed = ''): number | string {
  return /^\d{1,9}$/.test(typed) ? Number(typed) : typed;
}

/** ISO 8601; what is no length comes out as none, which the schema refuses. */
function readLength(hours = '', minutes = ''): string {
  const isLength = [hours, minutes].every((part) => /^\d{0,6}([.,]\d{1,4})?$/.test(part));
  if (!isLength) return '';
  const [h, m] = [hours, minutes].map((part) => Number(part.replace(',', '.')));
  const written = `${h ? `${h}H` : ''}${m ? `${m}M` : ''}`;
  return written === '' ? '' : `PT${written}`;
}
