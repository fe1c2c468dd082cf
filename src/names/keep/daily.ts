/** A time of day in a time zone. */
export interface DailyTime {
  /** Minutes since midnight. */
  readonly minutes: number;
  /** A name of the IANA database, such as `Asia/Shanghai`. */
  readonly zone: string;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** The last moment, now or earlier, at which it was this time of day. */
export function lastMoment(now: Date, daily: DailyTime): Date {
  const today = Math.floor((now.getTime() + offsetOf(now, daily.zone)) / DAY_MS);
  // On days on which clocks change, today's moment may also be tomorrow's date in UTC.
  for (const day of [today + 1, today, today - 1]) {
    const moment = momentOf(day, daily);
    if (moment <= now.getTime()) return new Date(moment);
  }
  return new Date(momentOf(today - 2, daily));
}

/** When it is this time on a local day, which is counted from 1970. A time that clocks skip is the moment after. */
function momentOf(day: number, { minutes, zone }: DailyTime): number {
  const local = day * DAY_MS + minutes * MINUTE_MS;
  const guess = local - offsetOf(new Date(local), zone);
  return local - offsetOf(new Date(guess), zone);
}

/** How far local time is ahead of UTC, in milliseconds. */
function offsetOf(at: Date, zone: string): number {
  const second = Math.floor(at.getTime() / 1000) * 1000;
  const parts = new Map(
    formatOf(zone)
      .formatToParts(second)
      .map(({ type, value }) => [type, Number(value)] as const),
  );
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
  const local = Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
    part("second"),
  );
  return local - second;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formats.set(zone, format);
  return format;
}
