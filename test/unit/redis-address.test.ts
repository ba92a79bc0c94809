import { describe, expect, it } from 'vitest';
import { mendRedisAddress, readRedisAddress } from '../../src/platform/queue/redis-address.ts';

describe('the address of Redis', () => {
  it.each([
    '',
    'redis',
    'http://redis:6379',
    'redis://',
    'redis://redis/hotline',
    'redis://redis/-1',
    'redis://redis/1.5',
    'redis://redis/2/3',
    'redis://redis?db=hotline',
    'redis://hotline:12/34@redis',
    'redis://hotline:100%!@redis',
    'redis-sentinel://hotline:100%!@a:26379#hotline',
    'redis-cluster://100%:secret@a:6379',
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

  it.each([
    'rediss://user:secret@redis.example.com:6380/2',
    'redis://redis',
    'redis://redis/',
    'redis://:100%25%21@[::1]:6379/0?family=6',
  ])('is one server: %s', (url) => {
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

describe('a password of Redis that was handed in as it is', () => {
  const SIGNS = [...' !"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~ß€'];

  it.each(SIGNS)('may have a %s in it, wherever Redis is', (sign) => {
    const password = `12${sign}xy`;
    const one = new URL(mendRedisAddress(`redis://hotline:${password}@redis:6379/2`) ?? '');
    expect([decodeURIComponent(one.password), one.host, one.pathname]).toEqual([
      password,
      'redis:6379',
      '/2',
    ]);
    const several = mendRedisAddress(`redis-sentinel://:${password}@a:26379,b:26379#main`);
    expect(readRedisAddress(several ?? '')).toMatchObject({ password, name: 'main' });
  });

  it('is left alone where it is written as an address wants it', () => {
    expect(mendRedisAddress('redis://:12%2F34@redis')).toBe('redis://:12%2F34@redis');
  });
});
