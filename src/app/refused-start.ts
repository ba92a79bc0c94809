import { SAMPLE_DIRECTORY } from '../domain/directory-entry/sample-directory.ts';
import type { Script } from '../domain/flow/script.ts';
import { HotlineError } from '../platform/errors.ts';
import { isRealCarrier } from './config/telephony.ts';
import type { Config } from './config.ts';

/** Why a service with this configuration must not start though commands may look at it; null: it may. */
export function refusedStart({ carrier, mode, role }: Config): HotlineError | null {
  if (carrier) return null;
  if (!mode.practice) {
    return refused(
      'TWILIO_ACCOUNT_SID: missing, and the practice line is off; allowed: a carrier account, or PRACTICE=1',
      'Set TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and HOTLINE_NUMBER. To practise without ringing any real phone, set PRACTICE=1.',
    );
  }
  if (role !== 'all') {
    return refused(
      `ROLE: read "${role}", but the practice line runs in one process only; allowed: all, or configure a carrier`,
      'Leave ROLE out to practise, or set TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and HOTLINE_NUMBER.',
    );
  }
  return null;
}

/** Why the practice line cannot speak first as it is asked to, with the flows that there are; null: it can. */
export function refusedLanguage(
  { practiceLanguage: language, mode }: Config,
  languages: Script['languages'],
): HotlineError | null {
  if (!mode.practice || language === undefined || languages.some((one) => one.language === language))
    return null;
  const known = languages.map((one) => one.language).join(', ');
  return refused(`PRACTICE_LANGUAGE: there are no prompts in ${language}`, `Allowed: ${known}.`);
}

/** The sample's PINs stand in the README: behind a real number who can read would be served, and its engineers are nobody. */
export function refusedSample({ directoryFile, carrier }: Config): HotlineError | null {
  if (directoryFile !== SAMPLE_DIRECTORY || !carrier || !isRealCarrier(carrier)) return null;
  return refused(
    'DIRECTORY_FILE: the sample is for the practice line only',
    'Set DIRECTORY_FILE to your own, or leave it out and make the directory in the console.',
  );
}

function refused(fault: string, remedy: string): HotlineError {
  return new HotlineError('bad-configuration', `The configuration is refused:\n  ${fault}`, { remedy });
}
