import fc from "fast-check";
import { expect, test } from "vitest";
import { lastMoment } from "../../src/names/keep/daily.js";

const HOUR = 3_600_000;
const at = (text: string): Date => new Date(text);
const last = (now: string, minutes: number, zone: string): string =>
  lastMoment(at(now), { minutes, zone }).toISOString();

test.each([
  // The same moment counts.
  ["2026-11-20T03:30:00.000Z", 210, "UTC", "2026-11-20T03:30:00.000Z"],
  ["2026-11-20T03:29:59.999Z", 210, "UTC", "2026-11-19T03:30:00.000Z"],
  ["2026-11-20T00:00:00.000Z", 210, "Asia/Shanghai", "2026-11-19T19:30:00.000Z"],
  ["2026-11-20T19:30:00.000Z", 210, "Asia/Shanghai", "2026-11-20T19:30:00.000Z"],
  ["2026-11-20T12:00:00.000Z", 0, "Pacific/Kiritimati", "2026-11-20T10:00:00.000Z"],
  ["2026-11-20T12:00:00.000Z", 1439, "Pacific/Pago_Pago", "2026-11-20T10:59:00.000Z"],
  // In Berlin, clocks skip 02:30 on this day. It is the moment after.
  ["2026-03-29T12:00:00.000Z", 150, "Europe/Berlin", "2026-03-29T01:30:00.000Z"],
  // And here 02:30 comes twice.
  ["2026-10-25T12:00:00.000Z", 150, "Europe/Berlin", "2026-10-25T01:30:00.000Z"],
  ["2026-10-26T12:00:00.000Z", 150, "Europe/Berlin", "2026-10-26T01:30:00.000Z"],
])("at %s, the last minute %i of a day in %s was %s", (now, minutes, zone, expected) => {
  expect(last(now, minutes, zone)).toBe(expected);
});

test("the last moment is never in the future, at most 25 hours ago, and the same until the next one", () => {
  const zones = ["UTC", "Asia/Shanghai", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe"];
  fc.assert(
    fc.property(
      fc.date({ min: at("2026-01-01"), max: at("2028-01-01"), noInvalidDate: true }),
      fc.integer({ min: 0, max: 1439 }),
      fc.constantFrom(...zones),
      (now, minutes, zone) => {
        const moment = lastMoment(now, { minutes, zone });
        const ageMs = now.getTime() - moment.getTime();
        expect(ageMs).toBeGreaterThanOrEqual(0);
        expect(ageMs).toBeLessThanOrEqual(25 * HOUR);
        expect(lastMoment(moment, { minutes, zone })).toEqual(moment);
      },
    ),
  );
});
