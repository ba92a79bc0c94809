import type { Router } from 'express';
import { openAudio } from '../../../domain/recordings/open-audio.ts';
import { addAuditEntryOnce } from '../../../domain/users/audit-trail-store.ts';
import { HotlineError } from '../../../platform/errors.ts';
import { strictRouter } from '../../../platform/strict-router.ts';
import { recordingSid } from '../../read-model/fields.ts';
import { isOurRecording } from '../../read-model/recording-store.ts';
import { sendAudio } from '../../send-audio.ts';
import { asUser, sendHtml } from '../context.ts';
import type { ConsoleDeps } from '../deps.ts';
import { notFoundPage, plainMessagePage } from '../message-page.ts';

/** A player asks for a recording piece by piece; pieces within this time are one listening. */
const ONE_LISTENING_MS = 60_000;

/** Recordings, in the pieces a player asks for; each listening is on record. */
export function recordingRoutes(deps: ConsoleDeps): Router {
  const { database, log } = deps;
  const routes = strictRouter();
  routes.get(
    '/recordings/:sid',
    asUser(deps, 'listen', async (context, request, response) => {
      const sid = recordingSid.safeParse(request.params.sid).data;
      if (sid === undefined || !(await isOurRecording(database, sid))) {
        sendHtml(response, notFoundPage(context), 404);
        return;
      }
      const entry = { action: 'listened' as const, subject: sid };
      await addAuditEntryOnce(database, context.user, entry, context.now, ONE_LISTENING_MS);
      try {
        await sendAudio(request, response, await openAudio(deps, sid));
      } catch (error) {
        if (!(error instanceof HotlineError) || response.headersSent) throw error;
        if (error.code !== 'not-found')
          log.warn({ err: error, recording: sid }, 'a recording cannot be heard now');
        const { notFound, noRecording } = context.words.errors;
        sendHtml(response, plainMessagePage(context.words, context.path, notFound, noRecording), 502);
      }
    }),
  );
  return routes;
}
