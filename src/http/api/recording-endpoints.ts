import { z } from 'zod';
import { HotlineError } from '../../errors.ts';
import { type AnyEndpoint, endpoint } from './endpoint.ts';
import { recordingSid } from './fields.ts';
import type { ApiParts } from './parts.ts';
import { problem } from './problem.ts';
import { isOurRecording } from './recording-store.ts';

const NO_SUCH_RECORDING = problem('not-found', 'There is no recording of this name.');

/** Recordings, fetched with our own credentials: the carrier's addresses never leave the house. */
export function recordingEndpoints({ database, carrier }: ApiParts): AnyEndpoint[] {
  const play = endpoint({
    method: 'get',
    path: '/recordings/{sid}',
    summary: 'The audio of a recording',
    params: z.object({ sid: recordingSid }),
    answer: { status: 200, description: 'The audio' },
    problems: ['not-found', 'carrier-unavailable'],
    async handle({ params: { sid } }) {
      if (!(await isOurRecording(database, sid))) return NO_SUCH_RECORDING;
      try {
        return { media: await carrier.fetchRecording(sid) };
      } catch (error) {
        if (error instanceof HotlineError && error.code === 'not-found') return NO_SUCH_RECORDING;
        throw error;
      }
    },
  });
  return [play];
}
