import express, { type RequestHandler } from 'express';
import { doubledKeys } from '../../platform/doubled-keys.ts';

const LARGEST_BODY = '100kb';

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

/** Reads a body in JSON. */
export const readJson: RequestHandler = express.json({
  limit: LARGEST_BODY,
  verify: (_request, _response, body) => {
    const paths = doubledKeys(body.toString());
    if (paths.length > 0) throw new DoubledKey(paths);
  },
});
