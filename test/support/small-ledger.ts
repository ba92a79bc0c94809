import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/**
 * A ledger of a few facts, made from docs/evidence.md alone and with nothing of the service, so that what reads proof files is
 * held against the document. Trees are split as the RFC defines them; nothing is kept that could be worked out again.
 */
export interface SmallLedger {
  /** the key as it is published */
  key: string;
  write(fact: Fact): void;
  size(): number;
  checkpoint(size?: number): string;
  /** Hands over to a new key, which signs from then on. */
  rotate(by?: 'the key before' | 'itself'): void;
  proof(scope: Scope, options?: ProofOptions): Proof;
}

export interface Fact {
  /** one of the customer, or of the whole installation */
  of?: 'customer' | 'installation' | 'somebody-else';
  entered?: 'at-once' | 'afterwards';
  fields: Record<string, string>;
}

export type Scope = { ticket: string } | { customer: string; month: string };

export interface ProofOptions {
  tickets?: Record<string, unknown>[];
  /** which facts; without it, all that are not somebody else's */
  which?: (fact: Fact) => boolean;
  withheld?: readonly string[];
  /** earlier sizes that ways lead from */
  since?: readonly number[];
}

type Field = [value: string, salt: string] | string;

export interface Proof {
  [member: string]: unknown;
  entries: {
    index: number;
    customer: boolean;
    order: number;
    previous: string | null;
    fields: Record<string, Field>;
    path: number[];
  }[];
  tickets: Record<string, unknown>[];
  hashes: string[];
}

interface Written {
  fact: Fact;
  order: number;
  previous: string | null;
  salts: Record<string, Buffer>;
  hash: Buffer;
}

