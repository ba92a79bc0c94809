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
  if (SINGLE.test(text)) return URL.canParse(text) ? { kind: 'single', url: text } : null;
  const parts = SEVERAL.exec(text)?.groups;
  if (!parts) return null;
  const kind = parts.kind === 'sentinel' ? 'sentinel' : 'cluster';
  const hosts = (parts.hosts ?? '').split(',').flatMap((host) => readHost(host, PORTS[kind]) ?? []);
  if (hosts.length !== (parts.hosts ?? '').split(',').length) return null;
  const several = {
    hosts,
    tls: parts.tls === 's',
    ...(parts.username ? { username: decodeURIComponent(parts.username) } : {}),
    ...(parts.password ? { password: decodeURIComponent(parts.password) } : {}),
  };
  if (kind === 'cluster') return parts.name === undefined ? { kind, ...several } : null;
  return parts.name === undefined ? null : { kind, name: parts.name, ...several };
}

function readHost(text: string, usualPort: number): { host: string; port: number } | null {
  const parts = HOST.exec(text)?.groups;
  const port = Number(parts?.port ?? usualPort);
  return parts?.host && port <= 65_535 ? { host: parts.host.replace(/^\[|\]$/g, ''), port } : null;
}
