import type { Sql, Store } from "../../store/sql.js";
import type { Clock } from "../../vendor/clock.js";
import { WakeableSleep } from "../../vendor/wakeable-sleep.js";
import type { RelayState, Target } from "./model.js";

/** Reads regularly how all targets fare, since another replica may deliver to them. */
export interface RelayWatch {
  /** As of at most ten seconds ago, or of the last time that the store answered. Empty before that. */
  readonly states: () => readonly RelayState[];
  stop(): Promise<void>;
}

const EVERY_MS = 10_000;
/** Bounds the cost of counting. */
const MAX_WAITING_COUNTED = 10_000;

interface Row {
  readonly target: string;
  readonly failing_since: Date | null;
  readonly failure: string | null;
  readonly waiting: number;
}

export function watchRelays(
  targets: readonly Target[],
  deps: { store: () => Promise<Store>; clock: Clock; onTrouble: (error: unknown) => void },
): RelayWatch {
  const { clock } = deps;
  const life = { isStopping: false };
  const pause = new WakeableSleep(clock);
  let known: ReadonlyMap<string, Row> = new Map();

  const read = async () => {
    known = await readRows(await deps.store(), targets);
  };
  const running = (async () => {
    while (!life.isStopping) {
      await read().catch((error: unknown) => {
        if (!life.isStopping) deps.onTrouble(error);
      });
      await pause.sleep(EVERY_MS);
    }
  })();
  return {
    states: () =>
      targets.flatMap(({ key, name }, index) => {
        const row = known.get(key);
        return row === undefined ? [] : [{ name, place: index + 1, ...stateOf(row, clock.now()) }];
      }),
    async stop() {
      life.isStopping = true;
      pause.wake();
      await running;
    },
  };
}

async function readRows(sql: Sql, targets: readonly Target[]): Promise<ReadonlyMap<string, Row>> {
  const rows = await sql.rows<Row>(
    `select target, failing_since, failure,
       (select count(*) filter (where ahead.verified) from (
          select verified from webhook_messages where number > relay.position order by number limit $2
        ) as ahead)::float8 as waiting
     from webhook_relays relay where target in (select jsonb_array_elements_text($1::jsonb))`,
    [JSON.stringify(targets.map(({ key }) => key)), MAX_WAITING_COUNTED],
  );
  return new Map(rows.map((row) => [row.target, row]));
}

function stateOf(row: Row, now: Date): Omit<RelayState, "name" | "place"> {
  const since = row.failing_since;
  return {
    waiting: row.waiting,
    failingSeconds: since === null ? 0 : Math.max(0, (now.getTime() - since.getTime()) / 1000),
    failure: row.failure,
  };
}
