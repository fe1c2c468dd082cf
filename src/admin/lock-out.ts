import type { VendorHealth } from "../vendor/circuit/health.js";
import type { Clock } from "../vendor/clock.js";

/** The vendor's guard decides whether a call is really made: after a minute, then ever less often. */
const LOOK_EVERY_MS = 15_000;

/**
 * A server that is locked out is not ready, so no request comes by which it could find out that the lock is lifted, and it
 * would stay unready for ever. So it asks by itself: `ask` calls something harmless of the vendor that locks out.
 * The returned function ends it.
 */
export function askWhileLockedOut(
  clock: Clock,
  deps: { health: () => readonly VendorHealth[]; ask: () => Promise<unknown> },
): () => void {
  let callOff = () => {};
  const look = () => {
    if (deps.health().some(({ lockedOutBy }) => lockedOutBy !== null)) void deps.ask().catch(() => undefined);
    callOff = clock.after(LOOK_EVERY_MS, look);
  };
  callOff = clock.after(LOOK_EVERY_MS, look);
  return () => callOff();
}
