/** The smallest change that closes a hole. Times are local ones, `2026-11-24T08:00`. */
export type Mend =
  | { key: 'staff-schedule'; schedule: string; from: string; until: string; timezone: string }
  | { key: 'page-earlier'; policy: string }
  | { key: 'page-engineers'; policy: string }
  | { key: 'name-manager' }
  | { key: 'move-absence' }
  | { key: 'open-calendar'; calendar: string };

/** What is to be done, in a sentence: as the command line and the JSON have it. */
export function sayMend(mend: Mend): string {
  switch (mend.key) {
    case 'staff-schedule':
      return `Put somebody on call in schedule ${mend.schedule} from ${mend.from} until ${mend.until} (${mend.timezone}).`;
    case 'page-earlier':
      return `Let the first step of policy ${mend.policy} page earlier: at 0%.`;
    case 'page-engineers':
      return `Let a step of policy ${mend.policy} page engineers: a schedule, an engineer or tam.`;
    case 'name-manager':
      return 'Give these customers a technical account manager or a deputy, or let a step page a schedule.';
    case 'move-absence':
      return 'Move one of these absences, give the customers a deputy who is there, or let a step page a schedule.';
    case 'open-calendar':
      return `Open calendar ${mend.calendar} again: no hours lie ahead, so no deadline can be computed.`;
  }
}
