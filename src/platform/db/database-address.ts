import { decoded } from '../decoded.ts';
import { mendPassword } from '../mend-password.ts';

/**
 * An address of PostgreSQL as it can be used; its password may have been handed in as it is.
 * @returns null when it is no such address
 */
export function readDatabaseAddress(text: string): string | null {
  if (!/^postgres(ql)?:\/\//.test(text)) return null;
  if (isUsable(text)) return inFull(text);
  const mended = mendPassword(text);
  return mended !== null && isUsable(mended) ? inFull(mended) : null;
}

/**
 * Managed databases are handed out with `sslmode=require`. The driver takes that for `verify-full`, and says at each start, in eight
 * lines, that it will not do so for ever: what it is taken for is named.
 */
function inFull(address: string): string {
  const [server = '', ...options] = address.split('?');
  const search = options.join('?');
  if (search === '' || search.includes('uselibpqcompat=true')) return address;
  return `${server}?${search.replace(/(?<![^&])sslmode=(?:prefer|require|verify-ca)(?![^&])/g, 'sslmode=verify-full')}`;
}

/** Where a sign in a password has ended it too soon, the @ stands further behind: where only options may have one. */
function isUsable(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { username, password, hostname, pathname, search, searchParams, hash } = new URL(text);
  // the driver would look for one host of that name
  if (`${hostname}${searchParams.get('host') ?? ''}`.includes(',')) return false;
  // instead of the one behind the host; the driver would connect to nothing, and wait
  const port = searchParams.get('port');
  if (port !== null && !isPort(port)) return false;
  const isCutWrong = /@/.test(pathname + hash) || (username === '' && search.includes('@'));
  return !isCutWrong && decoded(`${username}:${password}`) !== null;
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
}
