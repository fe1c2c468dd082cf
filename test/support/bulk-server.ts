import { readFileSync } from "node:fs";
import type { Simulator } from "../../src/simulator/simulator.js";
import {
  BulkItemsDocument,
  BulkOperationDocument,
  type BulkOperationQuery,
  StartBulkGroupMemberUpdateDocument,
  type StartBulkGroupMemberUpdateInput,
} from "../operations/generated/graphql.js";
import { sendTo } from "./app.js";
import { ServerProcess } from "./graphql-process.js";

export type Operation = NonNullable<BulkOperationQuery["bulkOperation"]>;

/** The environment of a server in front of this simulator. */
export function environmentFor(
  simulator: Pick<Simulator, "url" | "accounts">,
  store: Record<string, string>,
): Record<string, string> {
  const { classin, tencentIm } = simulator.accounts;
  return {
    NODE_ENV: "test",
    PORT: "0",
    ADMIN_PORT: "0",
    DRAIN_SECONDS: "0",
    LOG_LEVEL: "info",
    CLASSIN_URL: simulator.url,
    CLASSIN_SID: classin.sid,
    CLASSIN_SECRET: classin.secret,
    CLASSIN_CALLS_PER_SECOND: "200",
    TENCENT_IM_URL: simulator.url,
    TENCENT_IM_SDK_APP_ID: tencentIm.sdkAppId.toString(),
    TENCENT_IM_SECRET_KEY: tencentIm.secretKey,
    TENCENT_IM_ADMIN: tencentIm.admin,
    ...store,
  };
}

export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** The caller, if access control is on. */
type Headers = Readonly<Record<string, string>>;

/** A server in a process of its own, which a test can kill at any moment. */
export class BulkServer {
  readonly #server: ServerProcess;
  readonly #url: Promise<string>;
  #admin: string | undefined;

  constructor(env: Record<string, string>) {
    this.#server = new ServerProcess(env);
    this.#url = this.#server.url();
  }

  get process() {
    return this.#server.process;
  }

  /** The lines of its log with this message. */
  lines(message: string): Record<string, unknown>[] {
    return this.#server.lines(message);
  }

  get out(): string {
    return this.#server.out + this.#server.err;
  }

  async url(): Promise<string> {
    const url = await this.#url;
    if (url === "undefined") throw new Error(`The server did not start:\n${this.out}`);
    return url;
  }

  async start(input: StartBulkGroupMemberUpdateInput, headers: Headers = {}) {
    const { data } = await sendTo(await this.url(), StartBulkGroupMemberUpdateDocument, { input }, headers);
    if (data == null) throw new Error("The start was not answered.");
    return data.startBulkGroupMemberUpdate;
  }

  /** Starts an operation and returns its id. A slow machine's store may miss its deadline: then it tries again, as a client does. */
  async accept(input: StartBulkGroupMemberUpdateInput, headers: Headers = {}): Promise<string> {
    for (let attempt = 1; ; attempt += 1) {
      const started = await this.start(input, headers);
      if (started.__typename === "StartBulkOperationSuccess") return started.operation.id;
      const mayRetry = started.__typename === "StoreUnavailableError" && input.idempotencyKey != null;
      if (!mayRetry || attempt === 10) throw new Error(JSON.stringify(started));
      await sleep(started.retryAfterSeconds * 1000);
    }
  }

  async operation(id: string, headers: Headers = {}): Promise<Operation> {
    const { data } = await sendTo(await this.url(), BulkOperationDocument, { id }, headers);
    if (data?.bulkOperation == null)
      throw new Error(`There is no operation ${id}.\n${this.out.slice(-2000)}`);
    return data.bulkOperation;
  }

  async end(id: string, withinMs: number, headers: Headers = {}): Promise<Operation> {
    const until = performance.now() + withinMs;
    for (;;) {
      const operation = await this.operation(id, headers);
      if (operation.finishedAt != null) return operation;
      if (performance.now() > until) throw new Error(`It did not end: ${JSON.stringify(operation)}`);
      await sleep(200);
    }
  }

  /** Reads every item, page by page. */
  async items(id: string) {
    const items: MemberItem[] = [];
    for (let after: string | null = null; ;) {
      const variables: { id: string; first: number; after: string | null } = { id, first: 100, after };
      const { data } = await sendTo(await this.url(), BulkItemsDocument, variables);
      const operation = data?.bulkOperation;
      if (operation?.__typename !== "GroupMemberUpdateOperation") throw new Error("No such operation.");
      items.push(...operation.members.nodes);
      if (!operation.members.pageInfo.hasNextPage) return items;
      after = operation.members.pageInfo.endCursor ?? null;
    }
  }

  /** Reads a number from `/metrics`. */
  async metric(name: string): Promise<number> {
    await this.url();
    // Read once: parsing a long log repeatedly would block this process, and the simulator runs in it.
    this.#admin ??= String(this.#server.lines("listening")[0]?.["admin"]);
    const text = await (await fetch(new URL("/metrics", this.#admin))).text();
    return Number(new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1]);
  }

  /** The megabytes that the process uses. */
  memoryMb(): number {
    const status = readFileSync(`/proc/${this.process.pid}/status`, "utf8");
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024);
  }

  async kill(signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) this.process.kill(signal);
    await this.#server.ended;
  }
}

export interface MemberItem {
  readonly groupId: string;
  readonly userId: string;
  readonly attempts: number;
  readonly outcome: string;
  readonly result?: { readonly __typename: string } | null;
}

/** How often a change of this member reached the vendor and was or may have been applied. */
export function changesMade(simulator: {
  readonly calls: Pick<Simulator["calls"], "list">;
}): Map<string, Record<string, unknown>[]> {
  const made = new Map<string, Record<string, unknown>[]>();
  for (const { body, answered } of simulator.calls.list({ operation: "modify_group_member_info" })) {
    const isRefused =
      "code" in answered ? Number(answered.code) !== 0 : answered.fault !== "(client went away)";
    if (isRefused) continue;
    const change = body as Record<string, unknown>;
    const userId = String(change["Member_Account"]);
    made.set(userId, [...(made.get(userId) ?? []), change]);
  }
  return made;
}
