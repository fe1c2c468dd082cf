import { bench, describe } from "vitest";
import { signClassin } from "../src/classin/sign.js";
import { createLoaders } from "../src/graphql/loaders.js";
import { ok } from "../src/result.js";
import type { TencentImClient } from "../src/tencent-im/client.js";
import type { GroupProfile } from "../src/tencent-im/model.js";
import { createUserSigs } from "../src/tencent-im/user-sig.js";
import { callContext } from "../src/vendor/call-context.js";
import { systemClock } from "../src/vendor/clock.js";
import { ownLimiter } from "../src/vendor/rate-limit/rate-limiter.js";

/** Parts of a request without sockets or GraphQL. */
describe("signing", () => {
  const options = { sdkAppId: 1_400_000_001, secretKey: "not-a-secret", admin: "administrator" };
  const userSigs = createUserSigs({ ...options, clock: systemClock });
  bench("a UserSig, cached", () => {
    userSigs.current();
  });
  bench("a UserSig, made anew", () => {
    userSigs.drop(userSigs.current());
    userSigs.current();
  });
  const now = new Date();
  bench("ClassIn's safeKey", () => {
    signClassin("not-a-secret", now);
  });
});

describe("rate limiting", () => {
  const context = callContext(systemClock, { timeoutMs: 3_600_000 });
  // Faster than this machine, so that no call waits for a permit.
  const free = ownLimiter({ callsPerSecond: 1e9, clock: systemClock });
  bench("a permit that is free", async () => {
    const permit = await free.acquire(context);
    if (permit.ok) permit.value.release("not-sent");
  });
  const timeIsUp = callContext(systemClock, { timeoutMs: 0 });
  bench("a permit that would come too late", async () => {
    await free.acquire(timeIsUp);
  });
});

/** Only what the loader returns for the fields above. */
const profile = (id: string): GroupProfile =>
  ({ id, name: "Algebra", type: "PUBLIC", memberCount: 31 }) as Partial<GroupProfile> as GroupProfile;

describe("loading", () => {
  const ids = Array.from({ length: 100 }, (_, index) => `group-${index}`);
  const reads = new Map(ids.map((id) => [id, ok(profile(id))]));
  // Without the vendor, this measures gathering keys and matching answers.
  const tencentIm = { groups: () => Promise.resolve(reads) } as Partial<TencentImClient> as TencentImClient;
  const fields = new Set(["name", "type", "memberCount"] as const);
  bench("100 groups through the loader", async () => {
    const loaders = createLoaders(tencentIm, callContext(systemClock), "request");
    await Promise.all(ids.map((id) => loaders.group({ id, fields })));
  });
});
