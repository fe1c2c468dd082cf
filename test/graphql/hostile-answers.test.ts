import { describe, expect, test } from "vitest";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import type { Fault } from "../../src/simulator/simulator.js";
import { SyncClassNicknamesDocument, UpdateGroupMemberDocument } from "../operations/generated/graphql.js";
import { type Answer, startApp, type TestApp } from "../support/app.js";
import { FakeClock } from "../support/fake-clock.js";
import { sharedApp } from "../support/graphql-suite.js";
import { outwait } from "../support/outwait.js";

const school = aSchool({ courses: [aCourse({ id: "561294" })], groups: [aGroup({ id: "group-1" })] });
const MIB = 2 ** 20;
/** Far below the largest body, which must not be read to its end, and far above what network buffers hold. */
const MOST_SENT_BYTES = 150 * MIB;
/** Gateways time out after this. */
const GATEWAY_TIMEOUT_MS = 25_000;

const CANARY = "vendor-text-4711";
const MEMBER = { groupId: "group-1", userId: "student_001" };
const NEVER_SHOWN = [CANARY, "nginx", "DOCTYPE", "Bad Gateway", "http://", "localhost", "xxxxxxxx"];

const typeOf = (answer: Answer): string => {
  const [only] = Object.values(answer.data ?? {}) as { __typename?: string }[];
  return only?.__typename ?? String(answer.errors[0]?.extensions["code"]);
};

/** The requests, and for each the vendor call that fails. */
const REQUESTS = {
  read: {
    operation: "get_group_info",
    vendor: "tencent-im",
    send: (app: TestApp) => app.send('{ group(id: "group-1") { __typename name } }'),
  },
  rename: {
    operation: "modify_group_member_info",
    vendor: "tencent-im",
    send: (app: TestApp) => app.send(UpdateGroupMemberDocument, { input: { ...MEMBER, nameCard: "Lin Ya" } }),
  },
  mute: {
    operation: "modify_group_member_info",
    vendor: "tencent-im",
    send: (app: TestApp) => app.send(UpdateGroupMemberDocument, { input: { ...MEMBER, muteForSeconds: 60 } }),
  },
  sync: {
    operation: "modifyGroupMemberNickname",
    vendor: "classin",
    send: (app: TestApp) => app.send(SyncClassNicknamesDocument, { courseId: "561294" }),
  },
} as const;
type RequestName = keyof typeof REQUESTS;
type Outcomes = Readonly<Record<RequestName, string>>;

/** The answer cannot be read: a read fails, and no lookup shows that a change was made. */
const UNREADABLE: Outcomes = {
  read: "VENDOR_UNAVAILABLE",
  rename: "VendorUnavailableError",
  mute: "VendorUnavailableError",
  sync: "VendorUnavailableError",
};
/** A lookup in Tencent IM shows that the change was made. ClassIn has no such lookup. */
const UNREADABLE_BUT_MADE: Outcomes = {
  ...UNREADABLE,
  rename: "UpdateGroupMemberSuccess",
  mute: "UpdateGroupMemberSuccess",
};
const LOST: Outcomes = {
  read: "VENDOR_UNAVAILABLE",
  rename: "OutcomeUnknownError",
  mute: "OutcomeUnknownError",
  sync: "OutcomeUnknownError",
};
const LOST_BUT_MADE: Outcomes = { ...UNREADABLE_BUT_MADE, sync: "OutcomeUnknownError" };
const REJECTED: Outcomes = {
  read: "VENDOR_REJECTED",
  rename: "VendorRejectedError",
  mute: "VendorRejectedError",
  sync: "VendorRejectedError",
};
const FINE: Outcomes = {
  read: "Group",
  rename: "UpdateGroupMemberSuccess",
  mute: "UpdateGroupMemberSuccess",
  sync: "SyncClassNicknamesSuccess",
};

const raw =
  (tencentIm: string, classin: string) =>
  (request: RequestName): Fault => ({
    kind: "raw",
    body: REQUESTS[request].vendor === "classin" ? classin : tencentIm,
  });
const always = (fault: Fault) => (): Fault => fault;

