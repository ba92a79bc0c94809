import type { Router } from 'express';
import {
  findAnnouncement,
  languagesOfTalk,
  noteAnnouncement,
} from '../../domain/listening/announcement-store.ts';
import { settleAnnouncement } from '../../domain/listening/create-announcement.ts';
import { logFailure } from '../../platform/log-failure.ts';
import { strictRouter } from '../../platform/strict-router.ts';
import { announcementTwiml } from '../../telephony/twilio/announcement-twiml.ts';
import { announcementForm, conferenceForm } from '../../telephony/twilio/conference-form.ts';
import { createFormReader } from '../../telephony/twilio/form-reader.ts';
import { EMPTY_TWIML } from '../../telephony/twilio/twiml.ts';
import { sendMarkup, stageOf } from './answer-leg.ts';
import { takeReport } from './take-report.ts';
import { uuidOf } from './uuid-of.ts';
import type { VoiceDeps } from './voice-routes.ts';

/** What is said into a talk, and how that went. It is about a room and no leg. */
export function talkRoutes(parts: VoiceDeps): Router {
  const { database, now, log, carrier } = parts;
  const requests = createFormReader(announcementForm, carrier.accountSid);
  const reports = createFormReader(conferenceForm, carrier.accountSid);
  const routes = strictRouter();

  routes.post('/announcement/:id', requests.require, async (request, response) => {
    const id = uuidOf(request.params.id);
    try {
      sendMarkup(response, id === null ? EMPTY_TWIML : await wordsOf(parts, id));
    } catch (error) {
      // nothing is said, and so nobody joins by it
      logFailure(log, { err: error, announcement: id }, 'an announcement could not be made in a call');
      sendMarkup(response, EMPTY_TWIML);
    }
  });

  routes.post(
    '/conference',
    reports.require,
    takeReport(log, async (request) => {
      const { announcement: how, announceUrl } = reports.of(request);
      const id = uuidOf(/\/announcement\/([^/?#]+)/.exec(announceUrl)?.[1]);
      if (how === null || id === null) return;
      await database.transaction((tx) => settleAnnouncement({ tx, now: now() }, id, how));
    }),
  );
  return routes;
}

/** Words that are handed out are on record as such; where a language has none, it is as if nobody had asked. */
async function wordsOf(parts: VoiceDeps, id: string): Promise<string> {
  const { database, runner, now } = parts;
  const announcement = await findAnnouncement(database, id);
  if (!announcement || announcement.failedAt !== null) return EMPTY_TWIML;
  const languages = await languagesOfTalk(database, announcement.attemptId);
  const stage = stageOf(parts, runner.scripts.current);
  const { twiml, isSaid } = announcementTwiml(stage, announcement.prompt, languages);
  if (isSaid) await noteAnnouncement(database, id, 'fetched', now());
  return twiml;
}
