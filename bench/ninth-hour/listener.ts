import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { request } from "undici";
import { simulatedVendors } from "../../demo/vendors.js";
import { freePort } from "../shipped-server.js";

/** Where a server receives webhooks. Its store is a new folder. */
export interface Listener extends AsyncDisposable {
  readonly url: string;
  readonly env: Readonly<Record<string, string>>;
}

const TOKEN = "the-token-of-the-bench";
/** Creating the store takes seconds. Until then no event is stored. */
const STORED_WITHIN_MS = 120_000;

export async function listenerFor(): Promise<Listener> {
  const [folder, port] = await Promise.all([mkdtemp(join(tmpdir(), "class-groups-bench-")), freePort()]);
  return {
    url: `http://127.0.0.1:${port}`,
    env: { DATA_DIR: folder, WEBHOOKS_PORT: `${port}`, TENCENT_IM_WEBHOOK_TOKEN: TOKEN },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Sends one event of a group that no request reads, as happens all day in a school. The server relies on events after it. */
export async function sendEvent({ url }: Listener): Promise<void> {
  const until = performance.now() + STORED_WITHIN_MS;
  while (!(await isStored(url).catch(() => false))) {
    if (performance.now() > until) throw new Error("The server did not store the event.");
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function isStored(url: string): Promise<boolean> {
  const requestTime = String(Math.floor(Date.now() / 1000));
  const query = new URLSearchParams({
    SdkAppid: simulatedVendors(url)["TENCENT_IM_SDK_APP_ID"] ?? "",
    RequestTime: requestTime,
    Sign: createHash("sha256")
      .update(TOKEN + requestTime)
      .digest("hex"),
  });
  const event = {
    CallbackCommand: "Group.CallbackAfterGroupInfoChanged",
    GroupId: "another",
    EventTime: Date.now(),
  };
  const response = await request(`${url}/tencent-im?${query}`, {
    method: "POST",
    body: JSON.stringify(event),
  });
  await response.body.dump();
  return response.statusCode === 200;
}
