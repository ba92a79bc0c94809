import { z } from 'zod';
import { LEG_STATUSES, type LegStatus } from '../../domain/carrier/carrier.ts';
import type { Input } from '../../domain/flow/visit.ts';
import { sid, textField, word } from './form-fields.ts';
import type { CarrierForm } from './form-reader.ts';
import { ACCOUNT_SID, CALL_SID, RECORDING_SID, TRANSCRIPTION_SID } from './sid.ts';

/** What a request about a leg says. */
export interface LegEvent {
  sid: string;
  /** as the network told it: a number, or a word for one that was withheld */
  from: string;
  to: string;
  /** whether we asked for the leg */
  isOutbound: boolean;
  /** null: none that we know */
  status: LegStatus | null;
  /** what the party did; no digits where it did nothing */
  input: Input;
  /** whether the carrier believes that no person answered */
  isMachine: boolean;
  /** whether somebody talked on the line that was dialled from this leg */
  hasTalked: boolean;
  /** the address of ours whose answer stayed out, so that this one is asked; null: none did */
  failedUrl: string | null;
}

/** What we read of a voice webhook; Twilio adds parameters without notice, so the rest is let through unread. */
const schema = z.looseObject({
  CallSid: sid(CALL_SID),
  AccountSid: sid(ACCOUNT_SID).optional(),
  From: word.default(''),
  To: word.default(''),
  CallStatus: word.optional(),
  Direction: word.optional(),
  Digits: word.optional(),
  RecordingSid: sid(RECORDING_SID).optional(),
  RecordingUrl: word.optional(),
  RecordingDuration: word.optional(),
  DialCallStatus: word.optional(),
  AnsweredBy: word.optional(),
  ErrorUrl: word.optional(),
});

type Form = z.output<typeof schema>;

/** https://www.twilio.com/docs/voice/twiml#request-parameters */
export const voiceForm: CarrierForm<Form, LegEvent> = {
  schema,
  read: (form) => ({
    sid: form.CallSid,
    from: form.From,
    to: form.To,
    isOutbound: form.Direction?.startsWith('outbound') ?? false,
    // Twilio's words for it are ours as well: https://www.twilio.com/docs/voice/api/call-resource#call-status-values
    status: LEG_STATUSES.find((known) => known === form.CallStatus) ?? null,
    input: inputOf(form),
    isMachine: NO_PERSON.test(form.AnsweredBy ?? ''),
    hasTalked: TALKED.includes(form.DialCallStatus ?? ''),
    // https://www.twilio.com/docs/usage/security/availability-reliability
    failedUrl: form.ErrorUrl ?? null,
  }),
};

/** machine_start, machine_end_beep, fax …; `unknown` counts as a person: the key that is asked for tells. */
const NO_PERSON = /^(machine|fax)/;

/** How a dialled leg ends that a person has talked on. */
const TALKED = ['completed', 'answered'];

function inputOf(form: Form): Input {
  const recording = form.RecordingSid ?? form.RecordingUrl?.match(/RE[0-9a-zA-Z]{32}/)?.[0];
  if (recording) return { kind: 'recording', sid: recording, seconds: secondsOf(form.RecordingDuration) };
  if (form.DialCallStatus !== undefined) return { kind: 'left-bridge' };
  return { kind: 'digits', digits: (form.Digits ?? '').replace(/(?<=.)#$/, '') };
}

/** Nobody speaks longer than this. */
const MAX_SECONDS = 24 * 60 * 60;

/** One of which no length is told may well hold words: it is kept, and counts as a second. */
function secondsOf(told: string | undefined): number {
  const seconds = told?.trim() ? Math.round(Number(told)) : Number.NaN;
  return Number.isNaN(seconds) ? 1 : Math.min(Math.max(seconds, 0), MAX_SECONDS);
}

/** What the carrier heard on a recording. */
interface Transcription {
  sid: string;
  recording: string;
  /** null: it could not make it out */
  text: string | null;
}

const transcription = z.looseObject({
  AccountSid: sid(ACCOUNT_SID).optional(),
  TranscriptionSid: sid(TRANSCRIPTION_SID),
  TranscriptionStatus: word.optional(),
  TranscriptionText: textField(100_000).default(''),
  RecordingSid: sid(RECORDING_SID),
});

/** https://www.twilio.com/docs/voice/twiml/record#transcribecallback */
export const transcriptionForm: CarrierForm<z.output<typeof transcription>, Transcription> = {
  schema: transcription,
  read: (form) => ({
    sid: form.TranscriptionSid,
    recording: form.RecordingSid,
    text: form.TranscriptionStatus === 'completed' ? form.TranscriptionText : null,
  }),
  mayHoldAnything: true,
};
