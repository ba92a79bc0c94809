import { z } from 'zod';
import {
  type HeldShift,
  type Invitation,
  REQUEST_STATUSES,
  type ShiftRequest,
} from '../../domain/shift-requests/shift-request.ts';
import { instant, writeInstant } from './fields.ts';

const heldShiftSchema = z.strictObject({
  schedule: z.string(),
  engineer: z.string().describe('whose it is: a key'),
  from: instant,
  until: instant.describe('excluded'),
});

export const shiftRequestSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(['cover', 'swap']),
  status: z.enum(REQUEST_STATUSES),
  shift: heldShiftSchema,
  other: heldShiftSchema.nullable().describe('of a swap: the shift that is given for it'),
  why: z.string(),
  askedAt: instant,
  askedBy: z.string(),
  expiresAt: instant,
  coveredBy: z.string().nullable().describe('who has the shift: a key'),
  asked: z.array(
    z.strictObject({
      engineer: z.string(),
      askedAt: instant.nullable().describe('null: not yet'),
      answer: z.enum(['yes', 'no']).nullable(),
    }),
  ),
});

export const shiftRequestPageSchema = z.strictObject({ data: z.array(shiftRequestSchema) });

export function viewShiftRequest(
  request: ShiftRequest,
  invitations: readonly Invitation[],
): z.output<typeof shiftRequestSchema> {
  const { id, kind, status, why, askedBy, coveredBy } = request;
  return {
    ...{ id, kind, status, why, askedBy, coveredBy },
    shift: viewHeldShift(request.shift),
    other: request.other && viewHeldShift(request.other),
    askedAt: writeInstant(request.askedAt),
    expiresAt: writeInstant(request.expiresAt),
    asked: invitations
      .filter(({ requestId }) => requestId === id)
      .map(({ engineer, askedAt, answer }) => ({ engineer, askedAt: writeInstant(askedAt), answer })),
  };
}

function viewHeldShift({ schedule, engineer, from, until }: HeldShift): z.output<typeof heldShiftSchema> {
  return { schedule, engineer, from: writeInstant(from), until: writeInstant(until) };
}
