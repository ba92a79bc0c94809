/** Whether this device is notified when its engineer is paged. */

const keyOf = () => document.querySelector('meta[name="push-key"]')?.content;

/** A worker that is there and at work; nothing can be subscribed before. */
const worker = async () => {
  await navigator.serviceWorker.getRegistration('/mine');
  return navigator.serviceWorker.ready;
};

const isPossible = () =>
  'serviceWorker' in navigator &&
  'PushManager' in globalThis &&
  'Notification' in globalThis &&
  keyOf() !== undefined;

function bytesOf(key) {
  const text = atob(key.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function isByKey({ options }, key) {
  const known = new Uint8Array(options?.applicationServerKey ?? []);
  const bytes = bytesOf(key);
  return known.length === bytes.length && bytes.every((byte, index) => byte === known[index]);
}

async function subscribe(manager) {
  const key = keyOf();
  const before = await manager.getSubscription();
  // made with a key of before: it is made anew
  if (before && !isByKey(before, key)) await before.unsubscribe();
  const subscription = await manager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(key) });
  const { endpoint, keys } = subscription.toJSON();
  const response = await fetch('/mine/push', {
    method: 'POST',
    body: new URLSearchParams({ endpoint, p256dh: keys.p256dh, auth: keys.auth, key }),
  });
  if (!response.ok) throw new Error(`not taken: ${response.status}`);
}

async function unsubscribe(manager) {
  const subscription = await manager.getSubscription();
  if (!subscription) return;
  await fetch('/mine/push/remove', {
    method: 'POST',
    body: new URLSearchParams({ endpoint: subscription.endpoint }),
    redirect: 'manual',
  });
  await subscription.unsubscribe();
}

/** Whoever is subscribed says so again as the app is opened: the hotline may have a new key, or have forgotten it. */
export async function syncPush() {
  if (!isPossible() || Notification.permission !== 'granted') return;
  const { pushManager } = await worker();
  if (await pushManager.getSubscription()) await subscribe(pushManager).catch(() => {});
}

/** The switch on the page of the device. */
export async function showPush(root) {
  if (!root) return;
  const [said, button] = [root.querySelector('[role="status"]'), root.querySelector('button')];
  const say = (what) => {
    said.textContent = said.dataset[what] ?? '';
  };
  if (!isPossible()) return say('unknown');
  const show = async () => {
    const { pushManager } = await worker();
    const isOn = (await pushManager.getSubscription()) !== null;
    const isBlocked = Notification.permission === 'denied';
    button.hidden = isBlocked;
    button.textContent = isOn ? root.dataset.off : root.dataset.on;
    say(isBlocked ? 'blocked' : isOn ? 'isOn' : '');
  };
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      const { pushManager } = await worker();
      if (await pushManager.getSubscription()) await unsubscribe(pushManager);
      else if ((await Notification.requestPermission()) === 'granted') await subscribe(pushManager);
      await show();
    } catch {
      say('failed');
    }
    button.disabled = false;
  });
  await show();
}
