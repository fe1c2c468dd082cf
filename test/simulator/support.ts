import { createHash, createHmac } from "node:crypto";
import { deflateSync } from "node:zlib";
import type { Simulator, SimulatorOptions } from "../../src/simulator/simulator.js";
import { startSimulator } from "../../src/simulator/simulator.js";

/** These helpers follow the vendors' documents and share no code with src, so they do not repeat its mistakes. */

const NOW = new Date("2026-09-03T08:00:00Z");
export const nowSeconds = NOW.getTime() / 1000;

/** A simulator with clocks that a test moves by hand. */
export async function simulate(options: SimulatorOptions = {}) {
  const time = { now: NOW, monotonicMs: 0 };
  const simulator = await startSimulator({
    now: () => time.now,
    monotonic: () => time.monotonicMs,
    ...options,
  });
  return Object.assign(simulator, { time });
}

/** Waits for an effect of a running call, without a clock. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

export function handMadeUserSig({
  key = "local-test-secret-key-0123456789abcdef",
  identifier = "administrator",
  sdkAppId = 1400000001,
  time = nowSeconds,
  expire = 86400,
} = {}): string {
  const lines = `TLS.identifier:${identifier}\nTLS.sdkappid:${sdkAppId}\nTLS.time:${time}\nTLS.expire:${expire}\n`;
  const ticket = {
    "TLS.ver": "2.0",
    "TLS.identifier": identifier,
    "TLS.sdkappid": sdkAppId,
    "TLS.time": time,
    "TLS.expire": expire,
    "TLS.sig": createHmac("sha256", key).update(lines).digest("base64"),
  };
  return packed(JSON.stringify(ticket));
}

export const packed = (json: string): string =>
  deflateSync(json).toString("base64").replaceAll("+", "*").replaceAll("/", "-").replaceAll("=", "_");

const USER_SIG = handMadeUserSig();

export interface TencentAnswer {
  ActionStatus: string;
  ErrorInfo: string;
  ErrorCode: number;
  [field: string]: any;
}

export const tencentUrl = (
  simulator: Simulator,
  command: string,
  query: Record<string, string | undefined> = {},
): string => {
  const all: Record<string, string | undefined> = {
    sdkappid: "1400000001",
    identifier: "administrator",
    usersig: USER_SIG,
    random: "4294967295",
    contenttype: "json",
    ...query,
  };
  const pairs = Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return `${simulator.url}/v4/group_open_http_svc/${command}?${new URLSearchParams(pairs).toString()}`;
};

export async function tencent(
  simulator: Simulator,
  command: string,
  body: unknown,
  query: Record<string, string | undefined> = {},
): Promise<TencentAnswer> {
  const response = await fetch(tencentUrl(simulator, command, query), {
    method: "POST",
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  if (response.status !== 200) throw new Error(`HTTP ${response.status}`);
  return (await response.json()) as TencentAnswer;
}

export function safeKeyFields(courseId: string, seconds = nowSeconds, secret = "simulator-classin-secret") {
  return {
    SID: "1234567",
    safeKey: createHash("md5").update(`${secret}${seconds}`).digest("hex"),
    timeStamp: String(seconds),
    courseId,
  };
}

export const CLASSIN_PATH = "/partner/api/course.api.php?action=modifyGroupMemberNickname";

export async function classin(
  simulator: Pick<Simulator, "url">,
  fields: Record<string, string> | string | FormData,
  path = CLASSIN_PATH,
): Promise<{ errno: unknown; error: string }> {
  const body =
    typeof fields === "string" || fields instanceof FormData ? fields : new URLSearchParams(fields);
  const headers = typeof fields === "string" ? { "content-type": "application/json" } : {};
  const response = await fetch(`${simulator.url}${path}`, { method: "POST", body, headers });
  if (response.status !== 200) throw new Error(`HTTP ${response.status}`);
  const answer = (await response.json()) as { error_info: { errno: unknown; error: string } };
  return answer.error_info;
}

export const sync = async (simulator: Simulator, courseId: string): Promise<unknown> =>
  (await classin(simulator, safeKeyFields(courseId))).errno;

export async function control(
  simulator: Pick<Simulator, "controlUrl">,
  method: string,
  path: string,
  body?: unknown,
) {
  const response = await fetch(`${simulator.controlUrl}${path}`, {
    method,
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  return { status: response.status, json: (await response.json()) as any };
}
