import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { readConfig } from '../../src/app/config.ts';

const ROOT = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

interface Service {
  image?: string;
  user?: string;
  read_only?: boolean;
  cap_drop?: string[];
  cap_add?: string[];
  security_opt?: string[];
  privileged?: boolean;
  environment?: Record<string, string | number>;
  secrets?: string[];
  networks?: string[];
  ports?: string[];
  volumes?: string[];
  command?: string[];
  deploy?: { replicas?: number; resources?: { limits?: Record<string, unknown> } };
  healthcheck?: { test?: string[] };
}
const compose: {
  services: Record<string, Service>;
  secrets: Record<string, { file: string }>;
  networks: Record<string, { internal?: boolean }>;
} = parse(read('compose.yaml'), { merge: true });
const services = Object.entries(compose.services);

/** An exact version, with or without the digest that pin-images.sh writes behind it. */
const EXACT = /^[a-z][a-z0-9./-]*:\d+\.\d+(\.\d+)?[\w.-]*(@sha256:[0-9a-f]{64})?$/;
/** Whose image runs as root, and what of root's powers it may keep. */
const AS_ROOT: Record<string, string[]> = { proxy: ['NET_BIND_SERVICE'] };
const SECRET_NAMES = /PASSWORD|SECRET|TOKEN|DATABASE_URL|REDIS_URL|HEARTBEAT_URL/;

