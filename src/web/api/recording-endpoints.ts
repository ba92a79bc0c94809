import { z } from 'zod';
import { ONE_LISTENING_MS } from '../../domain/recordings/one-listening.ts';
import { openAudio } from '../../domain/recordings/open-audio.ts';
import { addAuditEntryOnce } from '../../domain/users/audit-trail-store.ts';
import { HotlineError } from '../../platform/errors.ts';
import { recordingSid } from '../read-model/fields.ts';
import { isOurRecording } from '../read-model/recording-store.ts';
import type { ApiDeps } from './deps.ts';
import { type AnyEndpoint, endpoint } from './endpoint.ts';
import { problem } from './problem.ts';

const NO_SUCH_RECORDING = problem('not-found', 'There is no recording with this id.');

/** Recordings from our own storage: the carrier's addresses never leave the house. Each listening is on record. */
export function recordingEndpoints(deps: ApiDeps): AnyEndpoint[] {
  const play = endpoint({
    method: 'get',
    path: '/recordings/{sid}',
    summary: 'The audio of a recording',
    scope: 'recordings',
    params: z.object({ sid: recordingSid }),
    answer: { status: 200, description: 'The audio' },
    problems: ['not-found', 'carrier-unavailable', 'unavailable'],
    async handle({ params: { sid }, by, isHeadOnly }) {
      if (!(await isOurRecording(deps.database, sid))) return NO_SUCH_RECORDING;
      const look = { now: deps.now(), withinMs: ONE_LISTENING_MS };
      try {
        const audio = await openAudio(deps, sid);
        if (!isHeadOnly)
          await addAuditEntryOnce(deps.database, by, { action: 'listened', subject: sid }, look);
        return { audio };
      } catch (error) {
        if (error instanceof HotlineError && error.code === 'not-found') return NO_SUCH_RECORDING;
        throw error;
      }
    },
  });
  return [play];
}
