import { plural } from '../plural.ts';

export const makeWords = {
  make: {
    name: 'Name',
    nameHint: 'What people see. The key is made from it and stays the same.',
    nameHintOld: 'What people see. If empty, they see the key.',
    nameRule: 'Enter a name of at most 200 characters on one line.',
    copyOf: (name: string) => `${name} (copy)`,
    copy: 'Copy',
    retire: 'Retire',
    retireTitle: (name: string) => `Retire “${name}”?`,
    retireText:
      'It can no longer be chosen. Earlier tickets still follow it, and everything stays on record.',
    overridesLeft: (count: number) =>
      `${plural(count, 'override that is still to come goes', 'overrides that are still to come go')} with it.`,
    needed: 'Not yet: it is still in use. Choose something else in each of these places first.',
    lastPlan:
      'Not yet: this is the only plan, and callers who cannot be identified are served under it. Add another one first.',
    moreUses: (count: number) => `… and ${count} more`,
    use: { customer: 'Customer', plan: 'Plan', policy: 'Escalation policy' },
    add: {
      calendars: 'Add a calendar',
      plans: 'Add a plan',
      schedules: 'Add a schedule',
      escalations: 'Add an escalation policy',
    },
    addTitle: {
      calendars: 'New calendar',
      plans: 'New plan',
      schedules: 'New schedule',
      escalations: 'New escalation policy',
    },
    firstNeeded: {
      plans: 'A plan needs an escalation policy: add one first.',
      schedules: 'A schedule needs engineers: add one first.',
      customers: 'A customer needs a plan and a calendar: add both first.',
    },
    none: {
      customers: 'No customers yet.',
      plans: 'No plans yet.',
      calendars: 'No calendars yet.',
      engineers: 'No engineers yet.',
    },
    done: { added: 'Added.', retired: 'Retired.' },
    copyText: 'Copy',
    copied: 'Copied',
    print: 'Print',
  },
  supervisors: {
    title: 'Supervisors’ phones',
    about: 'Called when nobody else can be reached',
    intro: 'They are told by SMS or call of everything that puts a promise at risk.',
    phone: (number: number) => `Phone ${number}`,
    name: (number: number) => `Name of phone ${number}`,
    hint: 'Empty lines are ignored.',
    none: 'No phones yet. Without them nobody is told when a ticket finds no engineer.',
    optedOut:
      'Its owner sent STOP, so the carrier delivers no SMS to it. It rings for tickets, but notices by SMS do not arrive. Only they can undo that: by sending START from this phone to the hotline’s number.',
    textless: (count: number) =>
      count === 1
        ? 'A supervisors’ phone has opted out of SMS: notices do not arrive there.'
        : `${count} supervisors’ phones have opted out of SMS: notices do not arrive there.`,
    more: 'More lines',
    rule: 'Enter at least one valid landline or mobile number, each once, such as +49 30 23125 000.',
    nameRule: 'A name of at most 200 characters on one line.',
  },
  importing: {
    title: 'Customers from a table',
    open: 'From a table',
    intro:
      'Customers and contacts from a spreadsheet, one contact per line. Nothing is saved until you have seen what changes.',
    file: 'CSV file',
    fileHint: 'As your spreadsheet saves it, at most 2 MB and 5000 lines.',
    look: 'See what changes',
    template: 'Download a template',
    templateName: 'customers.csv',
    columns: [
      'Customer number',
      'Customer',
      'Plan',
      'Calendar',
      'Valid from',
      'Valid until',
      'TAM',
      'Deputy',
      'Contact',
      'Phone 1',
      'Phone 2',
      'Language',
    ],
    example: [
      '100999',
      'Example Ltd',
      '',
      '',
      '2026-01-01',
      '2027-12-31',
      '',
      '',
      'Erin Example',
      '+49 30 23125 199',
      '',
      'English',
    ],
    refused: {
      'too-large': 'This file is larger than 2 MB. Split it, and send the parts one after the other.',
      unreadable: 'No file arrived. Choose a CSV file and send it again.',
      workbook:
        'This is a spreadsheet’s own file. Save it as CSV in your spreadsheet (File, Save as, CSV UTF-8), and send that.',
      damaged:
        'Letters are lost in this file: it was cut off, or put together from several. Save the table as CSV once more, and send that.',
    },
    preview: 'What changes',
    customers: (of: { added: number; changed: number; unchanged: number }) =>
      `Customers: ${of.added} new, ${of.changed} changed, ${of.unchanged} unchanged`,
    contacts: (of: { added: number; changed: number; unchanged: number }) =>
      `Contacts: ${of.added} new, ${of.changed} changed, ${of.unchanged} unchanged`,
    kind: { new: 'new', changed: 'changed', unchanged: 'unchanged' },
    heads: ['Line', 'What', 'Customer number', 'Name'],
    more: (count: number) => `… and ${count} more`,
    nothingNew: 'Nothing changes.',
    pins: (count: number) =>
      `${plural(count, 'new contact gets a PIN', 'new contacts get a PIN each')}. PINs are shown once, right after saving.`,
    noPins: 'No new PINs.',
    handOut: 'How the PINs are handed out',
    byPrint: (all: number) => `On a list to print: all ${all}`,
    byText: (texts: number, rest: number) =>
      rest === 0
        ? `By text message: ${texts}, each to their own mobile`
        : `By text message: ${texts}, each to their own mobile; on a list to print: ${rest}, who have none`,
    byTextHint:
      'Texts go out right after saving, about one a second. Nobody is sent a PIN on a phone that others use.',
    save: 'Save',
    faulty: 'Nothing was saved. Correct these lines in the table and send it again.',
    moreFaults: (count: number) => `… and ${plural(count, 'further fault', 'further faults')}`,
    line: (line: number) => `Line ${line}:`,
    tooManyRows: (most: number) => `More than ${most} lines. Split the table.`,
    faults: {
      columns: 'there is no column with customer numbers. Call one “Customer number”.',
      empty: 'the table has no lines.',
      open: 'a quotation mark (") opens a cell here and is never closed. Close it, or remove it.',
      long: 'there is more in this line than the first line has columns for. A cell that holds a comma or semicolon needs quotation marks around it.',
      seats: 'the customer has more contacts than its plan has seats.',
      unreached:
        'the plan promises more than the calendar opens in ten years. Choose another calendar or plan.',
      twice: 'this contact is in the table twice.',
      differs: 'this customer has other details further up.',
      erased:
        'this person was erased at their own request. If they are back, give them a seat in the console.',
    },
    fields: {
      number: 'Customer number',
      name: 'Customer',
      plan: 'Plan',
      calendar: 'Calendar',
      'valid.from': 'Valid from',
      'valid.until': 'Valid until',
      tam: 'TAM',
      deputy: 'Deputy',
      contact: 'Contact',
      phones: 'Phone',
      language: 'Language',
    },
    cellFaults: {
      doubled: 'two columns tell it, and differ in this line. Keep one.',
      shortened:
        'your spreadsheet has shortened this number (E+), and its last digits are lost. Format the column as text, and enter it again.',
      zeros:
        'this is the number of another customer but for zeros in front, which spreadsheets leave out. Format the column as text, and enter the number in full.',
      'was-anothers':
        'this was the number of a customer who has left, and whose tickets and reports stay under it. Choose another. If it is the same customer under a new name, enter the old name, and rename it then.',
    },
    leftColumns: (heads: string[], rest: number) =>
      `Nothing is read from these columns: ${heads.map((head) => `“${head}”`).join(', ')}${rest > 0 ? `, and ${rest} more` : ''}. The template has the names of all that are read.`,
    saving: 'PINs are being made. Please leave this page open: nothing is saved until all are done.',
    progress: (done: number, all: number) => `${done} of ${all} PINs`,
    overtaken:
      'Nothing was saved: somebody changed the directory in the meantime, or saving failed. Please send the table again.',
    saved: (customers: number, contacts: number) =>
      `Saved: ${plural(customers, 'customer', 'customers')}, ${plural(contacts, 'contact', 'contacts')}.`,
    pinsTitle: 'The new PINs',
    pinsText: 'This is the only time they are shown. Tell each to its owner, and to nobody else.',
    pinHeads: ['Customer', 'Contact', 'PIN'],
    pinsOfRest: 'These contacts have no mobile of their own.',
    textsGo: (count: number) =>
      `${plural(count, 'text with a PIN is', 'texts with PINs are')} on the way. Each PIN works as soon as its text arrives.`,
    textsSee: 'See whether they arrive',
    textsTitle: 'Texts with PINs',
    textsWaiting: (count: number) => `${plural(count, 'text', 'texts')} still to go out.`,
    textsUnreached:
      'These contacts did not get theirs, as far as we know. Give each a new PIN at their seat:',
  },
  firstSteps: {
    title: 'First steps',
    intro: 'What the hotline needs before its first call. Take the steps in this order.',
    allDone: 'Everything is there. The hotline is ready.',
    tooEarly:
      'Calls already arrive, but no ticket can be opened before there is a calendar and a plan. Until then callers hear an apology and are put through to the first phone of the supervisors; without one they leave a message, which stands in the call log.',
    left: (count: number) => `${plural(count, 'step', 'steps')} left`,
    next: (go: string) => `Next: ${go}`,
    open: 'open',
    done: 'done',
    boardLink: (count: number) => `First steps: ${plural(count, 'step', 'steps')} left`,
    steps: {
      number: {
        title: 'Telephone number',
        text: 'The number of the hotline, set in HOTLINE_NUMBER.',
        practice: 'This is the practice line: you do not need a number yet.',
        go: 'Practice line',
      },
      supervisors: {
        title: 'Supervisors’ phones',
        text: 'Who is told when nobody else can be reached.',
        go: 'Enter phones',
      },
      engineers: { title: 'Engineers', text: 'Who is paged, and on which phones.', go: 'Add an engineer' },
      schedules: { title: 'Schedule', text: 'Who is on call when.', go: 'Add a schedule' },
      escalations: {
        title: 'Escalation policy',
        text: 'Who is paged at which point of the response window.',
        go: 'Add an escalation policy',
      },
      calendars: { title: 'Calendar', text: 'Business hours and holidays.', go: 'Add a calendar' },
      plans: { title: 'Plan', text: 'What is promised for each severity.', go: 'Add a plan' },
      customers: { title: 'First customer', text: 'Who has a contract.', go: 'Add a customer' },
      contacts: {
        title: 'First contact with a PIN',
        text: 'Who may call for the customer.',
        go: 'Give a seat to somebody',
      },
      call: {
        title: 'Test call',
        text: 'Call the hotline and use this PIN: the ticket appears on the board.',
        go: 'To the board',
      },
    },
  },
};