const HOSTILE: readonly (readonly [string, (request: RequestName) => Fault, Outcomes])[] = [
  ["HTML in a 200", always({ kind: "html" }), UNREADABLE],
  ["truncated JSON", always({ kind: "truncate" }), UNREADABLE],
  ["an empty body", always({ kind: "empty" }), UNREADABLE],
  ["a byte order mark", always({ kind: "bom" }), FINE],
  ["garbage after the JSON", always({ kind: "trailing-garbage" }), UNREADABLE],
  ["a flood of headers", always({ kind: "header-flood" }), UNREADABLE],
  ["300 MB", always({ kind: "huge" }), UNREADABLE],
  ["a gzip bomb", always({ kind: "gzip", bytes: 20 * MIB }), UNREADABLE_BUT_MADE],
  ["a redirect", always({ kind: "redirect" }), UNREADABLE],
  ["another content type", always({ kind: "wrong-content-type" }), FINE],
  ["a reset before the change is made", always({ kind: "reset" }), LOST],
  ["a reset in the middle of the answer", always({ kind: "reset-mid-body" }), LOST],
  ["a reset after the change is made", always({ kind: "reset", stage: "after" }), LOST_BUT_MADE],
  [
    "FAIL with code 0",
    raw(
      `{"ActionStatus":"FAIL","ErrorCode":0,"ErrorInfo":"${CANARY}"}`,
      `{"error_info":{"errno":0,"error":"${CANARY}"}}`,
    ),
    REJECTED,
  ],
  [
    "OK with a code",
    raw(
      `{"ActionStatus":"OK","ErrorCode":10004,"ErrorInfo":"${CANARY}"}`,
      `{"data":1,"error_info":{"errno":100,"error":"${CANARY}"}}`,
    ),
    REJECTED,
  ],
  [
    "a code as a string",
    raw(
      `{"ActionStatus":"FAIL","ErrorCode":"10004","ErrorInfo":"${CANARY}"}`,
      `{"error_info":{"errno":"100","error":"${CANARY}"}}`,
    ),
    REJECTED,
  ],
  [
    "a code that a double cannot hold exactly",
    raw(
      `{"ActionStatus":"FAIL","ErrorCode":9007199254740993,"ErrorInfo":"${CANARY}"}`,
      `{"error_info":{"errno":9007199254740993,"error":"${CANARY}"}}`,
    ),
    REJECTED,
  ],
];

type Wait = (answer: Promise<Answer>) => Promise<Answer>;

async function expectOutcome(
  app: TestApp,
  request: RequestName,
  fault: Fault,
  outcome: string,
  wait: Wait = (answer) => answer,
): Promise<void> {
  app.simulator.faults.add({ operation: REQUESTS[request].operation, ...fault });
  const sentBefore = app.simulator.sentBytes();
  const answer = await wait(REQUESTS[request].send(app) as Promise<Answer>);
  expect({ status: answer.status, type: typeOf(answer) }).toEqual({ status: 200, type: outcome });
  for (const echo of NEVER_SHOWN) {
    expect(answer.text).not.toContain(echo);
    // Other messages may contain the server's own address, which it logs at its start.
    for (const message of ["vendor call", "vendor call failed", "vendor call refused", "operation"])
      expect(JSON.stringify(app.log.with(message))).not.toContain(echo);
  }
  expect(app.log.text).not.toContain(CANARY);
  expect(app.simulator.sentBytes() - sentBefore).toBeLessThan(MOST_SENT_BYTES);
}

const app = await sharedApp({ school });

describe.for(HOSTILE)("an answer of %s", ([, faultFor, outcomes]) => {
  test.for(Object.keys(REQUESTS) as RequestName[])(
    "gives a %s the right type, and none of the vendor's text",
    async (request) => {
      await expectOutcome(app, request, faultFor(request), outcomes[request]);
    },
  );
});

/** These take as long as an operation may. The clock is fake, and advances once the vendor was called. */
test.for<[string, Fault, Outcomes]>([
  ["silence", { kind: "silence" }, LOST],
  ["a body that drips", { kind: "drip", everyMs: 500 }, LOST],
])("an answer of %s ends in time", async ([, fault, outcomes]) => {
  await Promise.all(
    (Object.keys(REQUESTS) as RequestName[]).map(async (request) => {
      const clock = new FakeClock(undefined, { passesMs: 20 });
      await using app = await startApp({ school, clock });
      const startedAt = clock.monotonicMs();
      await expectOutcome(app, request, fault, outcomes[request], (answer) => outwait(app, clock, answer));
      expect(clock.monotonicMs() - startedAt).toBeLessThanOrEqual(GATEWAY_TIMEOUT_MS);
    }),
  );
});
