import { absenceWords } from './absences.ts';
import { accountWords } from './account.ts';
import { auditWords } from './audit.ts';
import { boardWords } from './board.ts';
import { callsWords } from './calls.ts';
import { caseWords } from './case.ts';
import { customerWords } from './customers.ts';
import { dealingWords } from './dealings.ts';
import { registryWords } from './directory.ts';
import { dutyWords } from './duty.ts';
import { emergencyWords } from './emergencies.ts';
import { explainWords } from './explain.ts';
import { feedWords } from './feeds.ts';
import { figuresWords } from './figures.ts';
import { makeWords } from './make.ts';
import { mineWords } from './mine.ts';
import { monthlyWords } from './monthly.ts';
import { playerWords } from './player.ts';
import { privacyWords } from './privacy.ts';
import { readinessWords } from './readiness.ts';
import { rehearsalWords } from './rehearsal.ts';
import { requestWords } from './requests.ts';
import { ruleWords } from './rules.ts';
import { rotaWords } from './schedules.ts';
import { searchWords } from './search.ts';
import { secondFactorWords } from './second-factor.ts';
import { shiftWords } from './shifts.ts';
import { singleSignOnWords } from './single-sign-on.ts';
import { textWords } from './texts.ts';
import { ticketWords } from './ticket.ts';
import { ticketListWords } from './tickets.ts';
import { tokensWords } from './tokens.ts';
import { updateWords } from './updates.ts';
import { usersWords } from './users.ts';
import { wallsWords } from './walls.ts';

/** The words of the console; what they are in English says what another language has to have. */
export const en = {
  language: 'en',
  locale: 'en-GB',
  name: 'English',
  product: 'Priority hotline',
  nav: {
    board: 'Board',
    mine: 'My app',
    tickets: 'Tickets',
    calls: 'Calls',
    figures: 'Figures',
    registry: 'Directory',
    audit: 'Audit trail',
    users: 'Users',
    privacy: 'Privacy',
    practice: 'Practice line',
    skip: 'Skip to content',
    account: 'Account',
    sessions: 'Where you are signed in',
    password: 'Change password',
    secondFactor: 'Second factor',
    signOut: 'Sign out',
    mainMenu: 'Main menu',
    languageMenu: 'Language',
  },
  roles: {
    supervisor: 'Supervisor',
    engineer: 'Engineer',
    administrator: 'Administrator',
    auditor: 'Auditor',
  },
  errors: {
    notFound: 'There is nothing here',
    notFoundText: 'The address may be mistyped, or what was here no longer exists.',
    forbidden: 'Not for your role',
    forbiddenText: 'Your role does not include this. An administrator can change it.',
    crossSite: 'This request did not come from this page',
    crossSiteText: 'It was refused for safety. Open the page again and repeat what you did.',
    doneBefore: 'This has been done already',
    doneBeforeText:
      'The first press counted; only its answer was lost. Check before you do it again. A password or PIN that it would have shown has to be made anew.',
    broken: 'Something went wrong',
    brokenText: 'The fault has been logged. Please try again in a moment.',
    databaseAway: 'The database does not answer',
    databaseAwayText:
      'Calls are still answered and put through. This page comes back as soon as the database does.',
    busy: 'Very busy just now',
    busyText: 'Many people are trying to sign in at once. Please try again in a few seconds.',
    tooLong: 'That is too much at once',
    tooLongText: 'So much text is not taken here. Please shorten it, or send it in parts.',
    kept: 'What you entered is kept in this window: on the page you came from, it stands in its form again.',
    keptForm:
      'This is what you had entered when something came between. Please check whether it is saved already; if not, send it again.',
    keptText:
      'Something came between while it was being saved, and the form is no longer here. This is what you had entered:',
    toForm: 'Back to the form',
    noRecording: 'The carrier does not have this recording, or cannot deliver it right now.',
    back: 'To the board',
  },
  ...absenceWords,
  ...accountWords,
  ...boardWords,
  ...caseWords,
  ...ticketWords,
  ...ticketListWords,
  ...monthlyWords,
  ...playerWords,
  ...privacyWords,
  ...callsWords,
  ...emergencyWords,
  ...explainWords,
  ...feedWords,
  ...figuresWords,
  ...auditWords,
  ...dealingWords,
  ...dutyWords,
  ...registryWords,
  ...makeWords,
  ...mineWords,
  ...customerWords,
  ...ruleWords,
  ...updateWords,
  ...readinessWords,
  ...rehearsalWords,
  ...requestWords,
  ...usersWords,
  ...wallsWords,
  ...textWords,
  ...tokensWords,
  ...rotaWords,
  ...searchWords,
  ...secondFactorWords,
  ...shiftWords,
  ...singleSignOnWords,
};

export type Words = typeof en;
