import { TOTP } from 'otpauth';
import type { Browser, Reply } from './console.ts';

/** Somebody's authenticator app: it shows the code of the present. */
export class Authenticator {
  readonly #secret: string;

  /** @param page on which the secret is shown */
  constructor(page: Pick<Reply, 'text'>) {
    this.#secret = (/class="key">([A-Z2-7 ]+)</.exec(page.text)?.[1] ?? '').replaceAll(' ', '');
  }

  /** @param steps of thirty seconds that the phone's clock is ahead */
  code(steps = 0): string {
    return new TOTP({ secret: this.#secret }).generate({ timestamp: Date.now() + steps * 30_000 });
  }
}

/** Somebody who is signed in sets up a second factor. @returns their app and their recovery codes */
export async function setUpSecondFactor(
  browser: Browser,
): Promise<{ app: Authenticator; recoveryCodes: string[] }> {
  await browser.post('/two-factor/set-up', {});
  const app = new Authenticator(await browser.get('/two-factor/set-up'));
  const shown = await browser.post('/two-factor/confirm', { code: app.code() });
  return { app, recoveryCodes: recoveryCodesOn(shown) };
}

export function recoveryCodesOn({ text }: Pick<Reply, 'text'>): string[] {
  return [...text.matchAll(/<li>((?:\w{4}-){3}\w{4})<\/li>/g)].map(([, code]) => code ?? '');
}
