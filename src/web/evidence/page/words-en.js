const MEMBERS_EN = {
  openedAt: 'opened',
  respondBy: 'promised by',
  answeredAt: 'answered',
  answeredBy: 'answered by',
  acknowledgedAt: 'acknowledged',
  acknowledgedBy: 'acknowledged by',
  missedAt: 'missed',
  closedAt: 'closed',
  reopenedAt: 'reopened',
  severity: 'severity',
  status: 'state',
  plan: 'plan',
  calendar: 'calendar',
  customerNumber: 'customer number',
};

const manyEn = (count, one) => `${count} ${one}${count === 1 ? '' : 's'}`;
const memberEn = (name) => MEMBERS_EN[name] ?? name;
const saidEn = (value) => (value === 'null' ? 'nothing' : value);

/** Which fact: “opened” of ticket 4711, of 5 Oct 2026, 11:00. */
const factEn = ({ ticket, kind, index }, time) =>
  `${kind === undefined ? 'a fact' : `“${kind}”`}${ticket === undefined ? '' : ` of ticket ${ticket}`}` +
  `${time === undefined ? '' : `, ${time}`} (fact ${index} of the ledger)`;

export const EN = {
  name: 'en',
  ofTicket: (ticket) => `Ticket ${ticket}`,
  ofMonth: (customer, month) => `Customer ${customer}, ${month}`,
  title: 'Check a proof file',
  intro:
    'This page checks whether the times you are told of your tickets are those that were written down at the time. It works without a network: your file stays on this device.',
  language: 'Language',
  drop: 'Choose a proof file, or drop it here',
  dropHint: 'A file of the type .json; the text of an older checkpoint can be dropped as well.',
  own: 'What you have from elsewhere',
  ownHint: 'Without it the file can be checked only against itself.',
  key: 'The key of the ledger',
  keyHint: 'From your contract or a letter; also at /.well-known/hotline-log-key of the hotline.',
  older: 'A checkpoint that you kept earlier',
  olderHint:
    'A short text with a signature at its end. With it you see that nothing before it was rewritten.',
  save: 'Save this page, to check without us',
  means: 'What this proves',
  meansText:
    'Whoever keeps the ledger signs its state. A file that holds agrees with that state in each value it shows. That no second ledger was kept beside it is proven only by the checkpoint that you kept yourself: keep one each month.',
  busy: 'Checking …',
  good: 'The file holds',
  goodText: 'Every value that it shows is what was written down.',
  unknownKey: 'The file holds, by its own key',
  unknownKeyText: 'Whose key that is you can tell only by comparing it with the one you have from elsewhere:',
  bad: 'The file does not hold',
  unread: 'This could not be checked',
  state: (time, size) => `State of the ledger: ${time}, ${manyEn(size, 'fact')}.`,
  continued: (time) => `Nothing was rewritten since your checkpoint of ${time}.`,
  notCompared: 'It was not compared with an older checkpoint.',
  orders: ({ first, last }) => `Facts ${first} to ${last} of this customer, without a gap.`,
  closed: ({ facts, tickets, first }) =>
    `The month was closed with ${manyEn(facts, 'fact')} from number ${first} on, and ${manyEn(tickets, 'ticket')}: all of them are here. The month after begins with ${first + facts + 1}.`,
  notClosed:
    'The month is not closed in this file: what came before its first and after its last fact may be missing.',
  stamped: ({ authority, time, size, signer = 'no name', isSigned }) =>
    `${authority} says that the state with ${manyEn(size, 'fact')} was there at ${time}. ${
      isSigned
        ? `Checked: the stamp is of this state, and signed by the certificate in it (“${signer}”), which is one for time stamps and was valid then. Who issued that certificate was not checked: “openssl ts -verify” does.`
        : 'Checked: the stamp is of this state. Its signature was not checked: the certificate is missing, or the browser does not know the method. “openssl ts -verify” does.'
    }`,
  afterwards: (count) =>
    `Entered afterwards: ${manyEn(count, 'fact')}, older than the ledger. It proves only that nothing was changed since.`,
  unproven: ({ ticket, member: name }) =>
    `Ticket ${ticket}: “${memberEn(name)}” is told, but not proven by the file.`,
  more: (count) => `and ${count} more`,
  caption: (count, zone) => `${manyEn(count, 'ticket')}, times in ${zone}`,
  columns: {
    number: 'Ticket',
    severity: 'Severity',
    opened: 'Opened',
    by: 'Promised by',
    answered: 'Answered',
    verdict: 'Promise',
  },
  kept: 'kept',
  missedBy: (time) => `missed by ${time}`,
  missed: 'missed',
  open: 'still open',
  none: 'not answered',
  factsAsked: 'facts asked for',
  notShown: 'not shown',
  course: (count) => `What happened: ${manyEn(count, 'fact')}`,
  duration: (days, hours, minutes) =>
    [days > 0 && `${days} d`, hours > 0 && `${hours} h`, `${minutes} min`].filter(Boolean).join(' '),
  faults: {
    empty: () => 'The file is empty.',
    'too-large': () => 'The file is larger than 64 MiB. No proof file is; ask for a shorter period.',
    'not-text': () => 'This is not a text file, so no proof file. Choose the file as you received it.',
    'not-json': () => 'This is no proof file: it is not JSON. Choose the file as you received it.',
    'cut-short': () => 'The file is cut short: its end is missing. Fetch it again.',
    'other-file': () => 'This is JSON, but no proof file of a hotline.',
    'other-format': ({ format }) =>
      `The file has the format “${format}”, this page reads “hotline-proof/v1”. Fetch the page anew.`,
    'said-twice': () => 'The file says something twice: what it means depends on what reads it.',
    damaged: ({ where }) => `The file is damaged, or was changed: “${where}” is not as it has to be.`,
    'key-unreadable': () => 'A key in the file is damaged, or was changed.',
    'own-key-unreadable': () =>
      'The key that you entered is not complete. It has three parts with + between: name, eight digits or letters, a long text.',
    'note-unreadable': () => 'The signed state of the ledger in the file is damaged, or was changed.',
    'signature-wrong': () =>
      'A signature in the file is wrong: what it signs was changed, or somebody else signed it.',
    'signed-by-other': () => 'The signed state in the file is not signed with the key of the file.',
    'other-origin': ({ origin }) => `The signed state is that of another ledger: ${origin}.`,
    'handover-broken': () => 'The change from the old key to the new one is not vouched for in the file.',
    'other-installation': ({ yours, theirs }) =>
      `The file is of another installation: of ${theirs}, and your key of ${yours}.`,
    'other-key': ({ theirs }) =>
      `The file is signed with another key than yours: ${theirs}. Ask why, and do not rely on the file.`,
    'not-secure': () =>
      'The browser does not check signatures on an unencrypted page. Save this page and open it from your disk.',
    'no-ed25519': () =>
      'This browser cannot check signatures by Ed25519. Use a newer one, or: hotline evidence verify FILE --key KEY',
    'older-unreadable': ({ why }) =>
      why === 'signed-by-other'
        ? 'Your older checkpoint is signed with another key: it is of another installation, or the ledger was begun anew.'
        : 'Your older checkpoint is not complete, or was changed. It ends with an empty line and one with the signature.',
    'older-is-newer': ({ time }) =>
      `Your checkpoint of ${time} is newer than the file. Fetch the file again, and compare that one.`,
    'no-way': ({ time }) =>
      `The file leads back to other checkpoints, not to yours of ${time}. Ask for a file that was made with it (--since).`,
    rewritten: ({ time }) =>
      `The ledger was rewritten: what it had signed in your checkpoint of ${time} is not in it any more. Keep both files.`,
    'told-otherwise': ({ ticket, member: name, said: told, was }) =>
      `Ticket ${ticket}, “${memberEn(name)}”: told is ${saidEn(told)}, written down was ${saidEn(was)}.`,
    'unknown-ticket': ({ ticket }) => `Ticket ${ticket} is told, but the file has no fact of it.`,
    changed: (about, time) => `Changed, or never in the ledger: ${factEn(about, time)}.`,
    twice: (about, time) => `Twice, or not in its order: ${factEn(about, time)}.`,
    chain: (about, time) => `Does not follow the customer’s fact before it: ${factEn(about, time)}.`,
    gap: ({ from, to }) => `Left out: after fact ${from} of this customer comes fact ${to}.`,
    'month-facts': ({ first, facts, found }) =>
      `Left out: the month was closed with ${manyEn(facts, 'fact')} from number ${first} on, and the file has ${found} of them.`,
    'month-tickets': ({ tickets, found }) =>
      `Left out: the month was closed with ${manyEn(tickets, 'ticket')}, and the file has ${found} of them.`,
    'stamp-unreadable': ({ authority }) => `The time stamp of ${authority} is damaged, or is none.`,
    'stamp-of-other': ({ authority }) =>
      `The time stamp of ${authority} is not of the state that it stands beside, or of another time.`,
    'stamp-signature': ({ authority }) =>
      `The time stamp of ${authority} is not signed by the certificate in it, or that one was not valid for it.`,
    hidden: ({ names, ...about }, time) =>
      `Withheld: ${factEn(about, time)} does not show “${names}”. Only what somebody wrote or said may be.`,
    untold: ({ ticket }) =>
      `Left out: ticket ${ticket} was opened in this month, and the file does not tell of it.`,
    scope: () => 'The heading of the file is not that of its tickets.',
  },
};
