import type { Store } from "../../store/sql.js";
import type { Log } from "../../telemetry/log.js";
import type { Clock } from "../../vendor/clock.js";
import type { RelaySettings } from "../settings.js";
import type { RelayObserver, RelayState } from "./model.js";
import { releaseAllTargets } from "./positions.js";
import { poster } from "./post.js";
import { relayLog } from "./relay-log.js";
import { startRunner } from "./runner.js";
import { messageSigner } from "./sign.js";
import { targetsOf } from "./targets.js";
import { watchRelays } from "./watch.js";

/** Sends every verified message of `webhook_messages` to the relay targets. */
export interface Relay {
  /** Call it after messages were stored. Messages that other processes stored are found within a second. */
  wake(): void;
  /** How the targets fare, as of at most ten seconds ago. Does no I/O. */
  readonly states: () => readonly RelayState[];
  /** Waits for deliveries in progress, which take at most ten seconds. Repeats nothing that was delivered. */
  stop(): Promise<void>;
}

export interface RelayDeps {
  readonly settings: RelaySettings;
  /** Tells this school's messages from those of other schools at a target. It must stay the same. */
  readonly source: string;
  /** Called for each use, so that a store that could not be opened is tried again. */
  readonly store: () => Promise<Store>;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly observer?: RelayObserver | undefined;
}

const NO_OBSERVER: RelayObserver = {
  target: () => undefined,
  delivery: () => undefined,
  givenUp: () => undefined,
};

/** Each target has its own runner and connection, so a target that is down delays no other. */
export function startRelay(deps: RelayDeps): Relay {
  const { settings, clock, random, observer = NO_OBSERVER } = deps;
  if (settings.urls.length === 0)
    return { wake: () => undefined, states: () => [], stop: () => Promise.resolve() };
  if (settings.secret === undefined) throw new Error("The relay needs a secret to sign messages.");

  const log = relayLog(deps.log);
  const store = withoutOldLeases(deps.store);
  const sign = messageSigner(settings.secret, deps.source);
  const targets = targetsOf(settings.urls);
  const started = targets.map((target) => {
    observer.target(target.name);
    const mayBePrivate = settings.privateHosts.includes(target.url.hostname);
    const toTarget = poster(target, { clock, mayBePrivate });
    const runner = startRunner(target, { store, clock, random, sign, observer, log, poster: toTarget });
    return { runner, toTarget };
  });
  const watch = watchRelays(targets, { store, clock, onTrouble: (error) => log.trouble(error) });
  return {
    wake() {
      for (const { runner } of started) runner.wake();
    },
    states: watch.states,
    async stop() {
      await Promise.all([watch.stop(), ...started.map(({ runner }) => runner.stop())]);
      await Promise.all(started.map(({ toTarget }) => toTarget.close()));
    },
  };
}

/** Only one process uses an embedded store, so nobody waits for a lease that an earlier run left there. */
function withoutOldLeases(open: () => Promise<Store>): () => Promise<Store> {
  let released: Promise<void> | undefined;
  return async () => {
    const store = await open();
    if (store.isShared) return store;
    released ??= releaseAllTargets(store).catch((error: unknown) => {
      released = undefined;
      throw error;
    });
    await released;
    return store;
  };
}
