import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { Accounts } from "../accounts.js";
import type { Choices } from "../choices.js";
import { sameText } from "../same-text.js";

const MAX_SIGNED_BYTES = 1024;

/** The code for a request's signature headers: 1 if ClassIn accepts them. The order of the checks is not documented. */
export function checkSignature(
  headers: IncomingHttpHeaders,
  body: Readonly<Record<string, unknown>>,
  expected: { account: Accounts["classin"]; nowSeconds: number; choices: Choices },
): number {
  const [time, uid, sign] = ["x-eeo-ts", "x-eeo-uid", "x-eeo-sign"].map((name) =>
    String(headers[name] ?? ""),
  );
  if (time === undefined || !/^\d{1,19}$/.test(time)) return 101002008;
  const { account, nowSeconds, choices } = expected;
  if (Math.abs(nowSeconds - Number(time)) > choices.v2WindowSeconds) return 101002006;
  // Always run both comparisons, so that the response time does not show which one failed.
  const sameUid = sameText(uid ?? "", account.sid);
  const sameSign = sameText(sign ?? "", signatureOf(body, account, time));
  return sameUid && sameSign ? 1 : 101002005;
}

/** By the rule in the vendor's prose. Its three samples differ from it in rare cases. */
function signatureOf(
  body: Readonly<Record<string, unknown>>,
  { sid, secret }: Accounts["classin"],
  timeStamp: string,
): string {
  const pairs: (readonly [name: string, value: string])[] = [
    ["sid", sid],
    ["timeStamp", timeStamp],
  ];
  for (const [name, value] of Object.entries(body)) {
    const isSigned = typeof value === "string" || typeof value === "number";
    if (isSigned && Buffer.byteLength(String(value)) <= MAX_SIGNED_BYTES) pairs.push([name, String(value)]);
  }
  const hash = createHash("md5");
  for (const [name, value] of pairs.sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b))))
    hash.update(`${name}=${value}&`);
  return hash.update(`key=${secret}`).digest("hex");
}
