import type { Exchange } from './exchange.ts';
import type { Leg } from './leg.ts';
import { isReportRefused } from './webhook.ts';

export type ProgressEvent = 'initiated' | 'ringing' | 'answered' | 'completed';

/** What a phone network says about how a leg ended. */
const SIP_CODES: Partial<Record<Leg['status'], string>> = {
  completed: '200',
  busy: '486',
  'no-answer': '487',
  canceled: '487',
  failed: '404',
};

/** Sends a status callback if the leg has one for this event: https://www.twilio.com/docs/voice/api/call-resource#statuscallback */
export async function reportProgress(leg: Leg, event: ProgressEvent, exchange: Exchange): Promise<void> {
  if (!leg.progress?.events.includes(event)) return;
  const sequence = leg.sequence;
  leg.sequence += 1;
  const answer = await exchange.send({
    kind: 'voice-status',
    url: leg.progress.url,
    method: leg.progress.method,
    params: {
      ...exchange.voiceParams(leg),
      ...(event === 'initiated' ? { CallStatus: 'initiated' } : {}),
      ...(event === 'completed' ? lengthParams(leg) : {}),
      SequenceNumber: String(sequence),
      Timestamp: exchange.now().toUTCString(),
      CallbackSource: 'call-progress-events',
    },
  });
  if (isReportRefused(answer)) {
    exchange.fault(`the status callback "${event}" was answered with ${answer.status || answer.body}`, leg);
  }
}

function lengthParams(leg: Leg): Record<string, string> {
  const seconds = durationSeconds(leg);
  return {
    CallDuration: String(seconds),
    Duration: String(Math.ceil(seconds / 60)),
    SipResponseCode: SIP_CODES[leg.status] ?? '200',
  };
}

/** How long people spoke, or could have. */
export function durationSeconds(leg: Leg): number {
  if (!leg.answeredAt || !leg.endedAt) return 0;
  return Math.max(0, Math.round((leg.endedAt.getTime() - leg.answeredAt.getTime()) / 1000));
}
