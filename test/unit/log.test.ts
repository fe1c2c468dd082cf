import { inspect } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createLog, scrubber } from "../../src/telemetry/log.js";
import { Secret } from "../../src/telemetry/secret.js";
import { LogLines } from "../support/log-lines.js";

const CLASSIN = 'PLANTED/classin "secret" & more';
const TENCENT = "PLANTED-tencent-key";
const USER_SIG =
  "eJw1yl0LgjAYBeD-8l6HbEu3GHQhehGRF5J93A4340VccxuSRP890Dp35znnDc3pnEzGgwSWENgsHbWxETt*QgD2vDsfrN__";
const SAFE_KEY = "0fbc3688e1bf369b744bc0c7485bd76b";

function logging() {
  const lines = new LogLines();
  const log = createLog({
    level: "trace",
    secrets: [new Secret(CLASSIN), new Secret(TENCENT)],
    destination: lines,
  });
  return { log, lines };
}

test("a secret is removed from every kind of value", () => {
  const { log, lines } = logging();
  const fault = new Error(`refused for ${TENCENT}`, { cause: new Error(`signed with ${CLASSIN}`) });
  log.info(`the key is ${TENCENT} and the secret is ${CLASSIN}`);
  log.info({ url: `https://host/?key=${encodeURIComponent(CLASSIN)}&x=1` }, "a call");
  log.warn({ deep: { deeper: [{ key: TENCENT, other: CLASSIN }] } }, "an object");
  log.error({ err: fault }, "an error");
  log.error(fault);
  log.fatal({ stack: fault.stack, shown: inspect(fault) }, "its stack");
  expect(lines.text).not.toContain("PLANTED");
  expect(lines.text.match(/\[redacted\]/g)?.length).toBeGreaterThanOrEqual(10);
  for (const line of lines.text.trim().split("\n"))
    expect(JSON.parse(line)).toMatchObject({ level: expect.any(Number) });
});

test("a secret that equals one of the log's own keys leaves the keys unchanged", () => {
  const lines = new LogLines();
  const log = createLog({ level: "info", secrets: [new Secret("operation")], destination: lines });
  log.info({ operation: "an operation", deep: { operation: [] } }, "a line");
  expect(lines.with("a line")).toMatchObject([{ operation: "an [redacted]", deep: { operation: [] } }]);
});

test("any secret is removed from any line, and the line stays one JSON object", () => {
  const secrets = fc.stringMatching(/^[A-Za-z0-9][ -~]{8,40}[A-Za-z0-9]$/);
  fc.assert(
    fc.property(secrets, fc.string({ maxLength: 10 }), (secret, around) => {
      const lines = new LogLines();
      const log = createLog({ level: "info", secrets: [new Secret(secret)], destination: lines });
      log.info({ note: `${around}${secret}${around}` }, "a line");
      const [line] = lines.with("a line");
      expect(String(line?.["note"])).not.toContain(secret);
      expect(line?.["note"]).toContain("[redacted]");
    }),
  );
});

test.each([
  ["a URL", `POST /v4/x?sdkappid=1&usersig=${USER_SIG}&random=1`],
  ["a URL inside another URL", `next=%3Fusersig%3D${USER_SIG}%26x`],
  ["a form", `SID=1&safeKey=${SAFE_KEY}&timeStamp=1`],
  ["a form, spelled differently", `SAFEKEY=${SAFE_KEY}`],
  ["prose", `safeKey: ${SAFE_KEY}`],
  ["JSON", JSON.stringify({ SID: "1", safeKey: SAFE_KEY, usersig: USER_SIG })],
  ["JSON inside JSON", JSON.stringify(JSON.stringify({ safeKey: SAFE_KEY, usersig: USER_SIG }))],
  ["an object as Node prints it", inspect({ safeKey: SAFE_KEY, usersig: USER_SIG })],
])("a signature in %s is removed by its name, in a message and in a field", (_, text) => {
  const { log, lines } = logging();
  log.info(text);
  log.info({ text });
  expect(lines.text).toContain("[redacted]");
  for (const planted of [USER_SIG, SAFE_KEY]) expect(lines.text).not.toContain(planted.slice(0, 16));
});

test("a signature in an object is removed by its name", () => {
  const { log, lines } = logging();
  log.info(
    { query: { usersig: USER_SIG, random: "1" }, form: { safeKey: SAFE_KEY, timeStamp: "1484719085" } },
    "x",
  );
  expect(lines.with("x")).toMatchObject([
    {
      query: { usersig: "[redacted]", random: "1" },
      form: { safeKey: "[redacted]", timeStamp: "1484719085" },
    },
  ]);
});

test.each([
  "The UserSig has expired.",
  "Check TENCENT_IM_SECRET_KEY: the UserSig check failed, usually because the key belongs to another app.",
  "sign: no",
  "usersig=short",
  '{"signedInAt":"2026-09-03T08:00:00.000Z"}',
  '{"operation":"modify_group_member_info","requestId":"9b2f0c1e-6a5d-4c0e-8f43-0a6f2f1f7c11"}',
  '{"groupId":"@TGS#2CLUZEAEJ","signature":"refused"}',
  '{"campaign":"autumn-term-enrolment-2026"}',
  '{"design":"a-course-about-typography"}',
  "course-redesign=introduction_to_geometry",
])("leaves harmless text unchanged: %s", (text) => {
  expect(scrubber([])(text)).toBe(text);
});

test("lines below the level are not written", () => {
  const lines = new LogLines();
  const log = createLog({ level: "warn", secrets: [], destination: lines });
  log.info("quiet");
  log.warn("loud");
  expect(lines.text).not.toContain("quiet");
  expect(lines.with("loud")).toHaveLength(1);
});
