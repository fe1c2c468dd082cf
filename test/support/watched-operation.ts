import { randomUUID } from "node:crypto";
import { compose, type Gateway, startHiveGateway } from "../../demo/gateway.js";
import { gatewayConfigFrom } from "../../ops/gateways/hive-gateway.config.js";
import { startOperation } from "../../src/bulk/api/start.js";
import { buildSubgraph } from "../../src/graphql/schema.js";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { studentAccount } from "../../src/simulator/names.js";
import type { Store } from "../../src/store/sql.js";
import { storeProvider } from "../../src/store/store.js";
import { startApp, type TestApp } from "./app.js";
import { type EventStream, subscribeTo } from "./event-stream.js";
import { NO_EVENTS, storeFolder } from "./store.js";

const COUNT = 3;

/** Class Groups behind the demo's gateway, and a client that watches an operation. The operation makes no progress until the test allows it. */
export interface WatchedOperation extends AsyncDisposable {
  readonly app: TestApp;
  readonly gateway: Gateway;
  readonly stream: EventStream;
  /** One more item ends, as if another replica had processed it. */
  endItem(): Promise<void>;
  /** Lets this server process the rest. */
  goOn(): Promise<void>;
}

export async function watchOperation(): Promise<WatchedOperation> {
  const folder = await storeFolder();
  const provider = storeProvider({ databaseUrl: undefined, folder: folder.path, events: NO_EVENTS });
  const app = await startApp({
    provider,
    school: aSchool({ groups: [aGroup({ id: "group-1", members: COUNT + 1 })] }),
  });
  const gateway = await startHiveGateway(
    compose([{ name: "class-groups", url: app.url, sdl: buildSubgraph().sdl }]),
    0,
    gatewayConfigFrom({ NODE_ENV: "development" }),
  );
  const store = await provider.open();
  const id = await startElsewhere(store);
  const stream = await subscribeTo(
    gateway.url,
    `subscription { bulkOperationProgressed(id: "${id}") { state finishedAt progress { succeeded } } }`,
    {},
  );
  return {
    app,
    gateway,
    stream,
    endItem: () => store.rows("update bulk_operations set succeeded = succeeded + 1").then(() => undefined),
    async goOn() {
      await store.rows("update bulk_operations set succeeded = 0");
      await store.rows("update bulk_chunks set lease_until = null");
    },
    async [Symbol.asyncDispose]() {
      await stream[Symbol.asyncDispose]();
      await gateway.close();
      await app.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

/** An operation whose work another replica has leased indefinitely. */
async function startElsewhere(store: Store): Promise<string> {
  const leasing: Store = {
    ...store,
    transaction: (work) =>
      store.transaction(async (tx) => {
        const done = await work(tx);
        await tx.rows("update bulk_chunks set lease_until = 'infinity'");
        return done;
      }),
  };
  const started = await startOperation(leasing, {
    kind: "group-member-update",
    targets: Array.from({ length: COUNT }, (_, index) => ({
      groupId: "group-1",
      userId: studentAccount(index + 1),
      nameCard: `card ${index}`,
    })),
    caller: null,
    idempotencyKey: randomUUID(),
  });
  if (!started.ok) throw new Error("The operation was not started.");
  return started.value.id;
}
