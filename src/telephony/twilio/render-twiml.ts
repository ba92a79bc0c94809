import { stateOf } from '../../domain/flow/advance.ts';
import { fill, fillParts, isInOwnWords } from '../../domain/flow/fill.ts';
import { announcementOf, type Flow, type StateOf } from '../../domain/flow/flow.ts';
import type { Prompts } from '../../domain/flow/prompts.ts';
import { isMarked, readSpeech, type Speech } from '../../domain/flow/speech-marks.ts';
import type { Visit } from '../../domain/flow/visit.ts';
import { roomOf } from './room-name.ts';
import { VoiceResponse } from './twiml.ts';

/** What rendering needs beside the visit: the languages, and the addresses the carrier is to call. */
export interface Stage {
  prompts: ReadonlyMap<string, Prompts>;
  /** when it is said, and the hotline's number: what is told of days and phone numbers depends on them */
  now: Date;
  hotline?: string | undefined;
  /** the number that is spoken to: a time is another where that is */
  listener?: string | undefined;
  /** address that takes the answer to a state */
  inputUrl: (state: string, visit: number) => string;
  /** address of a recorded audio file */
  audioUrl: (file: string) => string;
  /** address of the music of a conference that waits for its second party */
  waitUrl: string;
  /** address that is told when something was said into a conference */
  conferenceUrl: string;
  /** where the carrier sends what it heard on a recording; undefined: it is not asked to listen */
  transcriptionUrl?: string | undefined;
}

/** Verbs that speak: a response, or the gather whose keys interrupt the speech. */
type Speaker = Pick<VoiceResponse, 'say' | 'play' | 'pause'>;
type Voice = NonNullable<Parameters<VoiceResponse['say']>[0]>;

const MENU_SECONDS = 6;
const COLLECT_SECONDS = 8;
/** How long after the announcement of a recording a key still cuts it: the least the carrier takes. */
const ANNOUNCED_SECONDS = 1;
/** How long the carrier may take to redirect a leg that we woke. */
const REDIRECT_SECONDS = 5;

/**
 * The TwiML of the state a visit stands at: rendered again it is the same again, so that a doubled webhook hears the same.
 * Silence falls through to a redirect to the same address: an answer without digits.
 */
export function render(flow: Flow, visit: Visit, stage: Stage): string {
  const state = stateOf(flow, visit.state);
  const response = new VoiceResponse();
  const action = stage.inputUrl(visit.state, visit.number);
  switch (state.type) {
    case 'language-menu':
      gather(response, { action, numDigits: 1, timeout: MENU_SECONDS, finishOnKey: '' }, (menu) => {
        for (const { language } of stage.prompts.values())
          speak(menu, { ...visit, language }, stage, ...visit.preface, state.say);
      });
      break;
    case 'menu':
      gather(response, { action, numDigits: 1, timeout: MENU_SECONDS, finishOnKey: '' }, (menu) => {
        const length = state['pause-seconds'];
        if (length !== undefined) menu.pause({ length });
        speak(menu, visit, stage, ...visit.preface, wordsOf(state, visit));
      });
      break;
    case 'collect':
      gather(
        response,
        { action, timeout: COLLECT_SECONDS, finishOnKey: '#', ...fixedLength(state) },
        (keys) => speak(keys, visit, stage, ...visit.preface, state.say),
      );
      break;
    case 'hold':
      gather(response, { action, numDigits: 1, timeout: 1, finishOnKey: '' }, (wait) => {
        speak(wait, visit, stage, ...visit.preface, state.say);
        wait.play(
          { loop: Math.max(1, Math.round(state['round-seconds'] / MUSIC_SECONDS)) },
          stage.audioUrl(MUSIC),
        );
      });
      break;
    case 'record':
      renderRecord(response, { visit, stage, action }, state);
      break;
    case 'bridge':
      renderBridge(response, { visit, stage, action }, state);
      break;
    case 'end':
      speak(response, visit, stage, ...visit.preface, ...(state.say === undefined ? [] : [state.say]));
      response.hangup();
      break;
    case 'run':
      // a leg that was woken while its own answer was under way: the carrier is about to redirect it; should that
      // fail, it asks again by itself. An empty response would hang up on a caller who waits.
      response.pause({ length: REDIRECT_SECONDS });
      response.redirect({ method: 'POST' }, action);
      break;
  }
  return response.toString();
}

/** A machine is told something else, between the same keys: it may be a person after all. */
function wordsOf(state: StateOf<'menu'>, visit: Visit): string {
  return (visit.machine && state.machine?.say) || state.say;
}

/** Digits whose number is known are complete with the last one: nobody has to wait or look for the hash key. */
function fixedLength({ digits }: StateOf<'collect'>): { numDigits?: number } {
  return digits.min === digits.max ? { numDigits: digits.max } : {};
}

/** The waiting music, made for this project, and how long it plays before it begins anew. */
export const MUSIC = 'hold.wav';
const MUSIC_SECONDS = 15;

type GatherOptions = Parameters<VoiceResponse['gather']>[0];

function gather(
  response: VoiceResponse,
  options: GatherOptions & { action: string },
  say: (speaker: Speaker) => void,
): void {
  say(gatherOf(response, options));
  response.redirect({ method: 'POST' }, options.action);
}

function gatherOf(response: VoiceResponse, options: GatherOptions & { action: string }) {
  return response.gather({ input: ['dtmf'], method: 'POST', ...options });
}

/** A visit as it is said: where its answer goes is the address of the visit. */
interface Scene {
  visit: Visit;
  stage: Stage;
  action: string;
}

