import {
  CUSTOMER_NUMBER_DIGITS,
  type DigitLimits,
  PIN_DIGITS_IN_FORCE,
  TICKET_NUMBER_DIGITS,
} from '../directory-entry/digit-limits.ts';
import type { ActionFacts } from '../flow/facts.ts';
import { CODE_DIGITS } from '../tickets/dial-in-code.ts';

/** What is told of a ticket wherever one is described. */
export const TICKET_VALUES = [
  'ticket',
  'severity',
  'status',
  'answered',
  'respond-by',
  'minutes-left',
  'customer-name',
  'verified',
  'request',
  'request-short',
  'engineer-name',
  'zone',
] as const;

/** What is told of a caller who is verified. */
const CONTACT_VALUES = ['customer-number', 'customer-name', 'contact', 'contact-name'];

/** What a request in writing has filled in. */
const REQUEST_VALUES = ['kind', 'signature', 'severity'];

type Beside = Omit<ActionFacts, 'outcomes'>;

/**
 * What flows may rely on of each action beside its outcomes. An action that is not here tells no value, gives nothing and
 * bounds nothing.
 */
export const ACTION_FACTS: Readonly<Record<string, Beside>> = {
  'acknowledge-page': {
    tells: { acknowledged: TICKET_VALUES, taken: TICKET_VALUES, over: TICKET_VALUES },
  },
  'add-message': { gives: { added: 'message' } },
  'after-bridge': { tells: { 'not-joined': [...TICKET_VALUES, 'next-try'] } },
  'ask-for-tam': {
    tells: { ringing: [...TICKET_VALUES, 'waiting-since'], callback: TICKET_VALUES },
    gives: { ringing: 'ticket', callback: 'ticket' },
  },
  'begin-callback': { tells: { person: TICKET_VALUES, machine: TICKET_VALUES, over: TICKET_VALUES } },
  'begin-message': {
    tells: {
      promise: TICKET_VALUES,
      words: TICKET_VALUES,
      machine: TICKET_VALUES,
      over: TICKET_VALUES,
    },
  },
  'begin-page': {
    tells: {
      page: TICKET_VALUES,
      pages: [...TICKET_VALUES, 'count', 'first-call'],
      machine: TICKET_VALUES,
      written: [...TICKET_VALUES, 'written', 'written-text'],
      outcome: TICKET_VALUES,
      taken: TICKET_VALUES,
      over: TICKET_VALUES,
    },
  },
  'call-back': { tells: { planned: TICKET_VALUES } },
  'check-callback-number': { tells: { allowed: ['new-number'] } },
  'confirm-ticket': {
    tells: {
      live: TICKET_VALUES,
      callback: TICKET_VALUES,
      joining: TICKET_VALUES,
      stay: ['ticket'],
      joined: ['ticket'],
    },
  },
  'connect-my-case': { tells: { taken: ['engineer-name'] }, gives: { ringing: 'person' } },
  'connect-ticket': {
    tells: { waiting: ['waiting-since'] },
    gives: { waiting: 'person', joining: 'person' },
  },
  'find-ticket': {
    tells: { found: [...TICKET_VALUES, 'asked-case'], held: [...TICKET_VALUES, 'asked-case'] },
    gives: { found: 'ticket', held: 'ticket' },
  },
  'identify-caller': { tells: { contact: ['customer-number'] } },
  'list-my-cases': {
    tells: { some: [...TICKET_VALUES, 'case-count', 'cases-told'] },
    gives: { some: 'ticket' },
  },
  'object-to-answer': {
    tells: { reopened: TICKET_VALUES },
    gives: { reopened: 'ticket' },
    bounded: ['reopened'],
  },
  'offer-callback-number': { tells: { offered: ['callback-number'] } },
  'open-ticket': {
    tells: {
      // who is not verified is told no more than this
      opened: ['ticket', 'unconfirmed'],
      joined: ['ticket', 'told-joined'],
      raised: TICKET_VALUES,
      unchanged: TICKET_VALUES,
    },
    gives: { opened: 'ticket', joined: 'ticket', raised: 'ticket', unchanged: 'ticket' },
  },
  'redeem-code': {
    tells: {
      critical: REQUEST_VALUES,
      'filled-in': REQUEST_VALUES,
      'critical-of-colleague': [...REQUEST_VALUES, 'requester-name'],
      'of-colleague': [...REQUEST_VALUES, 'requester-name'],
    },
  },
  'refer-to-team': { gives: { told: 'message' } },
  'rescue-call': { tells: { rescued: TICKET_VALUES }, gives: { rescued: 'ticket' } },
  'save-callback-number': { tells: { saved: ['callback-number'] } },
  'save-message': { gives: { saved: 'message' } },
  'take-my-case': { tells: { taken: ['engineer-name'] }, gives: { acknowledged: 'ticket' } },
  'verify-pin': {
    tells: {
      verified: CONTACT_VALUES,
      'dial-in': CONTACT_VALUES,
      'no-phone-line': CONTACT_VALUES,
      'open-case': [...CONTACT_VALUES, 'ticket', 'known-case', 'respond-by', 'zone'],
    },
    gives: { 'open-case': 'ticket' },
    // once a customer's number is keyed in, only that one can be meant
    bounded: ['which-customer'],
  },
  // the plan bounds how long somebody waits, and a talk is had once
  'wait-for-engineer': { tells: { waiting: ['waiting-since'] }, bounded: ['waiting', 'joining'] },
};

/** What actions find under a name when a flow has asked for it, and how many digits that may have. */
export const KEYED_DIGITS: Readonly<Record<string, DigitLimits>> = {
  'customer-number': CUSTOMER_NUMBER_DIGITS,
  pin: PIN_DIGITS_IN_FORCE,
  'asked-ticket': TICKET_NUMBER_DIGITS,
  'typed-code': { min: CODE_DIGITS, max: CODE_DIGITS },
};

/** What SMS texts may tell beside a ticket. */
export const MESSAGE_VALUES = [
  'hotline',
  'contact-name',
  'callback-number',
  'call-time',
  'code',
  'open',
  'order',
  'count',
  'customers',
  'managers',
  'calls',
  'recordings',
  'texts',
  'schedule',
  'from',
  'until',
  'version',
  'link',
  'code',
  'answer',
  'quote',
  'sender',
  'role',
  'customer-number',
] as const;
