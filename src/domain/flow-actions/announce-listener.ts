import { flowOf } from '../calls/run-flow.ts';
import { announcementOf } from '../flow/flow.ts';
import { createAnnouncement } from '../listening/create-announcement.ts';
import { findTalkOfListener } from '../listening/find-talk-of-listener.ts';
import { changeListener } from '../listening/listener-store.ts';
import { defineAction } from './action.ts';

/** A person has pressed the key: whoever talks is told first. */
export const announceListener = defineAction(
  {
    announcing: {},
    over: {},
  },
  async (deps, { tx, now, call, visit, script }) => {
    const listening = await findTalkOfListener(tx, call);
    const states = Object.values(flowOf(script, visit).states);
    const words = states.map(announcementOf).find((prompt) => prompt !== undefined);
    if (!listening || !words || !deps.hotline.listeningIn) return { outcome: 'over' };
    const { listener, talk } = listening;
    if (listener.announcementId === null)
      await changeListener(tx, listener.id, {
        announcementId: await createAnnouncement({ tx, now }, talk, words),
      });
    return { outcome: 'announcing' };
  },
);
