import { ONE_LISTENING_MS } from '../../../domain/recordings/one-listening.ts';
import { openAudio } from '../../../domain/recordings/open-audio.ts';
import { HotlineError } from '../../../platform/errors.ts';
import { recordingSid } from '../../read-model/fields.ts';
import { isOurRecording } from '../../read-model/recording-store.ts';
import { sendAudio } from '../../send-audio.ts';
import { auditLook } from '../audited.ts';
import { plainMessagePage } from '../message-page.ts';
import { ANSWERED, type Answer, get, type Route, type RouteContext } from '../route.ts';
import { notFound } from '../turned-away.ts';

/** Recordings, in the pieces a player asks for; each listening is on record. */
export const RECORDING_ROUTES: readonly Route[] = [get('/recordings/:sid', 'listen', listen)];

async function listen(context: RouteContext): Promise<Answer> {
  const { deps, words, request, response } = context;
  const sid = recordingSid.safeParse(context.params.sid).data;
  if (sid === undefined || !(await isOurRecording(deps.database, sid))) notFound();
  try {
    const audio = await openAudio(deps, sid);
    await auditLook(context, { action: 'listened', subject: sid }, ONE_LISTENING_MS);
    await sendAudio(request, response, audio);
    return ANSWERED;
  } catch (error) {
    if (!(error instanceof HotlineError) || response.headersSent) throw error;
    if (error.code !== 'not-found')
      deps.log.warn({ err: error, recording: sid }, 'a recording could not be played');
    const { notFound: title, noRecording } = words.errors;
    return { page: plainMessagePage(words, context.path, title, noRecording), status: 502 };
  }
}
