import type { VendorHealth } from "../vendor/circuit/health.js";
import type { Clock } from "../vendor/clock.js";

/** The vendor's guard decides whether a call is sent: one minute after the lock-out, then less and less often. */
const CHECK_EVERY_MS = 15_000;

/**
 * Calls the vendor while it locks this server out, to notice when the lock-out ends. A locked-out server is not ready and
 * gets no requests, so without these calls it would stay unready for ever. `ask` must make a harmless call.
 * The returned function stops the checks.
 */
export function askWhileLockedOut(
  clock: Clock,
  deps: { health: () => readonly VendorHealth[]; ask: () => Promise<unknown> },
): () => void {
  let cancel = () => {};
  const check = () => {
    if (deps.health().some(({ lockedOutBy }) => lockedOutBy !== null)) void deps.ask().catch(() => undefined);
    cancel = clock.after(CHECK_EVERY_MS, check);
  };
  cancel = clock.after(CHECK_EVERY_MS, check);
  return () => cancel();
}
