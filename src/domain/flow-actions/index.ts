import { HotlineError } from '../../platform/errors.ts';
import type { ActionContext, Perform, Prepare } from '../calls/action.ts';
import { type Facts, ledOnBy } from '../flow/facts.ts';
import { MESSAGE_VALUES } from '../messages/message-values.ts';
import { TICKET_VALUES } from '../tickets/describe-ticket.ts';
import { acknowledgePage } from './acknowledge-page.ts';
import type { Action, ActionDeps } from './action.ts';
import { addMessage } from './add-message.ts';
import { afterBridge } from './after-bridge.ts';
import { announceListener } from './announce-listener.ts';
import { askForTam } from './ask-for-tam.ts';
import { backToTalk } from './back-to-talk.ts';
import { beginCallback } from './begin-callback.ts';
import { beginListen } from './begin-listen.ts';
import { beginListening } from './begin-listening.ts';
import { beginMessage } from './begin-message.ts';
import { beginPage } from './begin-page.ts';
import { beginTest } from './begin-test.ts';
import { callBack } from './call-back.ts';
import { callInSupervisor, callInTam } from './call-in-by-key.ts';
import { checkCallbackNumber } from './check-callback-number.ts';
import { confirmTest } from './confirm-test.ts';
import { confirmTicket } from './confirm-ticket.ts';
import { connectCustomer } from './connect-customer.ts';
import { connectTicket } from './connect-ticket.ts';
import { customerHungUp } from './customer-hung-up.ts';
import { endListening } from './end-listening.ts';
import { engineerHungUp } from './engineer-hung-up.ts';
import { findTicket } from './find-ticket.ts';
import { identifyCaller } from './identify-caller.ts';
import { joinCustomer } from './join-customer.ts';
import { joinTalk } from './join-talk.ts';
import { KEYED_DIGITS } from './keyed-digits.ts';
import { leftTalk } from './left-talk.ts';
import { listMyCases } from './list-my-cases.ts';
import { messageCallOver } from './message-call-over.ts';
import { objectToAnswer } from './object-to-answer.ts';
import { offerCallbackNumber } from './offer-callback-number.ts';
import { openTicket } from './open-ticket.ts';
import { passOn } from './pass-on.ts';
import { preparePin } from './prepare-pin.ts';
import { recordConsent } from './record-consent.ts';
import { recordOutcome } from './record-outcome.ts';
import { redeemCode } from './redeem-code.ts';
import { referToTeam } from './refer-to-team.ts';
import { rescueCall } from './rescue-call.ts';
import { saveCallbackNumber } from './save-callback-number.ts';
import { saveDescription } from './save-description.ts';
import { saveMessage } from './save-message.ts';
import { sendUpdateGuide } from './send-update-guide.ts';
import { settleWritten } from './settle-written.ts';
import { takeBack } from './take-back.ts';
import { connectMyCase, takeMyCase } from './take-my-case.ts';
import { testCallOver } from './test-call-over.ts';
import { verifyPin } from './verify-pin.ts';
import { waitForEngineer } from './wait-for-engineer.ts';

/** Everything a flow can do, by the name it has in voice-flows/. */
const ACTIONS: Readonly<Record<string, Action>> = {
  'acknowledge-page': acknowledgePage,
  'add-message': addMessage,
  'after-bridge': afterBridge,
  'announce-listener': announceListener,
  'ask-for-tam': askForTam,
  'back-to-talk': backToTalk,
  'begin-callback': beginCallback,
  'begin-listen': beginListen,
  'begin-listening': beginListening,
  'begin-message': beginMessage,
  'begin-page': beginPage,
  'begin-test': beginTest,
  'call-back': callBack,
  'call-in-supervisor': callInSupervisor,
  'call-in-tam': callInTam,
  'check-callback-number': checkCallbackNumber,
  'confirm-test': confirmTest,
  'confirm-ticket': confirmTicket,
  'connect-customer': connectCustomer,
  'connect-my-case': connectMyCase,
  'connect-ticket': connectTicket,
  'customer-hung-up': customerHungUp,
  'end-listening': endListening,
  'engineer-hung-up': engineerHungUp,
  'find-ticket': findTicket,
  'identify-caller': identifyCaller,
  'join-customer': joinCustomer,
  'join-talk': joinTalk,
  'left-talk': leftTalk,
  'list-my-cases': listMyCases,
  'message-call-over': messageCallOver,
  'object-to-answer': objectToAnswer,
  'offer-callback-number': offerCallbackNumber,
  'open-ticket': openTicket,
  'pass-on': passOn,
  'record-consent': recordConsent,
  'redeem-code': redeemCode,
  'record-outcome': recordOutcome,
  'refer-to-team': referToTeam,
  'rescue-call': rescueCall,
  'save-callback-number': saveCallbackNumber,
  'save-description': saveDescription,
  'save-message': saveMessage,
  'send-update-guide': sendUpdateGuide,
  'settle-written': settleWritten,
  'take-back': takeBack,
  'take-my-case': takeMyCase,
  'test-call-over': testCallOver,
  'verify-pin': verifyPin,
  'wait-for-engineer': waitForEngineer,
};

/** What flows and prompts rely on of the code: the flow checker holds them against it. */
export const FACTS: Facts = {
  actions: ACTIONS,
  legs: {
    caller: { tells: [] },
    engineer: { tells: ['ticket'], gives: 'ticket' },
    callback: { tells: TICKET_VALUES, gives: 'ticket' },
    message: { tells: [...TICKET_VALUES, 'message'], gives: 'message' },
    listen: { tells: TICKET_VALUES, gives: 'ticket' },
    // there is nothing to be had in it but the word that it is a test
    test: { tells: [], gives: 'message' },
  },
  keyed: KEYED_DIGITS,
  messages: [...TICKET_VALUES, ...MESSAGE_VALUES],
};

/** What has to be computed from a secret before a leg is locked. */
export function prepareWith(deps: ActionDeps): Prepare {
  return async (db, secret, value, call) => (secret === 'pin' ? preparePin(db, deps.pins, value, call) : {});
}

/** Binds the actions to what they need of the service. */
export function performWith(deps: ActionDeps): Perform {
  return async (name, context) => {
    const action = ACTIONS[name];
    if (!action) throw new HotlineError('bad-flow', `there is no action ${name}`);
    const result = await action.run(deps, context);
    const { outcome } = result;
    return { ...result, outcome: ledOnBy(waysFrom(context), action.outcomes, outcome) ?? outcome };
  };
}

function waysFrom({ script, visit }: ActionContext): Readonly<Record<string, unknown>> {
  const state = script.flows.get(visit.flow)?.states[visit.state];
  return state?.type === 'run' ? state.transitions : {};
}