describe('each container of compose.yaml', () => {
  it.each(services)('%s runs without powers, with limits, from an exact version', (name, service) => {
    expect(service.image).toMatch(EXACT);
    expect(service.read_only).toBe(true);
    expect(service.cap_drop).toEqual(['ALL']);
    expect(service.security_opt).toContain('no-new-privileges:true');
    expect(service.privileged).toBeUndefined();
    const limits = service.deploy?.resources?.limits ?? {};
    expect(Object.keys(limits).sort()).toEqual(['cpus', 'memory', 'pids']);
    expect(service.cap_add ?? []).toEqual(AS_ROOT[name] ?? []);
    if (!(name in AS_ROOT)) expect(service.user, 'no root').toMatch(/^(1000:1000|postgres|redis)$/);
  });

  it.each(services)('%s has its secrets as files, and each is one that it is given', (_name, service) => {
    for (const [variable, value] of Object.entries(service.environment ?? {})) {
      if (!SECRET_NAMES.test(variable)) continue;
      expect(variable).toMatch(/_FILE$/);
      expect(service.secrets).toContain(String(value).replace('/run/secrets/', ''));
    }
    for (const secret of service.secrets ?? []) expect(compose.secrets).toHaveProperty(secret);
    expect(JSON.stringify(service)).not.toMatch(/\$\{[A-Z_]*(PASSWORD|SECRET|TOKEN)/);
  });

  it('has no secret of another kind', () => {
    const holdersOf = (secret: string) =>
      services.filter(([, service]) => service.secrets?.includes(secret)).map(([name]) => name);
    expect(holdersOf('postgres-password')).toEqual(['postgres']);
    expect(holdersOf('owner-url')).toEqual(['migrate']);
    expect(holdersOf('owner-password')).toEqual(['postgres']);
    expect(holdersOf('redis-conf')).toEqual(['redis']);
    expect(holdersOf('service-url')).toEqual(['web', 'worker']);
    expect(holdersOf('secret-key')).toEqual(['web', 'worker']);
    expect(compose.services.proxy?.secrets).toBeUndefined();
  });

  it('meets only whom it has to do with; the proxy alone is reached from outside', () => {
    const onNetwork = (network: string) =>
      services.filter(([, service]) => service.networks?.includes(network)).map(([name]) => name);
    expect(onNetwork('edge')).toEqual(['web', 'proxy']);
    expect(onNetwork('data')).toEqual(['web', 'worker', 'migrate', 'postgres', 'redis']);
    expect(compose.networks.data?.internal).toBe(true);
    expect(compose.networks.watch?.internal).toBe(true);
    expect(services.filter(([, { ports }]) => ports).map(([name]) => name)).toEqual(['proxy']);
    expect(services.every(([, { networks }]) => (networks?.length ?? 0) > 0)).toBe(true);
  });

  it('that takes calls or pages is there twice; Redis asks for its password, throws nothing away', () => {
    for (const role of ['web', 'worker']) {
      expect(compose.services[role]?.deploy?.replicas).toBe(2);
      expect(compose.services[role]?.environment?.ROLE).toBe(role);
    }
    const redis = compose.services.redis?.command?.join(' ');
    expect(redis).toContain('redis-server /run/secrets/redis-conf');
    expect(redis).toContain('--maxmemory-policy noeviction');
  });
});

interface Container {
  name: string;
  image: string;
  env?: { name: string; value?: string }[];
  envFrom?: Record<string, unknown>[];
  resources?: { requests?: object; limits?: object };
  securityContext?: object;
  startupProbe?: object;
  livenessProbe?: object;
  readinessProbe?: object;
  volumeMounts?: { name: string; readOnly?: boolean }[];
}
interface Pod {
  securityContext: object;
  automountServiceAccountToken: boolean;
  topologySpreadConstraints: { whenUnsatisfiable: string; topologyKey: string; labelSelector: object }[];
  containers: Container[];
  initContainers: Container[];
  volumes: { name: string; secret?: { secretName: string }; hostPath?: object }[];
}
/** What is read of a spec; which of it is there depends on the kind. */
interface Spec {
  replicas: number;
  minAvailable: number;
  selector: { matchLabels: { role: string } };
  template: { metadata: { labels: { role: string } }; spec: Pod };
  podSelector: { matchLabels: { app?: string; role?: string } };
  policyTypes: string[];
  ingress?: { from?: object[]; to?: object[] }[];
  egress?: { from?: object[]; to?: object[] }[];
}
interface Manifest {
  kind: string;
  metadata: { name: string };
  data?: Record<string, string>;
  spec: Spec;
}
const manifests: Manifest[] = parseAllDocuments(read('deploy/kubernetes/hotline.yaml')).map((document) => {
  expect(document.errors).toEqual([]);
  return document.toJS();
});
const ofKind = (kind: string) => manifests.filter((manifest) => manifest.kind === kind);
const pods: [string, Pod][] = ofKind('Deployment').map(({ spec }) => [
  spec.template.metadata.labels.role,
  spec.template.spec,
]);

describe.each(pods)('the pods of %s in Kubernetes', (role, pod) => {
  it('run as nobody in particular, with no token of the cluster and nothing of the machine', () => {
    expect(pod.securityContext).toMatchObject({
      runAsNonRoot: true,
      runAsUser: 1000,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(pod.automountServiceAccountToken).toBe(false);
    expect(pod.volumes.filter(({ hostPath }) => hostPath)).toEqual([]);
  });

  it('have limits and no powers in each container', () => {
    for (const container of [...pod.containers, ...pod.initContainers]) {
      expect(container.image).toMatch(EXACT);
      expect(container.resources?.requests).toMatchObject({
        cpu: expect.anything(),
        memory: expect.anything(),
      });
      expect(container.resources?.limits).toMatchObject({
        cpu: expect.anything(),
        memory: expect.anything(),
        'ephemeral-storage': expect.anything(),
      });
      expect(container.securityContext).toEqual({
        readOnlyRootFilesystem: true,
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
      });
    }
    for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe'] as const)
      expect(pod.containers[0]).toHaveProperty(probe);
  });

  it('have only their own secrets, as files; only what migrates knows the owner of the tables', () => {
    const secrets = pod.volumes.flatMap(({ secret }) => secret?.secretName ?? []);
    expect(secrets).toEqual([`hotline-${role}`, 'hotline-owner']);
    const seesOwner = [...pod.containers, ...pod.initContainers].filter(({ volumeMounts }) =>
      volumeMounts?.some(({ name }) => name === 'owner'),
    );
    expect(seesOwner.map(({ name }) => name)).toEqual(['migrate']);
    expect(JSON.stringify([pod.containers, pod.initContainers])).not.toMatch(/secretRef|secretKeyRef/);
  });

  it('are never both on one machine, and never both away', () => {
    expect(pod.topologySpreadConstraints).toMatchObject([
      {
        topologyKey: 'kubernetes.io/hostname',
        whenUnsatisfiable: 'DoNotSchedule',
        labelSelector: { matchLabels: { app: 'hotline', role } },
      },
    ]);
    const budget = ofKind('PodDisruptionBudget').find(({ spec }) => spec.selector.matchLabels.role === role);
    expect(budget?.spec.minAvailable).toBe(1);
    const deployment = ofKind('Deployment').find(({ spec }) => spec.template.metadata.labels.role === role);
    expect(deployment?.spec.replicas).toBe(2);
  });

  it('are reached only by whom a policy names, and reach only what one names', () => {
    const policies = ofKind('NetworkPolicy').map(({ spec }) => spec);
    const covers = (type: string) =>
      policies.filter(
        ({ podSelector: { matchLabels: labels }, policyTypes }) =>
          labels.app === 'hotline' && (labels.role ?? role) === role && policyTypes.includes(type),
      );
    expect(covers('Ingress')).toHaveLength(1);
    expect(covers('Egress')).toHaveLength(1);
    for (const { ingress = [], egress = [] } of [...covers('Ingress'), ...covers('Egress')])
      for (const rule of [...ingress, ...egress])
        expect(rule.from ?? rule.to, 'somebody in particular').toBeTruthy();
  });
});

test('the settings in Kubernetes are such as the service takes, with the secrets as files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'settings-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const secrets = {
    'service-url': 'postgres://hotline_service:x@db:5432/hotline',
    'redis-url': 'redis://:x@redis:6379',
    'secret-key': 'five green umbrellas at noon',
    'twilio-auth-token': 'an auth token',
  };
  for (const [name, value] of Object.entries(secrets)) writeFileSync(join(folder, name), value);
  const { data = {} } = ofKind('ConfigMap')[0] ?? {};
  const env = Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, value.replace('/run/secrets/hotline', folder)]),
  );
  for (const role of ['web', 'worker'])
    expect(readConfig({ ...env, ROLE: role })).toMatchObject({ role, databaseUrl: secrets['service-url'] });
});

