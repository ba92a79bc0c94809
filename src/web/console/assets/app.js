/*
 * The engineers' app: what it shows stays fresh, and the device can be notified. Its pages read and act just as well
 * without this.
 */
import { showPush, syncPush } from './app-push.js';
import { Idiomorph } from './idiomorph.js';

const FRESH_MS = 15_000;
const stale = document.querySelector('#stale');
const content = document.querySelector('#content');

/** What somebody is about to write, or has opened, is theirs until they are done. */
function isBusy() {
  const fields = [...content.querySelectorAll('textarea, input:not([type="hidden"]):not([type="radio"])')];
  return (
    content.querySelector('details[open]') !== null ||
    fields.some((field) => field.value !== field.defaultValue)
  );
}

async function refresh() {
  if (document.visibilityState !== 'visible' || isBusy()) return;
  try {
    const response = await fetch(location.pathname, { headers: { accept: 'text/html' }, redirect: 'manual' });
    // the session is over: the page itself leads to signing in
    if (response.type === 'opaqueredirect') return location.reload();
    if (!response.ok) return;
    const fresh = new DOMParser()
      .parseFromString(await response.text(), 'text/html')
      .querySelector('#content');
    if (fresh && !isBusy()) {
      Idiomorph.morph(content, fresh.innerHTML, {
        morphStyle: 'innerHTML',
        callbacks: { beforeNodeMorphed: (node) => node.dataset?.keep === undefined },
      });
    }
    stale.hidden = true;
  } catch {
    stale.hidden = false;
  }
}

setInterval(refresh, FRESH_MS);
document.addEventListener('visibilitychange', refresh);
addEventListener('online', refresh);
addEventListener('offline', () => {
  stale.hidden = false;
});

if ('serviceWorker' in navigator) {
  navigator.serviceWorker.register('/assets/app-worker.js', { scope: '/mine' }).then(syncPush, () => {});
}
showPush(document.querySelector('#push'));
