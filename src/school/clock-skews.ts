import type { Log } from "../telemetry/log.js";
import { ClockSkew } from "../vendor/clock-skew.js";
import type { Clock } from "../vendor/clock.js";
import type { Vendor } from "../vendor/failure.js";

/** How far this server's clock is from each vendor's. A large difference is logged. */
export const createSkews = (log: Log, clock: Clock): Readonly<Record<Vendor, ClockSkew>> => ({
  classin: new ClockSkew(clock, warnOfClock(log, "ClassIn")),
  "tencent-im": new ClockSkew(clock, warnOfClock(log, "Tencent IM")),
});

function warnOfClock(log: Log, vendor: string): (skewMs: number) => void {
  return (vendorClockAheadMs) =>
    log.warn(
      { vendorClockAheadMs },
      `This server's clock and ${vendor}'s differ by ${Math.round(Math.abs(vendorClockAheadMs) / 1000)} s. The vendor refuses signatures whose time is too far off: set the clock by NTP`,
    );
}
