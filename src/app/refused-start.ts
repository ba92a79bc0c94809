import { HotlineError } from '../platform/errors.ts';
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

function refused(fault: string, remedy: string): HotlineError {
  return new HotlineError('bad-configuration', `The configuration is refused:\n  ${fault}`, { remedy });
}
