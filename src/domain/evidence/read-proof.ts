import { MAX_PROOF_BYTES, PROOF_FORMAT, type ProofFile, proofFile } from './proof-file.ts';

const NONE = 'This is no proof file of a hotline. One is made by "hotline evidence export".';
/** What a file calls something is named so far. */
const MAX_NAMED = 100;
const FAMILY = /^hotline-proof\/v\d+$/;

/** The text of a proof file as what it says; what keeps it from being one is a plain sentence. */
export function readProof(text: string): { file: ProofFile } | { fault: string } {
  if (text.trim() === '') return { fault: 'The file is empty.' };
  if (Buffer.byteLength(text) > MAX_PROOF_BYTES)
    return { fault: 'The file is larger than a proof file can be (64 MiB).' };
  // some editors put a mark before a text
  const own = text.replace(/^\uFEFF/, '').trim();
  let json: unknown;
  try {
    json = JSON.parse(own);
  } catch {
    return { fault: whyUnreadable(own) };
  }
  const format = (json as { format?: unknown } | null)?.format;
  if (typeof format !== 'string' || !FAMILY.test(format)) return { fault: NONE };
  if (format !== PROOF_FORMAT)
    return {
      fault: `The file has the format ${format.slice(0, MAX_NAMED)}, and this version reads ${PROOF_FORMAT}.`,
    };
  const parsed = proofFile.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const at = issue?.path.length ? ` at "${issue.path.join('.').slice(0, MAX_NAMED)}"` : '';
    return { fault: `The file is damaged${at}: ${(issue?.message ?? 'unreadable').slice(0, MAX_NAMED)}.` };
  }
  if (membersIn(own) !== membersOf(parsed.data))
    return { fault: 'The file says something twice: what it means depends on who reads it.' };
  return { file: parsed.data };
}

function whyUnreadable(text: string): string {
  if (!text.startsWith('{') || !text.includes(PROOF_FORMAT.slice(0, 12))) return NONE;
  return text.endsWith('}')
    ? 'The file is damaged: a part of its text is missing, or was put in. Fetch it again.'
    : 'The file is cut short: its end is missing. Fetch it again.';
}

/** How many members the objects in a text have: what stands in quotes before a colon. */
function membersIn(json: string): number {
  let count = 0;
  for (let at = json.indexOf('"'); at >= 0; at = json.indexOf('"', at)) {
    at += 1;
    while (json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
    at += 1;
    while (' \n\r\t'.includes(json[at] ?? '-')) at += 1;
    if (json[at] === ':') count += 1;
  }
  return count;
}

/** How many are left when it has been read: of two of one name, one. */
function membersOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const own = Array.isArray(value) ? 0 : Object.keys(value).length;
  return Object.values(value).reduce((count: number, each) => count + membersOf(each), own);
}
