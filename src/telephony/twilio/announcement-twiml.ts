import { firstVisit } from '../../domain/flow/visit.ts';
import { type Stage, speak } from './render-twiml.ts';
import { EMPTY_TWIML, VoiceResponse } from './twiml.ts';

/**
 * What is said into a conference, in each of some languages:
 * https://www.twilio.com/docs/voice/api/conference-resource#update-a-conference-resource
 * @returns isSaid: false where a language has no words for it: then nothing is said in any
 */
export function announcementTwiml(
  stage: Stage,
  prompt: string,
  languages: readonly string[],
): { twiml: string; isSaid: boolean } {
  const isSaid =
    languages.length > 0 && languages.every((language) => stage.prompts.get(language)?.say[prompt]?.length);
  if (!isSaid) return { twiml: EMPTY_TWIML, isSaid };
  const response = new VoiceResponse();
  for (const language of languages)
    speak(response, firstVisit({ flow: '', 'initial-state': '' }, language), stage, prompt);
  return { twiml: response.toString(), isSaid };
}