const sha = (...parts: (Buffer | string)[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const node = (left: Buffer, right: Buffer) => sha(Buffer.of(1), left, right);
const largestPowerBelow = (size: number) => 2 ** Math.floor(Math.log2(size - 1));

/** The tree over some hashes; a part of it is named by where it begins and ends. */
export function treeOf(hashes: readonly Buffer[]) {
  const roots = new Map<string, Buffer>();

  /** RFC 6962, section 2.1 */
  function rootOf(from = 0, until = hashes.length): Buffer {
    if (until - from <= 1) return hashes[from] ?? sha();
    const known = roots.get(`${from} ${until}`);
    if (known) return known;
    const split = from + largestPowerBelow(until - from);
    const root = node(rootOf(from, split), rootOf(split, until));
    roots.set(`${from} ${until}`, root);
    return root;
  }

  /** RFC 6962, section 2.1.1 */
  function inclusion(index: number, from = 0, until = hashes.length): Buffer[] {
    if (until - from === 1) return [];
    const split = from + largestPowerBelow(until - from);
    return index < split
      ? [...inclusion(index, from, split), rootOf(split, until)]
      : [...inclusion(index, split, until), rootOf(from, split)];
  }

  /** RFC 6962, section 2.1.2 */
  function consistency(size: number, from = 0, until = hashes.length): Buffer[] {
    if (size === until) return from === 0 ? [] : [rootOf(from, until)];
    const split = from + largestPowerBelow(until - from);
    return size <= split
      ? [...consistency(size, from, split), rootOf(split, until)]
      : [...consistency(size, split, until), rootOf(from, split)];
  }

  return { rootOf, inclusion, consistency };
}

export const ORIGIN = 'hotline.example.com/log';
export const CUSTOMER = '100234';
const TIME = '2026-11-24T03:12:45.000Z';

interface Signer {
  published: string;
  id: Buffer;
  secret: KeyObject;
}

function makeSigner(origin: string): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  const key = Buffer.concat([Buffer.of(1), raw]);
  const id = sha(`${origin}\n`, key).subarray(0, 4);
  return { published: `${origin}+${id.toString('hex')}+${key.toString('base64')}`, id, secret: privateKey };
}

const signed = (text: string, origin: string, { id, secret }: Signer) =>
  `${text}\n— ${origin} ${Buffer.concat([id, sign(null, Buffer.from(text), secret)]).toString('base64')}\n`;

export function smallLedger(origin = ORIGIN): SmallLedger {
  let signer = makeSigner(origin);
  const handovers: string[] = [];
  const tagSalts = { customer: randomBytes(32), 'somebody-else': randomBytes(32) };
  const written: Written[] = [];
  const hashes = (size = written.length) => written.slice(0, size).map(({ hash }) => hash);

  const commit = (name: string, value: string, salt: Buffer) =>
    sha(salt, `${name}=${value}`).toString('base64');

  function write(fact: Fact): void {
    const whose = fact.of ?? 'customer';
    const names = Object.keys(fact.fields).sort();
    const salts = Object.fromEntries(names.map((name) => [name, randomBytes(32)]));
    const lines = names.map(
      (name) => `${name} ${commit(name, fact.fields[name] ?? '', salts[name] as Buffer)}\n`,
    );
    const before = written.findLast(({ fact: other }) => (other.of ?? 'customer') === whose);
    const [order, previous] =
      whose === 'installation'
        ? [0, null]
        : [(before?.order ?? 0) + 1, before?.hash.toString('base64') ?? null];
    const tag = whose === 'installation' ? '-' : sha(tagSalts[whose], CUSTOMER).toString('base64');
    const leaf = [
      'hotline-leaf/v1',
      `statement ${sha(`hotline-statement/v1\n${lines.join('')}`).toString('base64')}`,
      `customer ${tag}`,
      `order ${order}`,
      `previous ${previous ?? '-'}`,
      `entered ${fact.entered ?? 'at-once'}`,
      '',
    ];
    written.push({ fact, order, previous, salts, hash: sha(Buffer.of(0), leaf.join('\n')) });
  }

  const checkpoint = (size = written.length) =>
    signed(
      `${origin}\n${size}\n${treeOf(hashes(size)).rootOf().toString('base64')}\ntime ${TIME}\n`,
      origin,
      signer,
    );

  function rotate(by: 'the key before' | 'itself' = 'the key before'): void {
    const next = makeSigner(origin);
    const text = ['hotline-handover/v1', origin, signer.published, next.published, `time ${TIME}`, ''];
    handovers.push(signed(text.join('\n'), origin, by === 'itself' ? next : signer));
    signer = next;
  }

  function proof(scope: Scope, { tickets = [], which, withheld = [], since = [] }: ProofOptions = {}): Proof {
    const tree = treeOf(hashes());
    const places = new Map<string, number>();
    const placed = (path: Buffer[]) =>
      path.map((hash) => {
        const text = hash.toString('base64');
        const place = places.get(text) ?? places.size;
        places.set(text, place);
        return place;
      });
    const wanted = which ?? ((fact: Fact) => fact.of !== 'somebody-else');
    const entries = written.flatMap(({ fact, order, previous, salts }, index) => {
      if (!wanted(fact)) return [];
      const fields = Object.entries(fact.fields).map(([name, value]): [string, Field] => {
        const salt = salts[name] as Buffer;
        return [name, withheld.includes(name) ? commit(name, value, salt) : [value, salt.toString('base64')]];
      });
      return [
        {
          index,
          customer: fact.of !== 'installation',
          order,
          previous,
          entered: fact.entered ?? 'at-once',
          fields: Object.fromEntries(fields),
          path: placed(tree.inclusion(index)),
        },
      ];
    });
    const consistency = since.map((size) => ({ size, path: placed(tree.consistency(size)) }));
    return {
      format: 'hotline-proof/v1',
      scope,
      customer: { number: CUSTOMER, salt: tagSalts.customer.toString('base64') },
      key: signer.published,
      handovers,
      checkpoint: checkpoint(),
      hashes: [...places.keys()],
      consistency,
      tickets,
      entries,
    };
  }

  return {
    get key() {
      return signer.published;
    },
    write,
    size: () => written.length,
    checkpoint,
    rotate,
    proof,
  };
}
