import { plural } from '../plural.ts';

export const monthlyWords = {
  monthly: {
    /** of the list in the console */
    listTitle: 'Monthly reports',
    listLead: 'What was promised and kept, month by month.',
    goesTo: (address: string) => `Sent each month to ${address}.`,
    goesNowhere: 'Not sent: no e-mail address is entered for this customer.',
    noMail: 'Not sent: this installation has no mail server (SMTP_URL).',
    runs: 'not over yet',
    notSent: 'not sent',
    status: {
      planned: 'on its way',
      sending: 'being sent',
      sent: 'sent',
      refused: 'refused by the mail server',
      unknown: 'perhaps sent: the mail server did not answer',
      overdue: 'overdue: not sent yet',
    },
    sentAt: (at: string, to: string) => `sent ${at} to ${to}`,
    unsent: (count: number) =>
      `${plural(count, 'monthly report was', 'monthly reports were')} not sent in time:`,
    differing: (count: number) =>
      `${plural(count, 'monthly report that was sent is no longer right', 'monthly reports that were sent are no longer right')}:`,
    differs:
      'The report that was sent says something else: since then a promise of this month has turned out kept or missed. Sent again, the customer has it as it stands here.',
    differsShort: 'no longer right',
    sendNow: 'Send now',
    sendAgain: 'Send again',
    print: 'To print: your browser’s print dialog makes a PDF of it.',
    asHtml: 'Download (HTML)',
    asJson: 'Download (JSON)',
    done: {
      sent: 'The report is on its way.',
      remedy: 'Saved.',
      'no-mail': 'There is no mail server, or no address for this customer, so nothing was sent.',
      running: 'This month is not over yet: its report can be sent when it is.',
      empty: 'Please write 1 to 2,000 characters.',
      'changed-meanwhile':
        'Somebody has saved something else meanwhile; it stands in the report below. Your text is still in its field: if you save it, it takes the place of the other.',
    },
    remedyFor: (number: string, due: string) => `What was done about ticket ${number} (due ${due})`,
    remedyHint: 'The customer reads it in the report.',
    remedySave: 'Save',
    /** of the report itself, which customers read */
    title: 'Service report',
    under: 'Art. 9 of Delegated Regulation (EU) 2024/1773',
    article: {
      indicators: 'Performance indicators · Art. 9(2)(b)',
      delivery: 'Service delivery report · Art. 9(2)(a)',
      misses: 'Incident report · Art. 9(2)(a)',
      credit: 'Measures where service levels are not met · Art. 9(1)',
      objections: 'Other relevant information · Art. 9(2)(c)',
      signatures: 'Other relevant information · Art. 9(2)(c)',
      security: 'Report on ICT security · Art. 9(2)(a)',
      continuity: 'Report on business continuity · Art. 9(2)(a)',
      evidence: 'Integrity and authenticity · Art. 9(1)',
    },
    heading: {
      indicators: 'How promises were kept',
      delivery: 'All tickets',
      misses: 'Missed deadlines',
      credit: 'Credit',
      objections: 'Objections, reopened tickets and later changes',
      signatures: 'Signature changes',
      security: 'Who may call',
      continuity: 'Availability of the line',
      evidence: 'Evidence',
    },
    customer: (number: string) => `Customer number ${number}`,
    plan: (plan: string) => `Plan: ${plan}`,
    made: (at: string) => `As of ${at}`,
    zone: (zone: string) => `All times in ${zone}`,
    soFar: 'The month is not over yet: figures can still change.',
    kept: (kept: number, all: number) =>
      all === 0
        ? 'No answer was due in this month.'
        : `${kept} of ${plural(all, 'answer', 'answers')} given in time.`,
    counts: 'These are the tickets whose deadline falls in this month.',
    due: 'due',
    head: {
      ticket: 'Ticket',
      opened: 'First ring',
      due: 'Due',
      answered: 'Answered',
      took: 'Took',
      result: 'Result',
      cause: 'Cause',
      late: 'Late by',
      remedy: 'Remedy',
      stage: 'Stage',
      at: 'When',
    },
    noTickets: 'No tickets in this month.',
    cut: (count: number) => `The first ${count} tickets are listed; the figures count all of them.`,
    open: 'not yet',
    countsIn: (month: string) => `counts in ${month}`,
    notDue: 'not due yet',
    withdrawn: 'closed before it was due',
    how: 'How the deadlines come about',
    changed: (at: string, from: string, to: string) => `Severity changed ${at}: from ${from} to ${to}.`,
    kind: { problem: 'problem or request', signature: 'signature change' },
    noMisses: 'Every deadline was met.',
    noRemedy: 'None recorded yet.',
    noCredit: 'The plan has no rule for credit.',
    share: (value: string) => `${value} of the monthly fee`,
    rule: (perMiss: string, atMost: string | null) =>
      atMost === null
        ? `Rule of the plan: ${perMiss} for each missed deadline.`
        : `Rule of the plan: ${perMiss} for each missed deadline, at most ${atMost}.`,
    noneDue: 'No deadline was missed, so no credit is due.',
    noneByRule:
      'No credit is due: the tickets whose deadline was missed were opened under a plan or rule that gives none.',
    creditDue: (misses: number, due: string) =>
      `${plural(misses, 'deadline was', 'deadlines were')} missed. Credit due: ${due}.`,
    capped: 'This is the highest credit the plan gives.',
    objected: (number: string, at: string) => `Ticket ${number}: objection by the customer, ${at}`,
    reopened: (number: string, at: string) => `Ticket ${number}: reopened by us, ${at}`,
    changedLater: (
      number: string,
      { at, from, to }: { at: string; from: number; to: number },
      month: string,
      result: string,
    ) =>
      `Ticket ${number}: severity changed from ${from} to ${to}, ${at}, after the month in which it counts (${month}: ${result})`,
    noObjections: 'None.',
    version: (version: string) => `version ${version}`,
    noSignatures: 'None.',
    seats: (taken: number, all: number) =>
      `${taken} of ${plural(all, 'named contact', 'named contacts')} ${taken === 1 ? 'has' : 'have'} a PIN.`,
    seatsNow: 'As of the day of this report.',
    availability: (of: { share: string; drills: number; failed: number; unknownMinutes: number }) => {
      const hours = Math.round(of.unknownMinutes / 60);
      const unknown =
        hours === 0
          ? ''
          : ` For about ${plural(hours, 'hour', 'hours')} of the month nothing is known, since there were no such calls.`;
      return `The hotline calls itself to see that calls get through: in this month ${plural(of.drills, 'call', 'calls')}, of which ${of.drills - of.failed} came through. By this measure the line was open ${of.share} of the time measured.${unknown}`;
    },
    notMeasured: 'The availability of the line was not measured in this month.',
    calls: (count: number) => `${plural(count, 'call', 'calls')} from you reached the hotline.`,
    foundLater: (count: number) =>
      count === 0
        ? 'The call lists of our carrier showed no call that had not reached us.'
        : `The call lists of our carrier showed ${plural(count, 'call', 'calls')}, of all customers, that had not reached us at first.`,
    noContract: (from: string, until: string) =>
      `No contract is on record for this month: the present one runs from ${from} to ${until}.`,
    noneDueYet: 'No answer has fallen due in this month so far.',
    notDueYet: (count: number) =>
      `${plural(count, 'answer is', 'answers are')} still to come, and not due yet:`,
    dueAt: (number: string, at: string) => `Ticket ${number}, due ${at}`,
    earlierRule: 'Tickets opened under another plan or rule',
    keepCheckpoint:
      'Please keep this text. With it you can check at any time that nothing was rewritten before it was signed: on the page /evidence of the hotline.',
    runningCheckpoint:
      'The newest signed state of the ledger. That of the month follows once the month is closed.',
    receipts:
      'Each ticket below has a receipt. The address /receipts/ with the receipt behind it tells where it stands in the ledger.',
    receipt: (receipt: string) => `Receipt ${receipt}`,
    mail: {
      subject: (customer: string, month: string) => `Service report ${month}: ${customer}`,
      text: (month: string) =>
        `Hello,\n\nYour service report for ${month} is attached: as a page to read and print, and as data (JSON).\n\nIf anything in it is not as you experienced it, please reply to this e-mail.\n`,
    },
  },
};
