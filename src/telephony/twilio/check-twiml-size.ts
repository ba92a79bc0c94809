import { faultAt, type Subject } from '../../domain/flow/check/subject.ts';
import { waysOn } from '../../domain/flow/flow.ts';
import { firstVisit } from '../../domain/flow/visit.ts';
import type { Fault } from '../../platform/errors.ts';
import { render, type Stage, speak } from './render-twiml.ts';
import { VoiceResponse } from './twiml.ts';

/** Longest document the carrier takes: https://www.twilio.com/docs/api/errors/11750 */
const MAX_BYTES = 64 * 1024;
/** Longer than any value a directory holds, of the character that takes most room in XML. */
const LONG_VALUE = '&'.repeat(300);
const LONG_URL = `https://hotline.example/${'x'.repeat(200)}`;

/** What every state says, with long values and all that may be said before it, is short enough for the carrier. */
export function checkSize(subject: Subject): Fault[] {
  const { flow, voices } = subject;
  const stage: Stage = {
    prompts: new Map(voices.map(({ prompts }) => [prompts.language, prompts])),
    now: new Date(0),
    inputUrl: () => LONG_URL,
    audioUrl: () => LONG_URL,
    waitUrl: LONG_URL,
    conferenceUrl: LONG_URL,
  };
  const vars = new Proxy<Record<string, string>>({}, { get: () => LONG_VALUE });
  const preface = saidOnTheWay(subject);
  const languages = voices.map(({ prompts: { language } }) => language);
  const before = new Map(
    languages.map((language) => {
      const response = new VoiceResponse();
      speak(response, { ...firstVisit(flow, language), vars }, stage, ...preface);
      return [language, Buffer.byteLength(response.toString())];
    }),
  );
  return Object.entries(flow.states).flatMap(([name, { type }]) =>
    languages.flatMap((language) => {
      const visit = { ...firstVisit(flow, language), state: name, vars };
      const spoken = type === 'language-menu' ? languages : [language];
      const bytes = spoken.reduce(
        (sum, one) => sum + (before.get(one) ?? 0),
        Buffer.byteLength(render(flow, visit, stage)),
      );
      if (bytes <= MAX_BYTES) return [];
      const message = `${name} says more in ${language} than the carrier takes: ${bytes} bytes of TwiML`;
      return [faultAt(subject, ['states', name], message, 'say less, or in several states')];
    }),
  );
}

/** The longest that can be said before a state's own words: at most as many prompts as actions may run in a row. */
function saidOnTheWay({ flow, voices }: Subject): string[] {
  const said = new Set(
    Object.values(flow.states).flatMap((state) =>
      waysOn(state).flatMap(({ transition }) => transition.say ?? []),
    ),
  );
  const length = (prompt: string) =>
    Math.max(...voices.map(({ prompts }) => JSON.stringify(prompts.say[prompt] ?? []).length));
  return [...said].toSorted((one, other) => length(other) - length(one)).slice(0, MAX_IN_A_ROW);
}

const MAX_IN_A_ROW = 5;
