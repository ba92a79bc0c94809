import type { Router } from 'express';
import { strictRouter } from '../../../platform/strict-router.ts';
import type { SimulatedCarrier } from '../carrier.ts';
import { silentMp3, toneWav } from '../recording.ts';
import { checkFieldNames, type Form, flat } from './form.ts';
import { matchesDate, pageOfList } from './paging.ts';
import { RECORDING_LIST } from './parameters.ts';
import { recordingResource } from './resources.ts';
import { ERRORS, sendError } from './rest-error.ts';

/** Transcriptions/{sid}, deleted; Recordings.json and Recordings/{sid}: as JSON, as sound (WAV unless .mp3 is asked for), and deleted. */
export function carrierRecordingRoutes(carrier: SimulatedCarrier): Router {
  const router = strictRouter();

  router.get('/Recordings.json', (request, response) => {
    const query = flat(request.query as Form);
    const refusal = checkFieldNames(query, RECORDING_LIST, carrier);
    if (refusal) return sendError(response, refusal);
    const recordings = [...carrier.recordings.values()]
      .filter(({ callSid }) => query.CallSid === undefined || callSid === query.CallSid)
      .filter(({ createdAt }) => matchesDate(createdAt, 'DateCreated', query))
      .reverse();
    const list = { name: 'recordings', accountSid: carrier.accountSid, path: 'Recordings.json', query };
    response.json(pageOfList(list, recordings, (recording) => recordingResource(recording, carrier)));
  });

  router.get('/Recordings/:file', (request, response) => {
    const [sid = '', format = 'wav'] = request.params.file.split('.');
    const recording = carrier.recordings.get(sid);
    if (!recording) return sendError(response, ERRORS.notFound);
    if (format === 'json') return void response.json(recordingResource(recording, carrier));
    if (format === 'mp3') return void response.type('audio/mpeg').send(silentMp3(recording.seconds));
    response.type('audio/x-wav').send(toneWav(recording.seconds));
  });

  router.delete('/Recordings/:file', (request, response) => {
    const [sid = ''] = request.params.file.split('.');
    if (!carrier.recordings.delete(sid)) return sendError(response, ERRORS.notFound);
    response.status(204).end();
  });

  router.delete('/Transcriptions/:file', (request, response) => {
    const [sid = ''] = request.params.file.split('.');
    if (!carrier.transcriptions.delete(sid)) return sendError(response, ERRORS.notFound);
    response.status(204).end();
  });

  return router;
}
