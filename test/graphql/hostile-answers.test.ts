import { describe, expect, test } from "vitest";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import type { Fault } from "../../src/simulator/simulator.js";
import { SyncClassNicknamesDocument, UpdateGroupMemberDocument } from "../operations/generated/graphql.js";
import { type Answer, startApp, type TestApp } from "../support/app.js";
import { sharedApp } from "../support/graphql-suite.js";

const school = aSchool({ courses: [aCourse({ id: "561294" })], groups: [aGroup({ id: "group-1" })] });
const MIB = 2 ** 20;
/** Far below any of the bodies that must not be gathered, and far above what a test needs. */
const MEMORY_GUARD_BYTES = 150 * MIB;
/** Longer than the whole of an operation may take. Nothing is timed by it: it only ends what would hang. */
const HANG_GUARD_MS = 60_000;

const CANARY = "vendor-text-4711";
const MEMBER = { groupId: "group-1", userId: "student_001" };
const SILENT_ABOUT = [CANARY, "nginx", "DOCTYPE", "Bad Gateway", "http://", "localhost", "xxxxxxxx"];

const typeOf = (answer: Answer): string => {
  const [only] = Object.values(answer.data ?? {}) as { __typename?: string }[];
  return only?.__typename ?? String(answer.errors[0]?.extensions["code"]);
};

/** What is asked of the vendors, and the call that is spoiled. */
const ASKED = {
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
type Asked = keyof typeof ASKED;
type Outcomes = Readonly<Record<Asked, string>>;

/** Nobody can tell what it says: a read failed, and a change is not made as far as anybody sees. */
const UNREADABLE: Outcomes = {
  read: "VENDOR_UNAVAILABLE",
  rename: "VendorUnavailableError",
  mute: "VendorUnavailableError",
  sync: "VendorUnavailableError",
};
/** Tencent IM can be asked whether the change was made, and it was; ClassIn has nothing to ask. */
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
  (asked: Asked): Fault => ({ kind: "raw", body: ASKED[asked].vendor === "classin" ? classin : tencentIm });
const always = (fault: Fault) => (): Fault => fault;

const HOSTILE: readonly (readonly [string, (asked: Asked) => Fault, Outcomes])[] = [
  ["HTML in a 200", always({ kind: "html" }), UNREADABLE],
  ["truncated JSON", always({ kind: "truncate" }), UNREADABLE],
  ["an empty body", always({ kind: "empty" }), UNREADABLE],
  ["a byte order mark", always({ kind: "bom" }), UNREADABLE_BUT_MADE],
  ["garbage after the JSON", always({ kind: "trailing-garbage" }), UNREADABLE],
  ["a flood of headers", always({ kind: "header-flood" }), UNREADABLE],
  ["300 MB", always({ kind: "huge" }), UNREADABLE],
  ["a gzip bomb", always({ kind: "gzip", bytes: 20 * MIB }), UNREADABLE_BUT_MADE],
  ["a redirect", always({ kind: "redirect" }), UNREADABLE],
  ["another content type", always({ kind: "wrong-content-type" }), FINE],
  ["a reset before the change is made", always({ kind: "reset" }), LOST],
  ["a reset amid the answer", always({ kind: "reset-mid-body" }), LOST],
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
    "a code that no double can hold",
    raw(
      `{"ActionStatus":"FAIL","ErrorCode":9007199254740993,"ErrorInfo":"${CANARY}"}`,
      `{"error_info":{"errno":9007199254740993,"error":"${CANARY}"}}`,
    ),
    REJECTED,
  ],
];

/** Asks, and says what came back and how much memory that took at the most. */
async function ask(app: TestApp, asked: Asked): Promise<{ answer: Answer; peakBytes: number }> {
  const inUse = () => {
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const before = inUse();
  let peakBytes = 0;
  const look = setInterval(() => {
    peakBytes = Math.max(peakBytes, inUse() - before);
  }, 5);
  try {
    return { answer: (await ASKED[asked].send(app)) as Answer, peakBytes };
  } finally {
    clearInterval(look);
  }
}

async function expectOutcome(app: TestApp, asked: Asked, fault: Fault, outcome: string): Promise<void> {
  app.simulator.faults.add({ operation: ASKED[asked].operation, ...fault });
  const { answer, peakBytes } = await ask(app, asked);
  expect({ status: answer.status, type: typeOf(answer) }).toEqual({ status: 200, type: outcome });
  for (const echo of SILENT_ABOUT) {
    expect(answer.text).not.toContain(echo);
    // Its own address is what the server says when it starts to listen.
    for (const message of ["vendor call", "vendor call failed", "vendor call refused", "operation"])
      expect(JSON.stringify(app.log.with(message))).not.toContain(echo);
  }
  expect(app.log.text).not.toContain(CANARY);
  expect(peakBytes).toBeLessThan(MEMORY_GUARD_BYTES);
}

const app = await sharedApp({ school });

describe.for(HOSTILE)("an answer that is %s", ([, faultFor, outcomes]) => {
  test.for(Object.keys(ASKED) as Asked[])("gives a %s its type, and nothing away", async (asked) => {
    await expectOutcome(app, asked, faultFor(asked), outcomes[asked]);
  });
});

/** These take as long as an operation may, so all are asked at the same time, each of a server of its own. */
test.for<[string, Fault, Outcomes]>([
  ["silence", { kind: "silence" }, LOST],
  ["a body that drips", { kind: "drip", everyMs: 500 }, LOST],
])("an answer that is %s ends in time", { timeout: HANG_GUARD_MS }, async ([, fault, outcomes]) => {
  await Promise.all(
    (Object.keys(ASKED) as Asked[]).map(async (asked) => {
      await using app = await startApp({ school });
      await expectOutcome(app, asked, fault, outcomes[asked]);
    }),
  );
});
