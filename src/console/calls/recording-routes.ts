import { Router } from 'express';
import { HotlineError } from '../../errors.ts';
import { recordingSid } from '../../http/api/fields.ts';
import { isOurRecording } from '../../http/api/recording-store.ts';
import { addAuditEntryOnce } from '../../users/audit-trail.ts';
import { notFoundPage, plainMessagePage } from '../message-page.ts';
import type { ConsoleParts } from '../parts.ts';
import { asUser, sendPage } from '../visit.ts';

/** A player asks for a recording piece by piece; pieces within this time are one listening. */
const ONE_LISTENING_MS = 60_000;
/** Express's word for a piece that lies outside the recording. */
const UNSATISFIABLE = -1;

/** Recordings, fetched with our own credentials, in the pieces a player asks for; each listening is on record. */
export function recordingRoutes(parts: ConsoleParts): Router {
  const { database, carrier } = parts;
  const routes = Router();
  routes.get(
    '/recordings/:sid',
    asUser(parts, 'listen', async (visit, request, response) => {
      const sid = recordingSid.safeParse(request.params.sid).data;
      if (sid === undefined || !(await isOurRecording(database, sid))) {
        sendPage(response, notFoundPage(visit), 404);
        return;
      }
      const entry = { action: 'listened' as const, subject: sid };
      await addAuditEntryOnce(database, visit.user, entry, visit.now, ONE_LISTENING_MS);
      const fetched = await carrier.fetchRecording(sid).catch((error: unknown) => {
        if (error instanceof HotlineError) return null;
        throw error;
      });
      if (!fetched) {
        const { notFound, noRecording } = visit.words.errors;
        sendPage(response, plainMessagePage(visit.words, visit.path, notFound, noRecording), 502);
        return;
      }
      const audio = Buffer.from(await new Response(fetched.body).arrayBuffer());
      response.set({ 'accept-ranges': 'bytes' }).type(fetched.contentType);
      const ranges = request.range(audio.length, { combine: true });
      if (ranges === UNSATISFIABLE) {
        response.status(416).set('content-range', `bytes */${audio.length}`).end();
        return;
      }
      const piece =
        Array.isArray(ranges) && ranges.type === 'bytes' && ranges.length === 1 ? ranges[0] : undefined;
      if (!piece) {
        response.send(audio);
        return;
      }
      const { start, end } = piece;
      response.status(206).set('content-range', `bytes ${start}-${end}/${audio.length}`);
      response.send(audio.subarray(start, end + 1));
    }),
  );
  return routes;
}