function renderRecord(
  response: VoiceResponse,
  { visit, stage, action }: Scene,
  state: StateOf<'record'>,
): void {
  if (visit.hushed !== visit.number) {
    // keys count from the first word on; whoever presses none is recorded when all is said
    const keys = { action, numDigits: 1, timeout: ANNOUNCED_SECONDS, finishOnKey: '' };
    speak(gatherOf(response, keys), visit, stage, ...visit.preface, state.say);
  }
  response.record({
    action,
    method: 'POST',
    maxLength: state['max-seconds'],
    timeout: state['silence-seconds'],
    finishOnKey: '#',
    playBeep: true,
    trim: 'do-not-trim',
    ...transcription(visit, stage),
  });
  // an empty recording makes no request (https://www.twilio.com/docs/voice/twiml/record): the next verb runs
  response.redirect({ method: 'POST' }, action);
}

/** The only language in which the carrier writes down recordings: https://www.twilio.com/docs/voice/twiml/record#transcribe */
const TRANSCRIBED_LANGUAGE = 'en';

function transcription({ language }: Visit, { transcriptionUrl }: Stage) {
  return transcriptionUrl === undefined || language !== TRANSCRIBED_LANGUAGE
    ? {}
    : { transcribe: true, transcribeCallback: transcriptionUrl };
}

function renderBridge(
  response: VoiceResponse,
  { visit, stage, action }: Scene,
  state: StateOf<'bridge'>,
): void {
  speak(response, visit, stage, ...visit.preface, state.say);
  // https://www.twilio.com/docs/voice/twiml/dial#hanguponstar: then the talk must not end with this leg
  const canLeave = state.star !== undefined;
  const dial = response.dial({ action, method: 'POST', ...(canLeave ? { hangupOnStar: true } : {}) });
  const isMuted = announcementOf(state) !== undefined;
  dial.conference(
    {
      startConferenceOnEnter: !isMuted,
      endConferenceOnExit: !state.guest && !canLeave,
      ...(isMuted ? mutedBeside(visit) : {}),
      // nobody joins two who talk without their hearing it: https://www.twilio.com/docs/voice/twiml/conference#attributes-beep
      beep: state.guest ? 'true' : 'false',
      waitUrl: stage.waitUrl,
      waitMethod: 'POST',
      maxParticipants: MAX_IN_ROOM,
      // the first one in a room says where this goes; whoever comes later is not asked
      statusCallback: stage.conferenceUrl,
      statusCallbackEvent: ['announcement'],
      statusCallbackMethod: 'POST',
    },
    roomOf(visit.vars.ticket),
  );
  response.redirect({ method: 'POST' }, action);
}

/** An engineer, the customer, a TAM and a supervisor who were called in, and somebody who listens. */
const MAX_IN_ROOM = 5;

/**
 * Who only listens comes as a coach of somebody in the room, and muted: the carrier lets nobody in as one whose party is not in
 * it at that moment, so that nobody slips into a later talk of the same room.
 * https://www.twilio.com/docs/voice/twiml/conference#attributes-coach
 */
function mutedBeside({ vars }: Visit): { muted: true; coach: string } {
  return { muted: true, coach: vars['beside-leg'] || NOBODY };
}

/** A leg that there never is. */
const NOBODY = `CA${'0'.repeat(32)}`;

/** Speaks prompts in the visit's language, or the first language that has them. */
export function speak(speaker: Speaker, visit: Visit, stage: Stage, ...names: string[]): void {
  const prompts = stage.prompts.get(visit.language) ?? [...stage.prompts.values()][0];
  if (!prompts) return;
  const { now, hotline, listener: reader } = stage;
  const vars = {
    ...visit.vars,
    now: now.toISOString(),
    ...(hotline === undefined ? {} : { hotline }),
    ...(reader === undefined ? {} : { reader }),
  };
  for (const piece of names.flatMap((name) => prompts.say[name] ?? [])) {
    if (typeof piece === 'string') sayText(speaker, piece, prompts, vars);
    else speaker.play(stage.audioUrl(`${prompts.language}/${piece.audio}`));
  }
}

function sayText(speaker: Speaker, text: string, prompts: Prompts, vars: Record<string, string>): void {
  const voice = { language: prompts.locale, voice: prompts.voice } as Voice;
  if (isMarked(text)) {
    const { speech } = readSpeech(text);
    const isOwn = (words: string) => isInOwnWords(words, prompts, vars);
    mark(speaker.say(voice, ''), speech ?? [], { fillText: fillParts(prompts, vars), isOwn });
  } else speaker.say(voice, fill(text, prompts, vars));
}

/** What can be said with marks in it. */
type Marked = Pick<VoiceResponse, 'addText' | 'addChild'>;

interface Filling {
  fillText: (text: string) => string;
  /** it will be said in words of the language that is spoken */
  isOwn: (text: string) => boolean;
}

/**
 * Values are put into text only after the marks were read: nothing in them can become one. What is no name, but words of the language
 * that is spoken, is not said as if it were of another.
 */
function mark(node: Marked, speech: readonly Speech[], filling: Filling): void {
  for (const part of speech) {
    if (typeof part === 'string') {
      node.addText(filling.fillText(part));
      continue;
    }
    const [only] = part.children;
    const isUnmarked = part.mark === 'lang' && typeof only === 'string' && filling.isOwn(only);
    const within = isUnmarked ? node : node.addChild(part.mark, part.attributes);
    mark(within, part.children, filling);
  }
}
