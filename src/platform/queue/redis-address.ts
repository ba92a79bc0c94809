import { decoded } from '../decoded.ts';
import { mendPassword } from '../mend-password.ts';

/** Where Redis is: one server, the sentinels that know which of several is in charge, or the nodes of a cluster. */
export type RedisAddress =
  | { kind: 'single'; url: string }
  | ({ kind: 'sentinel'; name: string } & Several)
  | ({ kind: 'cluster' } & Several);

interface Several {
  hosts: { host: string; port: number }[];
  tls: boolean;
  /** for the servers; sentinels are asked without */
  username?: string;
  password?: string;
}

/** What is allowed, in the words of the README. */
export const REDIS_ADDRESSES =
  'redis://host:6379, redis-sentinel://host:26379,host:26379#name or redis-cluster://host:6379,host:6379; rediss… with TLS';

const SINGLE = /^rediss?:\/\/[^/]/;
const SEVERAL =
  /^redis(?<tls>s?)-(?<kind>sentinel|cluster):\/\/(?:(?<username>[^:@/#]*)(?::(?<password>[^@/#]*))?@)?(?<hosts>[^/#@]+)\/?(?:#(?<name>[\w.-]+))?$/;
const HOST = /^(?<host>[\w.-]+|\[[0-9a-f:]+\])(?::(?<port>\d{1,5}))?$/i;
const PORTS = { sentinel: 26_379, cluster: 6_379 };

/**
 * Reads REDIS_URL. The way to write several hosts is Lettuce's, with the name of the master behind `#`:
 * https://redis.github.io/lettuce/user-guide/connecting-redis/#uri-syntax
 * @returns null: it is no such address
 */
export function readRedisAddress(text: string): RedisAddress | null {
  if (SINGLE.test(text)) return isUsable(text) ? { kind: 'single', url: text } : null;
  const parts = SEVERAL.exec(text)?.groups;
  if (!parts) return null;
  const kind = parts.kind === 'sentinel' ? 'sentinel' : 'cluster';
  const hosts = (parts.hosts ?? '').split(',').flatMap((host) => readHost(host, PORTS[kind]) ?? []);
  if (hosts.length !== (parts.hosts ?? '').split(',').length) return null;
  const user = readUser(parts);
  if (!user) return null;
  const several = { hosts, tls: parts.tls === 's', ...user };
  if (kind === 'cluster') return parts.name === undefined ? { kind, ...several } : null;
  return parts.name === undefined ? null : { kind, name: parts.name, ...several };
}

/**
 * REDIS_URL as it can be used; its password may have been handed in as it is.
 * @returns null: it is no such address
 */
export function mendRedisAddress(text: string): string | null {
  if (readRedisAddress(text)) return text;
  const mended = mendPassword(text);
  return mended !== null && readRedisAddress(mended) ? mended : null;
}

/** The client ends the process over a database that is no number, or takes another one than is meant: `1.5` for 1. */
const DATABASE = /^\d{0,5}$/;

function isUsable(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { username, password, pathname, search, searchParams, hash } = new URL(text);
  // a sign in the password has ended it too soon
  if (/@/.test(pathname + search + hash)) return false;
  const databases = [pathname.replace(/^\//, ''), ...searchParams.getAll('db')];
  return databases.every((one) => DATABASE.test(one)) && decoded(`${username}:${password}`) !== null;
}

function readUser(parts: Record<string, string>): Pick<Several, 'username' | 'password'> | null {
  const [username, password] = [decoded(parts.username ?? ''), decoded(parts.password ?? '')];
  if (username === null || password === null) return null;
  return { ...(username ? { username } : {}), ...(password ? { password } : {}) };
}

function readHost(text: string, usualPort: number): { host: string; port: number } | null {
  const parts = HOST.exec(text)?.groups;
  const port = Number(parts?.port ?? usualPort);
  return parts?.host && port <= 65_535 ? { host: parts.host.replace(/^\[|\]$/g, ''), port } : null;
}
