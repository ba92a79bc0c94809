import { describe, expect, it } from 'vitest';
import { readRedisAddress } from '../../src/platform/queue/redis-address.ts';

describe('the address of Redis', () => {
  it.each([
    '',
    'redis',
    'http://redis:6379',
    'redis://',
    'redis-sentinel://a:26379',
    'redis-sentinel://#hotline',
    'redis-sentinel://a,,b#hotline',
    'redis-sentinel://a:99999#hotline',
    'redis-cluster://a:6379#name',
    'redis-cluster://a b:6379',
    'redis-herd://a:6379',
  ])('is refused as %j', (text) => {
    expect(readRedisAddress(text)).toBeNull();
  });

  it('is one server', () => {
    const url = 'rediss://user:secret@redis.example.com:6380/2';
    expect(readRedisAddress(url)).toEqual({ kind: 'single', url });
  });

  it('is several sentinels, with the name of what they watch', () => {
    expect(readRedisAddress('redis-sentinel://:top%20secret@a,b:26380,[::1]:26381#hotline')).toEqual({
      kind: 'sentinel',
      name: 'hotline',
      tls: false,
      password: 'top secret',
      hosts: [
        { host: 'a', port: 26_379 },
        { host: 'b', port: 26_380 },
        { host: '::1', port: 26_381 },
      ],
    });
  });

  it('is nodes of a cluster', () => {
    expect(
      readRedisAddress('rediss-cluster://hotline:secret@node-1.example.com,node-2.example.com:7000'),
    ).toEqual({
      kind: 'cluster',
      tls: true,
      username: 'hotline',
      password: 'secret',
      hosts: [
        { host: 'node-1.example.com', port: 6_379 },
        { host: 'node-2.example.com', port: 7_000 },
      ],
    });
  });
});
