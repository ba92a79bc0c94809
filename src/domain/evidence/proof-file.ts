import { z } from 'zod';

/** A proof file, as docs/evidence.md has it: what is in it is bounded, and nothing else may be. */
export const MAX_PROOF_BYTES = 64 * 1024 * 1024;
export const PROOF_FORMAT = 'hotline-proof/v1';

/** 32 bytes in base64, in their canonical spelling */
const hash = z.base64().refine((text) => {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === 32 && bytes.toString('base64') === text;
}, 'is not 32 bytes in base64');
const count = z.int().min(0);
const name = z.string().regex(/^[A-Za-z0-9.-]{1,100}$/);
const path = z.array(count).max(64);
const note = z.string().max(100_000);

const entry = z.strictObject({
  index: count,
  customer: z.boolean(),
  order: count,
  previous: hash.nullable(),
  entered: z.enum(['at-once', 'afterwards']),
  /** shown: value and salt; withheld or erased: the commitment */
  fields: z.record(name, z.union([z.tuple([z.string(), hash]), hash])),
  path,
});

const stamp = z.strictObject({
  size: count,
  authority: z.string().max(300),
  time: z.iso.datetime(),
  checkpoint: note,
  reply: z.base64().max(500_000),
});

const ticketNumber = z.string().regex(/^\d{1,18}$/);
const told = z
  .object({ number: ticketNumber })
  .catchall(z.union([z.string(), z.number(), z.boolean(), z.null()]));

export const proofFile = z.strictObject({
  format: z.literal(PROOF_FORMAT),
  scope: z.union([
    z.strictObject({ ticket: ticketNumber }),
    z.strictObject({ customer: z.string().max(50), month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/) }),
  ]),
  customer: z.strictObject({ number: z.string().max(50), salt: hash }).nullable(),
  key: z.string().max(1000),
  handovers: z.array(note).max(1000),
  checkpoint: note,
  hashes: z.array(hash).max(1_000_000),
  consistency: z.array(z.strictObject({ size: count, path })).max(10_000),
  /** what an authority outside said of states of the ledger; left out where there is none */
  stamps: z.array(stamp).max(10).exactOptional(),
  tickets: z.array(told).max(100_000),
  entries: z.array(entry).max(200_000),
});

export type ProofFile = z.infer<typeof proofFile>;
export type ProofEntry = z.infer<typeof entry>;
export type TicketTold = ProofFile['tickets'][number];
