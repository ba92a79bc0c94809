import { FACTS } from '../domain/flow-actions/index.ts';
import type { FlowRules } from '../domain/flow-files/load.ts';
import { checkSize } from '../telephony/twilio/check-twiml-size.ts';

/** What every flow is held against: the actions there are, and what the carrier takes. */
export const FLOW_RULES: FlowRules = { facts: FACTS, checkSize };
