import type { RequestHandler, Response, Router } from 'express';
import { findReceipt } from '../../domain/evidence/find-receipt.ts';
import { findLog, lastCheckpoint, listKeys } from '../../domain/evidence/log-store.ts';
import { readTileAddress, serveTile } from '../../domain/evidence/serve-tile.ts';
import type { Database } from '../../platform/db/database.ts';
import type { Logger } from '../../platform/log.ts';
import { strictRouter } from '../../platform/strict-router.ts';
import { limitRequests } from '../limit-requests.ts';

/** Somebody types a receipt now and then. */
const RECEIPTS_PER_MINUTE = 30;
/** A program that reads the whole log asks often. */
const LOG_PER_MINUTE = 600;

export interface EvidenceDeps {
  database: Database;
  log: Logger;
}

/** What anybody may read of the ledger (docs/evidence.md): it names nobody. */
export function evidenceRoutes({ database, log }: EvidenceDeps): Router {
  const routes = strictRouter();
  const often = limitRequests({ perMinute: LOG_PER_MINUTE, log, refuse: sayTooMany });
  const seldom = limitRequests({ perMinute: RECEIPTS_PER_MINUTE, log, refuse: sayTooMany });
  routes.get('/.well-known/hotline-log-key', often, async (_request, response) => {
    const current = await findLog(database);
    const key = current && (await listKeys(database, current.id)).at(-1);
    sendText(response, key ? `${key.publicKey}\n` : null);
  });
  routes.get('/log/checkpoint', often, async (_request, response) => {
    const current = await findLog(database);
    sendText(response, (current && (await lastCheckpoint(database, current.id)))?.note ?? null);
  });
  routes.get('/log/tile/*address', often, async (request, response) => {
    const address = readTileAddress([request.params.address].flat().join('/'));
    const tile = address && (await serveTile(database, address));
    if (!tile) sendText(response, null);
    else
      response
        .set('cache-control', 'public, max-age=31536000, immutable')
        .type('application/octet-stream')
        .send(tile);
  });
  routes.get('/receipts/:receipt', seldom, async (request, response) => {
    const found = await findReceipt(database, String(request.params.receipt));
    response.set('cache-control', 'no-store');
    if (found) response.json(found);
    else
      response
        .status(404)
        .json({ error: 'No ticket here has this receipt. Look at its ten characters again.' });
  });
  return routes;
}

function sendText(response: Response, text: string | null): void {
  response.set('cache-control', 'no-cache').type('text/plain');
  if (text === null)
    response.status(404).send('There is nothing here yet. The log begins with the service.\n');
  else response.send(text);
}

const sayTooMany: RequestHandler = (_request, response) => {
  response.type('text/plain').send('Too many requests. Please come again in a minute.\n');
};
