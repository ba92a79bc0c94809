import { findEngineer } from '../../src/domain/oncall/engineers/engineer-store.ts';
import type { Role } from '../../src/domain/users/user.ts';
import { insertUser } from '../../src/domain/users/user-store.ts';
import { type Hotline, openHotline, quickPasswords } from './hotline.ts';

export const PASSWORD = 'nine bright lanterns';

export interface Reply {
  status: number;
  /** where it leads, without the host */
  location: string | null;
  headers: Headers;
  text: string;
}

/** Somebody's browser: it keeps cookies, follows nothing by itself, and says where a form comes from. */
export class Browser {
  readonly #url: string;
  readonly cookies = new Map<string, string>();

  constructor(url: string) {
    this.#url = url;
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Reply> {
    return this.#ask(path, { headers: { accept: 'text/html', ...headers } });
  }

  /** Asks what there is, and for nothing of what it says. */
  head(path: string): Promise<Reply> {
    return this.#ask(path, { method: 'HEAD', headers: { accept: 'text/html' } });
  }

  async post(
    path: string,
    fields: Record<string, string> | [string, string][],
    headers: Record<string, string> = {},
  ): Promise<Reply> {
    const body = new URLSearchParams(fields).toString();
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    return this.#ask(path, {
      method: 'POST',
      body,
      headers: { ...type, 'sec-fetch-site': 'same-origin', ...headers },
    });
  }

  /** A form that carries a file. */
  postForm(path: string, body: FormData): Promise<Reply> {
    return this.#ask(path, { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin' } });
  }

  signIn(login: string, password = PASSWORD): Promise<Reply> {
    return this.post('/sign-in', { login, password });
  }

  async #ask(path: string, init: RequestInit): Promise<Reply> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...(init.headers as Record<string, string>), ...(cookie === '' ? {} : { cookie }) };
    const response = await fetch(`${this.#url}${path}`, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    const location = response.headers.get('location');
    return { status: response.status, location, headers: response.headers, text: await response.text() };
  }

  #keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value === '') this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

export interface Office extends AsyncDisposable {
  hotline: Hotline;
  /** a browser in which somebody of this role has signed in; the login is the role */
  as(role: Role): Promise<Browser>;
  /** a browser in which nobody has */
  nobody(): Browser;
}

/** The whole service with a user of each role; the engineer is Anna, where she is in the directory. */
export async function openConsole(options: Parameters<typeof openHotline>[0] = {}): Promise<Office> {
  const hotline = await openHotline(options);
  const passwordHash = await quickPasswords.hash(PASSWORD);
  const anna = (await findEngineer(hotline.database, 'anna'))?.key ?? null;
  for (const role of ['supervisor', 'engineer', 'administrator', 'auditor'] as const) {
    const user = { login: role, name: `The ${role}`, role, engineer: role === 'engineer' ? anna : null };
    await insertUser(hotline.database, { ...user, passwordHash, mustChangePassword: false }, new Date());
  }
  const nobody = () => new Browser(hotline.url);
  return {
    hotline,
    nobody,
    async as(role) {
      const browser = nobody();
      await browser.signIn(role);
      return browser;
    },
    [Symbol.asyncDispose]: () => hotline[Symbol.asyncDispose](),
  };
}
