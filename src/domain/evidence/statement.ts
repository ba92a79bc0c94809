import { randomBytes } from 'node:crypto';
import { digestOf } from './digest.ts';
import { fieldSalts, SECRET_BYTES } from './field-salts.ts';
import { sha256 } from './merkle.ts';

/** What a fact says, field by field; a name has small letters, digits, points and hyphens. */
export type Fields = Readonly<Record<string, string>>;

/** A fact as it is committed to: nothing can be read in it, and each field can be shown by itself. */
export interface Statement {
  /** the commitment of each field, in base64, as JSON */
  commitments: string;
  /** SHA-256 of its text: what a receipt names */
  hash: Buffer;
  salt: Buffer;
}

const HEADING = 'hotline-statement/v1';
/** Names come from the record, too: what has other letters is named by its digest. */
const NAME = /^[A-Za-z0-9.-]{1,100}$/;

/** Both texts grow together, field by field: of an object each name would be sorted, looked up and quoted by itself. */
export function makeStatement(fields: Fields): Statement {
  const salt = newSecret();
  const names = Object.keys(fields).sort();
  const salts = fieldSalts(salt, names);
  let text = `${HEADING}\n`;
  let members = '';
  for (const [place, name] of names.entries()) {
    const commitment = commitmentOf(name, fields[name] ?? '', salts[place] ?? '');
    text += lineOf(name, commitment);
    members += `${place === 0 ? '' : ','}${JSON.stringify(name)}:"${commitment}"`;
  }
  return { commitments: `{${members}}`, hash: sha256(text), salt };
}

const SECRETS = 256;
let secrets = Buffer.alloc(0);

/** Made many at a time: to ask the system for each takes as long as a few fields. */
function newSecret(): Buffer {
  if (secrets.length === 0) secrets = randomBytes(SECRETS * SECRET_BYTES);
  const secret = secrets.subarray(0, SECRET_BYTES);
  secrets = secrets.subarray(SECRET_BYTES);
  return secret;
}

/**
 * SHA-256 over the salt, the name, "=" and the value in UTF-8, in base64.
 * @param salt as letters, one a byte
 */
export function commitmentOf(name: string, value: string, salt: string): string {
  return digestOf(salt, `${name}=${value}`, 'base64');
}

/** The text whose hash stands in the leaf: a line a field, by name, byte for byte. */
export function statementText(commitments: Readonly<Record<string, string>>): string {
  const lines = Object.keys(commitments)
    .sort()
    .map((name) => lineOf(name, commitments[name] ?? ''));
  return `${HEADING}\n${lines.join('')}`;
}

function lineOf(name: string, commitment: string): string {
  return `${name} ${commitment}\n`;
}

/** The fields of a document: texts as they are, everything else as canonical JSON; nothing of what is not there. */
export function fieldsOf(document: Readonly<Record<string, unknown>>, prefix = ''): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [key, value] of Object.entries(document))
    if (value !== undefined && value !== null) fields[`${prefix}${nameOf(key)}`] = committedText(value);
  return fields;
}

function nameOf(key: string): string {
  return NAME.test(key) ? key : sha256(key).toString('hex');
}

/** A value as it is committed to. */
export function committedText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  return canonicalJson(value);
}

/** JSON without blanks, names of members in the order of their code units, as RFC 8785 has it. */
function canonicalJson(value: unknown): string {
  if (value instanceof Date) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
