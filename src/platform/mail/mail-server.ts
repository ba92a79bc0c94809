import { decoded } from '../decoded.ts';
import type { MailServer } from './send-mail.ts';

const PORTS: Readonly<Record<string, number>> = { 'smtp:': 587, 'smtps:': 465 };

/** Reads `smtp://user:password@mail.example.com:587` or `smtps://…`; null: it is neither. */
export function readMailServer(text: string): Omit<MailServer, 'sender'> | null {
  if (!URL.canParse(text)) return null;
  const { protocol, hostname, port, username, password, pathname, search } = new URL(text);
  const usual = PORTS[protocol];
  if (usual === undefined || hostname === '' || !/^\/?$/.test(pathname) || search !== '') return null;
  const [user, pass] = [decoded(username), decoded(password)];
  if (user === null || pass === null || (user === '') !== (pass === '')) return null;
  return {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? usual : Number(port),
    isSecure: protocol === 'smtps:',
    auth: user === '' ? undefined : { user, pass },
  };
}
