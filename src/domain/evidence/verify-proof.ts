import { asPasted, type Checkpoint, readCheckpoint, readHandover } from './checkpoint.ts';
import { isSameKey, readKeyChain } from './key-chain.ts';
import { customerTag, hashOfLeaf, type Leaf } from './leaf.ts';
import { sha256 } from './merkle.ts';
import type { ProofEntry, ProofFile } from './proof-file.ts';
import { readProof } from './read-proof.ts';
import { isSignedBy, parseNote, readKey, type VerifierKey } from './signed-note.ts';
import { commitmentOf, statementText } from './statement.ts';
import { mayBeHidden } from './ticket-facts.ts';
import { isConsistent, rootOfInclusion } from './verify-merkle.ts';
import { isMonthWhole } from './verify-month.ts';
import { scopeFaults } from './verify-scope.ts';
import { verifyStamps } from './verify-stamps.ts';
import { tellsTruth } from './verify-told.ts';

/** What came of looking at a file. */
export interface ProofVerdict {
  /** plain sentences; none: the file holds */
  faults: string[];
  /** what is to be known beside it */
  notes: string[];
  checkpoint: Checkpoint | null;
  facts: number;
  /** of which ticket, or customer and month; null: it could not be read */
  scope: ProofFile['scope'] | null;
}

export interface Trust {
  /** the key as the customer knows it; without it only the file's own */
  key?: string;
  /** a signed checkpoint of before */
  against?: string;
}

/** Faults that are told at most: one is enough to know. */
const MAX_FAULTS = 20;

/** Looks at the text of a proof file; everything wrong with it is a sentence. */
export function verifyProof(text: string, trust: Trust = {}): ProofVerdict {
  const read = readProof(text);
  if ('fault' in read) return { faults: [read.fault], notes: [], checkpoint: null, facts: 0, scope: null };
  return verifyFile(read.file, trust);
}

function verifyFile(file: ProofFile, trust: Trust): ProofVerdict {
  const notes: string[] = [];
  const verdict = (faults: string[], checkpoint: Checkpoint | null = null): ProofVerdict => ({
    faults: faults.slice(0, MAX_FAULTS),
    notes,
    checkpoint,
    facts: file.entries.length,
    scope: file.scope,
  });
  const signed = signedCheckpoint(file, trust.key);
  if ('fault' in signed) return verdict([signed.fault]);
  if (trust.key === undefined)
    notes.push(
      'The key is the one in the file itself. Name yours with --key, to know that it is from your hotline.',
    );
  const { checkpoint } = signed;
  const hashes = file.hashes.map((hash) => Buffer.from(hash, 'base64'));
  const olderIn = (note: string) => olderFaults(file, signed, hashes, note);
  const faults = [
    ...entryFaults(file, checkpoint, hashes),
    ...scopeFaults(file),
    ...completenessFaults(file),
    ...(trust.against === undefined ? [] : olderIn(asPasted(trust.against))),
  ];
  const told = tellsTruth(file);
  const month = isMonthWhole(file);
  const stamps = verifyStamps(file, olderIn);
  notes.push(...told.notes, ...month.notes, ...stamps.notes, ...afterwardsNote(file));
  return verdict([...faults, ...month.faults, ...stamps.faults, ...told.faults], checkpoint);
}

/** What is signed, and all keys of before that may have signed what is older. */
interface Signed {
  checkpoint: Checkpoint;
  /** from the oldest to the file's own */
  keys: readonly VerifierKey[];
}

function signedCheckpoint(
  { key, handovers, checkpoint: text }: ProofFile,
  trusted: string | undefined,
): Signed | { fault: string } {
  const own = readKey(key);
  if (!own) return { fault: 'The key in the file is damaged.' };
  if (handovers.some((text) => readHandover(parseNote(text)?.text ?? '') === null))
    return { fault: 'A hand-over of the key in the file is damaged.' };
  // copied from a letter it stands on several lines
  const first = trusted === undefined ? own : readKey(trusted.replaceAll(/\s+/g, ''));
  if (!first)
    return {
      fault: 'The key is none: it looks like "name+12345678+base64", see /.well-known/hotline-log-key.',
    };
  if (first.name !== own.name)
    return { fault: `The file is from another installation: it names ${own.name}, your key ${first.name}.` };
  const keys = readKeyChain(handovers, own);
  if (!keys)
    return { fault: 'The hand-overs in the file do not lead to its key, each signed by the key before.' };
  if (!keys.some((known) => isSameKey(known, first)))
    return {
      fault: 'The file is signed with another key than yours, and no hand-over leads from yours to it.',
    };
  const note = parseNote(text);
  if (!note || !isSignedBy(note, own))
    return {
      fault: 'The signature of the checkpoint is wrong: the file was changed, or signed with another key.',
    };
  const checkpoint = readCheckpoint(note.text);
  if (!checkpoint || checkpoint.origin !== own.name)
    return { fault: 'The checkpoint in the file is damaged.' };
  return { checkpoint, keys };
}

