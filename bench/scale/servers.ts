import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Simulator } from "../../src/simulator/simulator.js";
import { BulkServer, environmentFor } from "../../test/support/bulk-server.js";
import { type Postgres, startPostgres } from "../../test/support/postgres.js";

/** So small that Node collects before what is left over could be taken for growth; a server that grew would end. */
const HEAP = "--max-old-space-size=128";

/** Servers as processes of their own, in front of the simulator. */
export interface Servers extends AsyncDisposable {
  readonly all: readonly BulkServer[];
  readonly first: BulkServer;
  /** Null where the store is the embedded one. */
  readonly postgres: Postgres | null;
}

/** One server with the embedded store, or so many replicas on a PostgreSQL. */
export async function startServers(simulator: Simulator, replicas: number | "embedded"): Promise<Servers> {
  const postgres = replicas === "embedded" ? null : await startPostgres();
  const folder = await mkdtemp(join(tmpdir(), "class-groups-scale-"));
  const store: Record<string, string> =
    postgres === null
      ? { DATA_DIR: join(folder, "data") }
      : { DATABASE_URL: postgres.url, REPLICAS: String(replicas) };
  const all = Array.from(
    { length: replicas === "embedded" ? 1 : replicas },
    () => new BulkServer({ ...environmentFor(simulator, store), NODE_OPTIONS: HEAP }),
  );
  await Promise.all(all.map((server) => server.url()));
  const [first] = all;
  if (first === undefined) throw new Error("No server.");
  return {
    all,
    first,
    postgres,
    async [Symbol.asyncDispose]() {
      await Promise.all(all.map((server) => server.kill("SIGTERM")));
      await postgres?.[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
