import type { Store } from "../../store/sql.js";
import { CancelSource } from "../../vendor/cancel-signal.js";
import { type Clock, sleep } from "../../vendor/clock.js";
import { WakeableSleep } from "../../vendor/wakeable-sleep.js";
import { createDeliverer, type DelivererDeps } from "./deliverer.js";
import type { Target } from "./model.js";
import { addTarget, claimTarget, releaseTarget } from "./positions.js";

/** Delivers to one target until it is stopped. */
export interface Runner {
  /** Looks for new messages now. */
  wake(): void;
  /** Waits for a delivery in progress, which takes at most ten seconds. */
  stop(): Promise<void>;
}

/** Also how soon a retry is noticed that another replica has left. */
const POLL_MS = 1_000;
/** Many messages that arrive while a target rests cause no more queries than this allows. */
const SHORTEST_PAUSE_MS = 100;

export function startRunner(
  target: Target,
  deps: DelivererDeps & { readonly store: () => Promise<Store>; readonly clock: Clock },
): Runner {
  const { clock, log } = deps;
  const life = { isKnown: false };
  const stopping = new CancelSource();
  const pause = new WakeableSleep(clock);
  const deliver = createDeliverer(target, deps, () => stopping.aborted);

  /** Whether the target was ours to deliver to. */
  const turn = async (): Promise<boolean> => {
    const store = await deps.store();
    if (!life.isKnown) await addTarget(store, target);
    life.isKnown = true;
    const requestedAt = clock.monotonicMs();
    const claim = await claimTarget(store, target.key, clock.now());
    if (claim === null) return false;
    try {
      await deliver(store, claim, requestedAt);
      return true;
    } finally {
      await releaseTarget(store, claim);
    }
  };
  const running = (async () => {
    while (!stopping.aborted) {
      const wasOurs = await turn().catch((error: unknown) => {
        if (!stopping.aborted) log.trouble(error);
        return false;
      });
      if (!wasOurs) await sleep(clock, SHORTEST_PAUSE_MS, stopping);
      await pause.sleep(POLL_MS);
    }
  })();
  return {
    wake: () => pause.wake(),
    async stop() {
      stopping.abort();
      pause.wake();
      await running;
    },
  };
}