/** Each fact is where it says it is, as it was written. @param hashes that the paths of the entries name by their places */
export function entryFaults(
  { customer, entries }: Pick<ProofFile, 'customer' | 'entries'>,
  { size, root }: Checkpoint,
  hashes: Buffer[],
): string[] {
  const tag = customer && customerTag(customer.number, Buffer.from(customer.salt, 'base64'));
  const faults: string[] = [];
  let before = -1;
  for (const entry of entries) {
    if (entry.index <= before) faults.push(`Fact ${entry.index} is not in its place, or twice in the file.`);
    before = entry.index;
    const path = entry.path.map((place) => hashes[place]);
    if (entry.index >= size)
      faults.push(
        `The checkpoint is older than fact ${entry.index}: it counts ${size} facts. Export the file again.`,
      );
    else if (
      path.includes(undefined) ||
      (entry.customer && !tag) ||
      !rootOfInclusion(
        hashOfLeaf(leafOf(entry, tag)),
        { index: entry.index, size },
        path as Buffer[],
      )?.equals(root)
    )
      faults.push(
        `Fact ${entry.index}${whatIs(entry)} is not what was written into the ledger: it was changed.`,
      );
    faults.push(...hiddenIn(entry));
  }
  return faults;
}

/** What may not be withheld is shown, or a miss could be kept silent. */
function hiddenIn(entry: ProofEntry): string[] {
  const hidden = Object.entries(entry.fields).filter(
    ([name, field]) => typeof field === 'string' && !mayBeHidden(name),
  );
  if (hidden.length === 0) return [];
  const names = hidden
    .map(([name]) => name)
    .sort()
    .join(', ');
  return [
    `Fact ${entry.index}${whatIs(entry)} does not show ${names}: only details may be withheld, and no promise.`,
  ];
}

/** As the entry says it was; where it lies, its hash is another. */
function leafOf(entry: ProofEntry, tag: Buffer | null): Leaf {
  return {
    statement: sha256(statementText(commitmentsOf(entry))),
    customer: entry.customer ? tag : null,
    order: entry.order,
    previous: entry.previous === null ? null : Buffer.from(entry.previous, 'base64'),
    entered: entry.entered,
  };
}

/** As a file shows them: made anew of what is shown, and of the rest as they are told. */
export function commitmentsOf({ fields }: Pick<ProofEntry, 'fields'>): Record<string, string> {
  const commitments: Record<string, string> = {};
  for (const [name, field] of Object.entries(fields))
    commitments[name] =
      typeof field === 'string'
        ? field
        : commitmentOf(name, field[0], Buffer.from(field[1], 'base64').toString('binary'));
  return commitments;
}

function whatIs({ fields }: ProofEntry): string {
  const shown = (name: string) => (Array.isArray(fields[name]) ? fields[name][0].slice(0, 40) : null);
  const [ticket, kind] = [shown('ticket'), shown('kind') ?? shown('fact')];
  return ticket || kind ? ` (${[ticket && `ticket ${ticket}`, kind].filter(Boolean).join(', ')})` : '';
}

/** In a month nothing is left out: each fact of the customer follows the one before. */
function completenessFaults({ scope, customer, entries }: ProofFile): string[] {
  if (!('month' in scope) || !customer) return [];
  const tag = customerTag(customer.number, Buffer.from(customer.salt, 'base64'));
  const own = entries.filter((entry) => entry.customer);
  const faults: string[] = [];
  for (const [place, entry] of own.entries()) {
    const before = own[place - 1];
    if (!before) continue;
    if (entry.order !== before.order + 1)
      faults.push(
        `Facts of the customer are missing between number ${before.order} and number ${entry.order}.`,
      );
    else if (entry.previous !== hashOfLeaf(leafOf(before, tag)).toString('base64'))
      faults.push(`Number ${entry.order} of the customer's facts does not follow number ${before.order}.`);
  }
  return faults;
}

function olderFaults(
  { consistency }: ProofFile,
  { checkpoint, keys }: Signed,
  hashes: Buffer[],
  against: string,
): string[] {
  const note = parseNote(against);
  const older = note && readCheckpoint(note.text);
  if (!note || !older)
    return ['The older checkpoint is none, or is cut short: it has six lines, the last is a signature.'];
  if (older.origin !== checkpoint.origin)
    return [`The older checkpoint is of another log: ${older.origin} instead of ${checkpoint.origin}.`];
  if (older.size > checkpoint.size)
    return [
      'The checkpoint that you name is newer than the file. Export the file again, or take an older one.',
    ];
  if (!keys.some((known) => isSignedBy(note, known)))
    return ['The signature of the older checkpoint is wrong.'];
  const found = consistency.find(({ size }) => size === older.size);
  const places = older.size === checkpoint.size || older.size === 0 ? [] : found?.path;
  if (!places)
    return [
      'The file has no way from that checkpoint to its own. Export it again with --since and that checkpoint.',
    ];
  const path = places.map((place) => hashes[place]);
  return path.every((hash) => hash !== undefined) && isConsistent(older, checkpoint, path)
    ? []
    : ['The ledger was rewritten: it does not begin with what the older checkpoint has signed.'];
}

function afterwardsNote({ entries }: ProofFile): string[] {
  const count = entries.filter(({ entered }) => entered === 'afterwards').length;
  return count === 0
    ? []
    : [
        `${count} facts were entered afterwards, from what was on record: they prove only that nothing was changed since.`,
      ];
}
