/*
 * The worker of the engineers' app. It keeps the frame of the app and nothing else: what stands on a ticket is never on the
 * device. Where nothing of ours can be reached, it says so, with the number to call.
 */
const SHELL = 'shell-1';
const OFFLINE = '/mine/offline';
const KEPT = [OFFLINE, '/assets/console.css', '/assets/app.css', '/assets/icon.svg'];

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(SHELL)
      .then((cache) => cache.addAll(KEPT))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(forgetOthers().then(() => self.clients.claim()));
});

async function forgetOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== SHELL).map((name) => caches.delete(name)));
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  const { origin, pathname } = new URL(request.url);
  if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => caches.match(OFFLINE)));
  else if (origin === location.origin && KEPT.includes(pathname) && pathname !== OFFLINE)
    event.respondWith(fetch(request).catch(() => caches.match(pathname)));
});

self.addEventListener('push', (event) => {
  const { ticket, text } = event.data.json();
  event.waitUntil(
    self.registration.showNotification(text, {
      tag: `ticket-${ticket}`,
      renotify: true,
      requireInteraction: true,
      icon: '/assets/icon-192.png',
      badge: '/assets/icon-badge.png',
      vibrate: [400, 200, 400, 200, 400],
      data: { path: `/mine/tickets/${ticket}` },
    }),
  );
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data.path));
});

async function open(path) {
  const windows = await self.clients.matchAll({ type: 'window' });
  const app = windows.find(({ url }) => new URL(url).pathname.startsWith('/mine'));
  if (!app) return self.clients.openWindow(path);
  await app.focus();
  return app.navigate(path);
}

// the push service has made it anew: the hotline hears of it
self.addEventListener('pushsubscriptionchange', (event) => {
  const key = event.oldSubscription?.options?.applicationServerKey;
  if (key) event.waitUntil(subscribeAnew(key));
});

async function subscribeAnew(applicationServerKey) {
  const subscription = await self.registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey,
  });
  const { endpoint, keys } = subscription.toJSON();
  const key = btoa(String.fromCharCode(...new Uint8Array(applicationServerKey)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
  await fetch('/mine/push', {
    method: 'POST',
    body: new URLSearchParams({ endpoint, p256dh: keys.p256dh, auth: keys.auth, key }),
  });
}
