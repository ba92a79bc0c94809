import { type ConfigWithoutKey, type Environment, readConfigWithoutKey } from '../../app/config.ts';
import { HotlineError } from '../../platform/errors.ts';
import { createCarrierNumbers } from '../../telephony/twilio/client.ts';
import { changesBetween, type SettingChange, settingsFor } from '../../telephony/twilio/number-settings.ts';
import { accountOf, requireCarrier } from '../support/carrier-account.ts';
import { type ExitCode, OK } from '../support/exit-code.ts';
import { colors, print, printJson } from '../support/terminal.ts';

export interface CarrierSyncOptions {
  dryRun?: boolean;
  /** false with `--no-overrides` */
  overrides?: boolean;
  json?: boolean;
}

/** `hotline carrier sync`. */
export async function carrierSync(options: CarrierSyncOptions, env: Environment): Promise<ExitCode> {
  const config = readConfigWithoutKey(env);
  const { sid, settings, numbers } = await findNumber(config);
  const changes = changesBetween(settings, settingsFor({ ...config, overrides: options.overrides ?? true }));
  const needed = changes.length > 0;
  if (needed && !options.dryRun) {
    await numbers.change(sid, Object.fromEntries(changes.map(({ setting, after }) => [setting, after])));
  }
  const changed = needed && !options.dryRun;
  if (options.json) {
    printJson({ number: config.hotlineNumber, changes, changed });
    return OK;
  }
  print(...changes.flatMap(describeChange));
  if (!needed) print(`${config.hotlineNumber} points at ${config.publicUrl} already.`);
  else if (changed) print(`${config.hotlineNumber} now points at ${config.publicUrl}.`);
  else print('Nothing was changed; run it without --dry-run to change it.');
  return OK;
}

/**
 * The hotline's number at the carrier as it is set.
 * @throws HotlineError when there is no carrier, no such number, or an address no carrier can reach
 */
export async function findNumber(config: ConfigWithoutKey) {
  const carrier = requireCarrier(config);
  if (carrier.apiBaseUrl === undefined && !isReachableFromOutside(config.publicUrl)) {
    throw new HotlineError(
      'bad-configuration',
      `PUBLIC_URL is ${config.publicUrl}: no carrier can reach that.`,
      {
        remedy: 'Set PUBLIC_URL to the https address at which this service can be reached from the internet.',
      },
    );
  }
  const numbers = createCarrierNumbers(accountOf(carrier));
  const number = await numbers.find(config.hotlineNumber);
  if (number === null) {
    throw new HotlineError('not-found', `The carrier's account has no number ${config.hotlineNumber}.`, {
      remedy: 'Correct HOTLINE_NUMBER, or use the account (TWILIO_ACCOUNT_SID) that the number belongs to.',
    });
  }
  return { ...number, numbers };
}

function isReachableFromOutside(publicUrl: string): boolean {
  const { hostname } = new URL(publicUrl);
  return !/^(localhost|127\..*|\[::1\]|0\.0\.0\.0)$/.test(hostname);
}

function describeChange({ setting, before, after }: SettingChange): string[] {
  const shown = (value: string) => (value === '' ? '(nothing)' : value);
  return [colors.bold(setting), `  ${colors.red(shown(before))}`, `  → ${colors.green(shown(after))}`];
}