test('what makes the roles is run by the image of PostgreSQL, and not read into its own script', () => {
  expect(statSync(join(ROOT, 'deploy/postgres/make-roles.sh')).mode & 0o111).toBe(0o111);
});

test('the image runs on the version of Node.js that is tested, as a user who is not root', () => {
  const image = read('Dockerfile');
  const { devDependencies } = JSON.parse(read('package.json'));
  const bases = image.match(/(?<=^FROM )\S+/gm) ?? [];
  expect(new Set(bases.map((base) => base.replace(/@.*/, '')))).toEqual(
    new Set([`node:${devDependencies.node}-slim`]),
  );
  expect(image).toMatch(/^USER 1000:1000$/m);
});

/** The scripts, in a folder of their own. */
function copyOfRepository(): string {
  const folder = mkdtempSync(join(tmpdir(), 'deploy-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const path of ['deploy', 'compose.yaml', 'Dockerfile'])
    cpSync(join(ROOT, path), join(folder, path), { recursive: true });
  return folder;
}

const run = (folder: string, script: string, env: Record<string, string> = {}) =>
  spawnSync('sh', [join(folder, script)], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', ...env },
  });

test('secrets are made once, readable inside their folder only, and are such as the service takes', () => {
  const folder = copyOfRepository();
  const first = run(folder, 'deploy/make-secrets.sh');
  expect(first.status, 'the token cannot be made up').toBe(1);
  expect(first.stderr).toContain('secrets/twilio-auth-token');
  expect(run(folder, 'deploy/make-secrets.sh', { TWILIO_AUTH_TOKEN: 'given' }).status).toBe(0);
  const secret = (name: string) => readFileSync(join(folder, 'secrets', name), 'utf8');
  const before = readdirSync(join(folder, 'secrets')).map((name) => [name, secret(name)]);
  expect(run(folder, 'deploy/make-secrets.sh', { SECRET_KEY: 'another' }).status).toBe(0);
  expect(readdirSync(join(folder, 'secrets')).map((name) => [name, secret(name)])).toEqual(before);
  expect(before.map(([name]) => name).sort()).toEqual(Object.keys(compose.secrets).sort());
  expect(statSync(join(folder, 'secrets')).mode & 0o777).toBe(0o700);
  expect(secret('redis-conf')).toBe(`requirepass ${secret('redis-password')}\n`);
  const config = readConfig({
    DATABASE_URL_FILE: join(folder, 'secrets/service-url'),
    REDIS_URL_FILE: join(folder, 'secrets/redis-url'),
    SECRET_KEY_FILE: join(folder, 'secrets/secret-key'),
  });
  expect(new URL(config.databaseUrl ?? '').password).toBe(secret('service-password'));
  expect(config.redisUrl).toContain(secret('redis-password'));
});

test('digests are written behind the versions of all images, and renewed; our own image has none', () => {
  const folder = copyOfRepository();
  const docker = join(folder, 'docker');
  const digestOf = (sign: string) => `sha256:${sign.repeat(64)}`;
  const say = (words: string) => {
    writeFileSync(docker, `#!/bin/sh\nprintf '%s\\n' '${words}'\n`);
    chmodSync(docker, 0o755);
  };
  const pin = () => run(folder, 'deploy/pin-images.sh', { PATH: `${folder}:${process.env.PATH}` });
  const images = () =>
    [...readFileSync(join(folder, 'compose.yaml'), 'utf8').matchAll(/^ *image: (.*)$/gm)].map(
      ([, image]) => image,
    );
  const version = readFileSync(join(folder, 'compose.yaml'), 'utf8');

  say('no such image');
  expect(pin().status, 'nothing is made up').toBe(1);
  expect(readFileSync(join(folder, 'compose.yaml'), 'utf8')).toBe(version);

  for (const sign of ['a', 'b']) {
    say(digestOf(sign));
    expect(pin()).toMatchObject({ status: 0, stderr: '' });
    expect(images().filter((image) => image?.endsWith(`@${digestOf(sign)}`))).toHaveLength(3);
    expect(images().find((image) => image?.startsWith('priority-line'))).toBe('priority-line:0.1.0');
    const bases = readFileSync(join(folder, 'Dockerfile'), 'utf8').match(/^FROM .*$/gm) ?? [];
    expect(bases.every((base) => base.includes(`@${digestOf(sign)}`))).toBe(true);
    expect(bases[0]).toMatch(/ AS dependencies$/);
  }
});
