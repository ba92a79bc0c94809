import fc from 'fast-check';
import { Duration } from 'luxon';
import { describe, expect, it } from 'vitest';
import { readCredit, writeCredit } from '../../../../src/web/console/typed/read-credit.ts';
import { readLength, writeLength } from '../../../../src/web/console/typed/read-length.ts';
import { readSpans, writeSpans } from '../../../../src/web/console/typed/read-spans.ts';
import { readTypedDay, readTypedMonth, writeDay } from '../../../../src/web/console/typed/read-typed-day.ts';

const LOCALES = ['de-DE', 'en-GB'];

describe('a length of time as people write it', () => {
  it.each([
    ['5 minutes', 'PT5M'],
    ['5 min', 'PT5M'],
    ['5 Min.', 'PT5M'],
    ['5m', 'PT5M'],
    ['2 h', 'PT2H'],
    ['2 Std', 'PT2H'],
    ['1,5 Stunden', 'PT1H30M'],
    ['0.5 hours', 'PT30M'],
    ['1 h 30 min', 'PT1H30M'],
    ['1 Stunde und 30 Minuten', 'PT1H30M'],
    ['1 hour, 30 minutes', 'PT1H30M'],
    ['90 Minuten', 'PT1H30M'],
    ['1 week', 'P7D'],
    ['2 Wochen', 'P14D'],
    ['1 Tag', 'P1D'],
    ['0,5 Tage', 'PT12H'],
    ['1 Monat', 'P1M'],
    ['12 months', 'P12M'],
    ['45 s', 'PT45S'],
    ['p7d', 'P7D'],
    ['PT30M', 'PT30M'],
    ['0 min', 'PT0S'],
  ])('%s', (typed, iso) => {
    expect(readLength(typed)).toBe(iso);
  });

  it.each(['', '5', 'soon', '5 parsecs', '1,5 months', '5 min or so', '-5 min', '1:30', '5 min '.repeat(40)])(
    '“%s” is none',
    (typed) => {
      expect(readLength(typed)).toBe(typed);
    },
  );

  it('a bare number counts what the field asks for', () => {
    expect(readLength('3', 'minutes')).toBe('PT3M');
    expect(readLength('1.5', 'hours')).toBe('PT1H30M');
  });

  it('is read again as it was written', () => {
    const part = fc.nat(400);
    fc.assert(
      fc.property(part, part, part, part, (days, hours, minutes, seconds) => {
        fc.pre(days + hours + minutes + seconds > 0);
        const iso = Duration.fromObject({ days, hours, minutes, seconds }).toISO();
        for (const locale of LOCALES) {
          const read = Duration.fromISO(readLength(writeLength(iso, locale)));
          expect(read.toMillis()).toBe(Duration.fromISO(iso).toMillis());
        }
      }),
    );
    expect(writeLength('P1M', 'de-DE')).toBe('1 Monat');
    expect(writeLength('P7D', 'en-GB')).toBe('1 week');
    expect(writeLength('rubbish', 'en-GB')).toBe('rubbish');
  });
});

describe('a day as people write it', () => {
  it.each([
    ['24.12.2026', '2026-12-24'],
    ['24. 12. 2026', '2026-12-24'],
    ['1.2.26', '2026-02-01'],
    ['24. Dezember 2026', '2026-12-24'],
    ['3. März 2026', '2026-03-03'],
    ['3 March 2026', '2026-03-03'],
    ['3rd of never', '3rd of never'],
    ['Dec 24, 2026', '2026-12-24'],
    ['24 Dec 2026', '2026-12-24'],
    ['1 Okt. 2026', '2026-10-01'],
    ['2026-12-24', '2026-12-24'],
    ['2026-1-2', '2026-01-02'],
    ['12/24/2026', '2026-12-24'],
    ['24/12/2026', '2026-12-24'],
    ['05/05/2026', '2026-05-05'],
    ['30.02.2026', '2026-02-30'],
    ['', ''],
    ['tomorrow', 'tomorrow'],
    // as spreadsheets and databases hand a day out
    ['31.12.2027 00:00:00', '2027-12-31'],
    ['31.12.2027 0:00', '2027-12-31'],
    ['2027-12-31T00:00:00.000Z', '2027-12-31'],
    ['2027-12-31 00:00:00', '2027-12-31'],
    ['12/31/2027 12:00:00 AM', '2027-12-31'],
    ['2027/12/31', '2027-12-31'],
    ['20271231', '2027-12-31'],
    ['31-Dec-27', '2027-12-31'],
    ['31.12.2027 08:00', '31.12.2027 08:00'],
    ['2027-12-31T23:00:00.000Z', '2027-12-31T23:00:00.000Z'],
    ['27/12/31', '27/12/31'],
    ['2027-12/31', '2027-12/31'],
    ['31122027', '31122027'],
    ['46752', '46752'],
  ])('%s', (typed, day) => {
    expect(readTypedDay(typed)).toBe(day);
  });

  it('is not guessed where it can be two', () => {
    expect(readTypedDay('03/04/2026')).toBe('03/04/2026');
  });

  it('is read again as it was written', () => {
    const instants = fc.date({
      min: new Date('1970-01-01'),
      max: new Date('2099-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, (at) => {
        const day = at.toISOString().slice(0, 10);
        for (const locale of LOCALES) expect(readTypedDay(writeDay(day, locale))).toBe(day);
      }),
    );
  });
});

