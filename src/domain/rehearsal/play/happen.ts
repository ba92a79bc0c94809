import { IS_TIME } from '../../paging/page.ts';
import { seeksHelp } from '../../tickets/hands.ts';
import type { PlayedAlarm, RunningTicket } from '../running-ticket.ts';
import { beginPlayedCallback, customerRung, endPlayedTalk } from './callback.ts';
import { giveUpPlayed, missPlayed } from './close.ts';
import { escalatePlayed } from './escalate.ts';
import { releaseTicket } from './hold.ts';
import { dialPlayed, phoneRung } from './phones.ts';
import { sendPlayedText } from './send-page.ts';
import type { Stage } from './stage.ts';
import type { StageEvent } from './stage-event.ts';
import { readPlayedText } from './texts.ts';

/** What comes of what comes at an instant. */
export function happen(stage: Stage, event: StageEvent, at: number): void {
  switch (event.kind) {
    case 'alarm':
      ringAlarm(stage, event.running, event.alarm, at);
      break;
    case 'given-up':
      giveUpPlayed(stage, event.running, at);
      break;
    case 'dial':
      dialPlayed(stage, at);
      break;
    case 'text':
      sendPlayedText(stage, event.text, at);
      break;
    case 'read':
      readPlayedText(stage, event.text, event.says, at);
      break;
    case 'rung':
      phoneRung(stage, event.leg, event.says, at);
      break;
    case 'customer-rung':
      customerRung(stage, event.leg, event.picksUp, at);
      break;
    case 'talked':
      endPlayedTalk(stage, event.leg, event.isAnswer, at);
      break;
  }
}

function ringAlarm(stage: Stage, running: RunningTicket, alarm: PlayedAlarm, at: number): void {
  // it was called off, or set for another time
  if (running.alarms[alarm] !== at) return;
  running.alarms[alarm] = null;
  switch (alarm) {
    case 'escalate':
      if (isLookedFor(running, at)) escalatePlayed(stage, running, at);
      break;
    case 'deadline':
      missPlayed(stage, running, at);
      break;
    case 'begin-callback':
      beginPlayedCallback(stage, running, IS_TIME, at);
      break;
    case 'acknowledgement-stale':
      if (running.ticket.status === 'acknowledged') releaseTicket(stage, running, 'no callback in time', at);
      break;
  }
}

function isLookedFor({ ticket }: RunningTicket, at: number): boolean {
  return ticket.status === 'open' || seeksHelp(ticket, new Date(at));
}
