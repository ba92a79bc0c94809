import { connectCustomer as connect } from '../callbacks/connect.ts';
import { defineAction } from './action.ts';

/** The engineer wants the customer now: a caller on hold is put through, otherwise the customer is called back. */
export const connectCustomer = defineAction(
  {
    calling: {},
    joining: {},
    'no-number': {},
    busy: {},
  },
  async (deps, context) => {
    const { tx, now, call } = context;
    const connection = { callId: call.id, engineer: call.engineer, ticketNumber: call.ticketNumber ?? '0' };
    return { outcome: await connect({ tx, hotline: deps.hotline, now }, connection) };
  },
);
