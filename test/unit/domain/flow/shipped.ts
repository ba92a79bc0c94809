import { FLOW_RULES } from '../../../../src/app/flow-rules.ts';
import { loadScript, SHIPPED_FLOWS } from '../../../../src/domain/flow-files/load.ts';
import type { Stage } from '../../../../src/telephony/twilio/render-twiml.ts';

/** The flows as they ship, checked. */
export const script = loadScript(SHIPPED_FLOWS, FLOW_RULES);

export const stage: Stage = {
  prompts: script.prompts,
  now: new Date('2026-11-23T09:00:00Z'),
  inputUrl: (state, visit) => `https://hotline.example/twilio/voice/input/${state}?v=${visit}`,
  audioUrl: (file) => `https://hotline.example/audio/${file}`,
  waitUrl: 'https://hotline.example/twilio/voice/wait',
  conferenceUrl: 'https://hotline.example/twilio/voice/conference',
};
