import { newRecording } from '../recording.ts';
import { newSid } from '../sid.ts';
import { type LegStage, NEXT, type Target } from '../stage.ts';
import type { Verb } from '../twiml/document.ts';
import { stateOfAction } from './action-state.ts';
import type { PerformVerb } from './index.ts';

/** What a recorded person did: how long they spoke, and the key that ended it, or `hangup`. */
interface Spoken {
  seconds: number;
  key: string;
}

export const record: PerformVerb = async (verb, stage) => {
  const { leg, exchange } = stage;
  const { action, maxLength = '3600', timeout = '5' } = verb.attributes;
  const target = stage.target(action, verb.attributes.method);
  const maxSeconds = Number(maxLength);
  const begun = exchange.now();

  leg.lastWords = async () => {
    const elapsed = Math.round((exchange.now().getTime() - begun.getTime()) / 1000);
    const seconds = Math.min(maxSeconds, leg.spokenSeconds ?? elapsed);
    const ended = await keep({ seconds, key: 'hangup' }, target, verb, stage);
    if (ended) await stage.tell(ended);
  };
  try {
    const input = await stage.listenFor(
      { for: 'recording', state: stateOfAction(target.url), maxSeconds, since: begun },
      maxSeconds + Number(timeout),
    );
    const spoken = input.kind === 'recorded' ? input : { seconds: 0, key: '' };
    const next = await keep(
      { ...spoken, seconds: Math.min(spoken.seconds, maxSeconds) },
      target,
      verb,
      stage,
    );
    return next ? { kind: 'go', target: next } : NEXT;
  } finally {
    leg.lastWords = undefined;
  }
};

/** Keeps what was spoken and returns the action to request: none if nothing was, as with Twilio. */
async function keep(
  spoken: Spoken,
  target: Target,
  verb: Verb,
  stage: LegStage,
): Promise<Target | undefined> {
  const { leg, exchange } = stage;
  const recording = newRecording(leg.sid, spoken.seconds, exchange.now());
  const absent = spoken.seconds === 0;
  if (!absent) {
    exchange.keep(recording);
    leg.note('recording', `${spoken.seconds} s`, exchange.now());
  }
  const url = exchange.recordingUrl(recording);
  await report(verb, stage, {
    RecordingSid: recording.sid,
    RecordingUrl: url,
    RecordingStatus: absent ? 'absent' : 'completed',
    RecordingDuration: String(spoken.seconds),
    RecordingChannels: '1',
    RecordingSource: 'RecordVerb',
  });
  if (absent) return undefined;
  await transcribe(verb, stage, { RecordingSid: recording.sid, RecordingUrl: url });
  const params = {
    RecordingSid: recording.sid,
    RecordingUrl: url,
    RecordingDuration: String(spoken.seconds),
    ...(spoken.key === '' ? {} : { Digits: spoken.key }),
  };
  return { ...target, params };
}

/** What everybody is heard to say: the practice line has no ears. */
const HEARD = 'The gateway does not start since eight o’clock.';

/** As Twilio does some seconds later; the service must stand either order. */
async function transcribe(verb: Verb, stage: LegStage, recording: Record<string, string>): Promise<void> {
  const { transcribe: isWanted, transcribeCallback } = verb.attributes;
  if (isWanted !== 'true' || !transcribeCallback) return;
  const { leg, exchange } = stage;
  const transcription = {
    TranscriptionSid: newSid('TR'),
    TranscriptionStatus: 'completed',
    TranscriptionText: HEARD,
  };
  exchange.keepTranscription(transcription.TranscriptionSid);
  await exchange.send({
    kind: 'recording',
    url: stage.resolve(transcribeCallback),
    method: 'POST',
    params: { ...exchange.voiceParams(leg), ...recording, ...transcription },
  });
}

async function report(verb: Verb, stage: LegStage, params: Record<string, string>): Promise<void> {
  const { recordingStatusCallback, recordingStatusCallbackEvent = 'completed' } = verb.attributes;
  const status = params.RecordingStatus ?? '';
  if (!recordingStatusCallback || !recordingStatusCallbackEvent.split(' ').includes(status)) return;
  const { leg, exchange } = stage;
  await exchange.send({
    kind: 'recording',
    url: stage.resolve(recordingStatusCallback),
    method: verb.attributes.recordingStatusCallbackMethod === 'GET' ? 'GET' : 'POST',
    params: { AccountSid: exchange.accountSid, CallSid: leg.sid, ...params },
  });
}
