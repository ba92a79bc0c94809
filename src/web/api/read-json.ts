import { isUtf8 } from 'node:buffer';
import express, { type RequestHandler } from 'express';
import { doubledKeys } from '../../platform/doubled-keys.ts';

const LARGEST_BODY = '100kb';
/** Whoever says everything twice need not be told of all of it. */
const MAX_TOLD = 10;

/** A body that says one thing twice: nobody knows which of the two is meant. */
export class DoubledKey extends Error {
  /** the parser hands on what refuses a body with its status */
  readonly status = 400;
  readonly paths: readonly string[];

  constructor(paths: readonly string[]) {
    super('a key stands twice in the body');
    this.paths = paths;
  }
}

/** A body in another encoding would be read with a sign for what is not known in the place of each umlaut. It is told as the parser tells its own. */
class OtherEncoding extends Error {
  readonly status = 415;
  readonly type = 'charset.unsupported';
}

/** Reads a body in JSON, which is UTF-8 (RFC 8259, 8.1). */
export const readJson: RequestHandler = express.json({
  limit: LARGEST_BODY,
  verify: (_request, _response, body) => {
    if (!isUtf8(body)) throw new OtherEncoding('a body is not UTF-8');
    const paths = doubledKeys(body.toString(), MAX_TOLD);
    if (paths.length > 0) throw new DoubledKey(paths);
  },
});
