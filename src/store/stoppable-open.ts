import { type Store, StoreUnavailable } from "./sql.js";

/** Opens the store, as long as it is needed. */
export interface StoppableOpen {
  open(): Promise<Store>;
  /** Ends all waits for a store that is not open yet: making one takes seconds, and a stopping server must not wait for it. */
  stop(): void;
}

export function stoppableOpen(openStore: () => Promise<Store>): StoppableOpen {
  const waits = new Set<(error: Error) => void>();
  let isStopped = false;
  const stopping = () => new StoreUnavailable("The server is stopping.");
  return {
    open: () =>
      new Promise((resolve, reject) => {
        if (isStopped) return reject(stopping());
        waits.add(reject);
        openStore()
          .then(resolve, reject)
          .finally(() => waits.delete(reject));
      }),
    stop() {
      isStopped = true;
      for (const reject of waits) reject(stopping());
    },
  };
}