describe('a credit as people write it', () => {
  it.each([
    ['10%', '10%'],
    ['10 %', '10%'],
    ['2,5 %', '2.5%'],
    ['2.5%', '2.5%'],
    ['250.00 EUR', '250.00 EUR'],
    ['250,00 EUR', '250.00 EUR'],
    ['250 €', '250 EUR'],
    ['€ 250,5', '250.5 EUR'],
    ['1.250,00 eur', '1250.00 EUR'],
    ['1,250.00 USD', '1250.00 USD'],
    ['CHF 90', '90 CHF'],
    ['1.250 EUR', '1.250 EUR'],
    ['EUR 5 %', 'EUR 5 %'],
    ['1e3 EUR', '1e3 EUR'],
    ['250', '250'],
    ['', ''],
  ])('%s', (typed, credit) => {
    expect(readCredit(typed)).toBe(credit);
  });

  it('is read again as it was written', () => {
    for (const credit of ['10%', '2.5%', '250.00 EUR', '1250.05 CHF', ''])
      for (const locale of LOCALES) expect(readCredit(writeCredit(credit, locale))).toBe(credit);
  });
});

describe('a month as people write it', () => {
  it.each([
    ['2026-10', '2026-10'],
    ['10/2026', '2026-10'],
    ['10.2026', '2026-10'],
    ['3-2026', '2026-03'],
    ['Oktober 2026', '2026-10'],
    ['Okt. 2026', '2026-10'],
    ['October 2026', '2026-10'],
    ['März 2026', '2026-03'],
    ['24.12.2026', '24.12.2026'],
    ['2026-10-02', '2026-10-02'],
    ['2026', '2026'],
    ['soon', 'soon'],
    ['', ''],
  ])('%s', (typed, month) => {
    expect(readTypedMonth(typed)).toBe(month);
  });
});

describe('hours as people write them', () => {
  it.each([
    ['9-18', ['09:00-18:00']],
    ['9:00–18:00', ['09:00-18:00']],
    ['9.30 bis 17 Uhr', ['09:30-17:00']],
    ['von 9 Uhr bis 17 Uhr', ['09:00-17:00']],
    ['9 to 17', ['09:00-17:00']],
    ['9am-5pm', ['09:00-17:00']],
    ['12am - 12pm', ['00:00-12:00']],
    ['22-6', ['22:00-06:00']],
    ['0-24', ['00:00-24:00']],
    ['9-12, 13-18', ['09:00-12:00', '13:00-18:00']],
    ['9-12 und 13-18', ['09:00-12:00', '13:00-18:00']],
    ['08:00-18:00; 19:00-20:00', ['08:00-18:00', '19:00-20:00']],
    ['', []],
  ])('%s', (typed, spans) => {
    expect(readSpans(typed)).toEqual(spans);
  });

  it.each(['nine to five', '9', '9-5pm', '13pm-2pm', '9:5-10', '9-'])('“%s” are none', (typed) => {
    expect(readSpans(typed)).toEqual([typed]);
  });

  it('are read again as they were written', () => {
    expect(writeSpans(['09:00-12:00', '13:00-18:00'])).toBe('09:00–12:00, 13:00–18:00');
    expect(readSpans(writeSpans(['09:00-12:00', '22:00-06:00']))).toEqual(['09:00-12:00', '22:00-06:00']);
  });
});
