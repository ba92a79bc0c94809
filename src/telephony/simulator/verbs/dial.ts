import type { DialledNumber } from '../exchange.ts';
import type { Leg } from '../leg.ts';
import { type After, type LegStage, NEXT } from '../stage.ts';
import type { Verb } from '../twiml/document.ts';
import { meet } from './conference.ts';
import type { PerformVerb } from './index.ts';

/** Joins the leg to a conference, or rings numbers and bridges the first that picks up. */
export const dial: PerformVerb = async (verb, stage) => {
  const { action, method } = verb.attributes;
  const next = (params: Record<string, string>): After =>
    action === undefined ? NEXT : { kind: 'go', target: stage.target(action, method, params) };

  if (action !== undefined) {
    // Twilio asks for the action also when this side hangs up; its answer is of no use then.
    const target = stage.target(action, method, { DialCallStatus: 'completed' });
    stage.leg.lastWords = () => stage.tell(target);
  }
  try {
    const conference = verb.children.find(({ name }) => name === 'Conference');
    return next(conference ? await meet(verb, conference, stage) : await ringNumbers(verb, stage));
  } finally {
    stage.leg.lastWords = undefined;
  }
};

async function ringNumbers(verb: Verb, stage: LegStage): Promise<Record<string, string>> {
  const numbers = verb.children.filter(({ name }) => name === 'Number');
  const dialled = numbers.length > 0 ? numbers : [verb];
  const children = dialled.map((number) => stage.exchange.dial(stage.leg, toDialled(number, verb, stage)));
  const child = await firstToPickUp(children, stage);
  await dropOthers(children, child, stage);
  if (!child) {
    const last = children.at(-1);
    return { DialCallStatus: last?.status ?? 'failed', DialCallSid: last?.sid ?? '', DialBridged: 'false' };
  }
  await stage.exchange.answer(stage.leg);
  await talk(child, verb, stage);
  const seconds = child.answeredAt ? secondsBetween(child.answeredAt, stage.exchange.now()) : 0;
  return {
    DialCallStatus: 'completed',
    DialCallSid: child.sid,
    DialCallDuration: String(seconds),
    DialBridged: 'true',
  };
}

function toDialled(number: Verb, verb: Verb, stage: LegStage): DialledNumber {
  const {
    url,
    method,
    statusCallback,
    statusCallbackEvent = 'completed',
  } = number.name === 'Number' ? number.attributes : {};
  return {
    to: number.text,
    callerId: verb.attributes.callerId,
    timeoutSeconds: Number(verb.attributes.timeout ?? 30),
    whisper: url === undefined ? undefined : stage.target(url, method),
    progress:
      statusCallback === undefined
        ? undefined
        : { url: stage.resolve(statusCallback), method: 'POST', events: statusCallbackEvent.split(' ') },
  };
}

/** The child that is bridged, once its whisper is over; nothing when all have ended. */
async function firstToPickUp(children: Leg[], stage: LegStage): Promise<Leg | undefined> {
  while (!children.some(({ bridgedWith }) => bridgedWith)) {
    if (children.every(({ over }) => over)) return undefined;
    await stage.listen({ for: 'other-party' }, Number.POSITIVE_INFINITY);
  }
  return children.find(({ bridgedWith }) => bridgedWith);
}

async function dropOthers(children: Leg[], chosen: Leg | undefined, stage: LegStage): Promise<void> {
  for (const child of children) {
    if (child === chosen || child.over) continue;
    await stage.exchange.finish(child, child.status === 'in-progress' ? 'completed' : 'canceled');
  }
}

async function talk(child: Leg, verb: Verb, stage: LegStage): Promise<void> {
  const { leg, exchange } = stage;
  leg.bridgedWith = child;
  exchange.changed();
  try {
    while (!child.over) {
      const input = await stage.listen({ for: 'other-party' }, Number.POSITIVE_INFINITY);
      if (input.kind === 'keys' && input.keys.includes('*') && verb.attributes.hangupOnStar === 'true') break;
    }
  } finally {
    leg.bridgedWith = undefined;
  }
  if (!child.over) await exchange.finish(child, 'completed');
}

function secondsBetween(from: Date, until: Date): number {
  return Math.round((until.getTime() - from.getTime()) / 1000);
}
