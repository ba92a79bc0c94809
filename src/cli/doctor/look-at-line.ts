import type { Config } from '../../app/config.ts';
import { contactsByPhone } from '../../domain/customers/customer-store.ts';
import type { DrillLine } from '../../domain/drill/drill.ts';
import { readLineStanding } from '../../domain/drill/line-standing.ts';
import { engineersByPhone } from '../../domain/oncall/engineers/engineer-store.ts';
import { supervisorPhones } from '../../domain/oncall/supervisors-store.ts';
import { houseZone } from '../../domain/paging/house-zone.ts';
import type { Db } from '../../platform/db/database.ts';
import { wordsOf } from '../../web/console/words/index.ts';
import { sayInZone } from '../support/say-in-zone.ts';
import { type Finding, fault, ok, warning } from './finding.ts';

const ABOUT = 'line';

const FAULTS = wordsOf('en').board.drillFaults;

const RUN_BOOK = 'See HotlineLineClosed in docs/run-book.md.';

/** Whether the hotline reaches itself by drill calls, where it makes any. */
export async function lookAtLine(db: Db, { drills }: Pick<Config, 'drills'>, now: Date): Promise<Finding[]> {
  if (!drills) return [];
  const people = [
    ...(await contactsByPhone(db, drills.number, now)),
    ...(await engineersByPhone(db, drills.number)),
  ].map(({ name }) => name);
  if ((await supervisorPhones(db)).includes(drills.number)) people.push('the supervisors');
  return [...people.map((name) => takenForDrill(name, drills)), await lookAtStanding(db, now)];
}

function takenForDrill(name: string, { number }: DrillLine): Finding {
  return fault(
    ABOUT,
    `${number} is a phone of ${name}, whose calls are taken for drills and hung up on`,
    'Take another number of the account as DRILL_NUMBER, that nobody calls from.',
  );
}

async function lookAtStanding(db: Db, now: Date): Promise<Finding> {
  const line = await readLineStanding(db, now);
  const zone = await houseZone(db);
  const since = line.since && sayInZone(line.since, zone);
  switch (line.state) {
    case 'open':
      return ok(ABOUT, `a drill call came through, ${since}`);
    case 'doubted':
      return warning(ABOUT, `a drill call did not come through, ${since}: ${FAULTS[line.fault]}`, RUN_BOOK);
    case 'closed':
      return fault(ABOUT, `no drill call since ${since} has come through: ${FAULTS[line.fault]}`, RUN_BOOK);
    case 'untried':
      return warning(
        ABOUT,
        since === null ? 'no drill call has been made yet' : `no drill call was made since ${since}`,
        'Is a worker running, with DRILL_NUMBER?',
      );
  }
}
