import { leafHash, sha256 } from './merkle.ts';

/** A fact in the tree: what is committed to, and where it stands among the facts of its customer. */
export interface Leaf {
  /** SHA-256 of the statement */
  statement: Buffer;
  /** whose it is, under a name that only they know; null: of the installation */
  customer: Buffer | null;
  /** the how-manieth fact of the customer, from 1; 0 of the installation */
  order: number;
  /** the hash of the customer's leaf before; null: their first, or of the installation */
  previous: Buffer | null;
  /** whether it was written with the fact, or entered later from what was on record */
  entered: 'at-once' | 'afterwards';
}

export function leafText(leaf: Leaf): string {
  const { statement, customer, order, previous, entered } = leaf;
  return `hotline-leaf/v1
statement ${statement.toString('base64')}
customer ${customer?.toString('base64') ?? '-'}
order ${order}
previous ${previous?.toString('base64') ?? '-'}
entered ${entered}
`;
}

export function hashOfLeaf(leaf: Leaf): Buffer {
  return leafHash(leafText(leaf));
}

/** Under which name a customer's facts are in the tree. */
export function customerTag(customerNumber: string, salt: Buffer): Buffer {
  return sha256(salt, customerNumber);
}

/** The same for many facts of few customers: of each it is hashed once. */
export function customerTags(): typeof customerTag {
  const tags = new Map<string, Buffer>();
  return (customerNumber, salt) => {
    const tag = tags.get(customerNumber) ?? customerTag(customerNumber, salt);
    tags.set(customerNumber, tag);
    return tag;
  };
}
