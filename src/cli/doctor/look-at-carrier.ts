import type { Config } from '../../app/config.ts';
import { HotlineError } from '../../platform/errors.ts';
import { changesBetween, settingsFor } from '../../telephony/twilio/number-settings.ts';
import { findNumber } from '../commands/carrier-sync.ts';
import { type Finding, fault, ok, warning } from './finding.ts';

const ABOUT = 'carrier';

/** Whether the carrier lets us in, has our number, and calls us when somebody calls it. */
export async function lookAtCarrier(config: Config): Promise<Finding[]> {
  if (!config.carrier) {
    const remedy = 'Set TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and HOTLINE_NUMBER to take real calls.';
    return [warning(ABOUT, 'none, so only the practice line works', remedy)];
  }
  try {
    const { settings } = await findNumber(config);
    const changesTo = (overrides: boolean) => changesBetween(settings, settingsFor({ ...config, overrides }));
    const changes = changesTo(true);
    const reachable = ok(ABOUT, 'reachable, and the number belongs to the account');
    if (changes.length === 0) return [reachable, ok('webhooks', `point at ${config.publicUrl}`)];
    if (changesTo(false).length === 0) {
      return [reachable, ok('webhooks', `point at ${config.publicUrl}, without connection overrides`)];
    }
    const names = changes.map(({ setting }) => setting).join(', ');
    return [
      reachable,
      fault('webhooks', `not set as they should be: ${names}`, 'Run: npm run hotline -- carrier sync'),
    ];
  } catch (error) {
    if (!(error instanceof HotlineError)) throw error;
    return [
      fault(ABOUT, error.message, error.remedy ?? 'Correct the credentials, or try again when it is back.'),
    ];
  }
}
