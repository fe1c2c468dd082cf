import type { Store } from "../../store/sql.js";
import type { Clock } from "../../vendor/clock.js";
import { WakeableSleep } from "../../vendor/wakeable-sleep.js";
import { type ProcessDeps, processMessages } from "./processor.js";

/** Processes stored messages, until it is stopped. */
export interface Processing {
  /** Looks for messages now. */
  wake(): void;
  /** Resolves when the transaction in progress has ended. */
  stop(): Promise<void>;
}

/** Finds the messages of other replicas that died, and those whose next try is due. */
const POLL_MS = 1_000;

export function startProcessing(
  deps: Omit<ProcessDeps, "store"> & {
    readonly open: () => Promise<Store>;
    readonly clock: Clock;
    readonly onTrouble: (error: unknown) => void;
  },
): Processing {
  const pause = new WakeableSleep(deps.clock);
  const life = { isStopping: false };
  const run = async (): Promise<void> => {
    while (!life.isStopping) {
      let processed = 0;
      try {
        processed = await processMessages({ ...deps, store: await deps.open() });
      } catch (error) {
        if (!life.isStopping) deps.onTrouble(error);
      }
      if (processed === 0 && !life.isStopping) await pause.sleep(POLL_MS);
    }
  };
  const running = run();
  return {
    wake: () => pause.wake(),
    stop() {
      life.isStopping = true;
      pause.wake();
      return running;
    },
  };
}
