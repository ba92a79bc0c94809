import { smsParts } from '../../../domain/messages/sms-parts.ts';
import type { NumberSettings, SimulatedCarrier } from '../carrier.ts';
import type { Conference } from '../conference.ts';
import type { Leg } from '../leg.ts';
import type { SimulatedMessage } from '../message.ts';
import { durationSeconds } from '../progress.ts';
import type { SimulatedRecording } from '../recording.ts';
import { API_VERSION } from '../voice-params.ts';

type Resource = Record<string, unknown>;

/** The Call resource, with Twilio's fields: https://www.twilio.com/docs/voice/api/call-resource */
export function callResource(leg: Leg, carrier: SimulatedCarrier): Resource {
  const uri = `/${API_VERSION}/Accounts/${carrier.accountSid}/Calls/${leg.sid}`;
  return {
    sid: leg.sid,
    date_created: leg.startedAt.toUTCString(),
    date_updated: (leg.endedAt ?? leg.answeredAt ?? leg.startedAt).toUTCString(),
    parent_call_sid: leg.parent?.sid ?? null,
    account_sid: carrier.accountSid,
    to: leg.to,
    to_formatted: leg.to,
    from: leg.from,
    from_formatted: leg.from,
    phone_number_sid: carrier.numberSid,
    status: leg.status,
    start_time: leg.answeredAt?.toUTCString() ?? null,
    end_time: leg.endedAt?.toUTCString() ?? null,
    duration: leg.over ? String(durationSeconds(leg)) : null,
    price: null,
    price_unit: 'USD',
    direction: leg.direction,
    answered_by: leg.detectedAs ?? null,
    api_version: API_VERSION,
    forwarded_from: null,
    group_sid: null,
    caller_name: null,
    queue_time: '0',
    trunk_sid: null,
    uri: `${uri}.json`,
    subresource_uris: { recordings: `${uri}/Recordings.json` },
  };
}

/** The Conference resource: https://www.twilio.com/docs/voice/api/conference-resource */
export function conferenceResource(room: Conference, carrier: SimulatedCarrier): Resource {
  const uri = `/${API_VERSION}/Accounts/${carrier.accountSid}/Conferences/${room.sid}`;
  return {
    sid: room.sid,
    account_sid: carrier.accountSid,
    friendly_name: room.name,
    status: room.status,
    region: 'us1',
    reason_conference_ended: null,
    call_sid_ending_conference: null,
    api_version: API_VERSION,
    date_created: carrier.now().toUTCString(),
    date_updated: carrier.now().toUTCString(),
    uri: `${uri}.json`,
    subresource_uris: { participants: `${uri}/Participants.json`, recordings: `${uri}/Recordings.json` },
  };
}

/** The Message resource: https://www.twilio.com/docs/messaging/api/message-resource */
export function messageResource(message: SimulatedMessage, carrier: SimulatedCarrier): Resource {
  const uri = `/${API_VERSION}/Accounts/${carrier.accountSid}/Messages/${message.sid}`;
  return {
    sid: message.sid,
    account_sid: carrier.accountSid,
    messaging_service_sid: null,
    to: message.to,
    from: message.from,
    body: message.body,
    status: message.status,
    direction: message.direction,
    num_segments: String(smsParts(message.body)),
    num_media: '0',
    error_code: message.errorCode ?? null,
    error_message: message.errorCode === undefined ? null : 'The message could not be delivered',
    price: null,
    price_unit: 'USD',
    api_version: API_VERSION,
    date_created: message.createdAt.toUTCString(),
    date_updated: message.createdAt.toUTCString(),
    date_sent: message.status === 'queued' ? null : message.createdAt.toUTCString(),
    uri: `${uri}.json`,
    subresource_uris: { media: `${uri}/Media.json` },
  };
}

/** The Recording resource: https://www.twilio.com/docs/voice/api/recording */
export function recordingResource(recording: SimulatedRecording, carrier: SimulatedCarrier): Resource {
  return {
    sid: recording.sid,
    account_sid: carrier.accountSid,
    call_sid: recording.callSid,
    conference_sid: null,
    status: 'completed',
    channels: 1,
    source: 'RecordVerb',
    duration: String(recording.seconds),
    start_time: recording.createdAt.toUTCString(),
    date_created: recording.createdAt.toUTCString(),
    date_updated: recording.createdAt.toUTCString(),
    price: null,
    price_unit: 'USD',
    error_code: null,
    encryption_details: null,
    api_version: API_VERSION,
    media_url: carrier.recordingUrl(recording),
    uri: `/${API_VERSION}/Accounts/${carrier.accountSid}/Recordings/${recording.sid}.json`,
    subresource_uris: {},
  };
}

/** Twilio's names of the settings of a number. */
export const SETTING_NAMES: Record<string, keyof NumberSettings> = {
  VoiceUrl: 'voiceUrl',
  VoiceFallbackUrl: 'voiceFallbackUrl',
  StatusCallback: 'statusUrl',
  SmsUrl: 'smsUrl',
};

/** The IncomingPhoneNumber resource of the hotline's number: https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource */
export function numberResource(carrier: SimulatedCarrier): Resource {
  const { voiceUrl, voiceFallbackUrl, statusUrl, smsUrl } = carrier.settings;
  return {
    sid: carrier.numberSid,
    account_sid: carrier.accountSid,
    phone_number: carrier.number,
    friendly_name: carrier.number,
    capabilities: { voice: true, sms: true, mms: false, fax: false },
    voice_url: voiceUrl ?? null,
    voice_method: 'POST',
    voice_fallback_url: voiceFallbackUrl ?? null,
    voice_fallback_method: 'POST',
    voice_caller_id_lookup: false,
    voice_application_sid: null,
    voice_receive_mode: 'voice',
    status_callback: statusUrl ?? null,
    status_callback_method: 'POST',
    sms_url: smsUrl ?? null,
    sms_method: 'POST',
    sms_fallback_url: null,
    sms_fallback_method: 'POST',
    sms_application_sid: null,
    address_sid: null,
    address_requirements: 'none',
    identity_sid: null,
    bundle_sid: null,
    trunk_sid: null,
    emergency_status: 'Inactive',
    emergency_address_sid: null,
    emergency_address_status: 'unregistered',
    beta: false,
    origin: 'twilio',
    status: 'in-use',
    type: 'local',
    api_version: API_VERSION,
    date_created: new Date(0).toUTCString(),
    date_updated: new Date(0).toUTCString(),
    uri: `/${API_VERSION}/Accounts/${carrier.accountSid}/IncomingPhoneNumbers/${carrier.numberSid}.json`,
  };
}
