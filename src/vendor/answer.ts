import { isUtf8 } from "node:buffer";
import { failed, ok, type Result } from "../result.js";
import type { HttpAnswer } from "./exchange.js";
import type { SendFailure } from "./send.js";

/** A vendor's answer as JSON. The vendor's client interprets it. */
export interface JsonAnswer {
  /** Both vendors' documents: 200 for every request that reached the vendor's service. */
  readonly status: number;
  readonly json: unknown;
  /** False if the body held invalid bytes. They became U+FFFD. */
  readonly isUtf8: boolean;
}

/** Replaces invalid bytes and removes a byte order mark. */
const utf8 = new TextDecoder("utf-8");

/** Parses an answer's body as JSON. Its status and its content type are ignored. */
export function readJson({ status, body }: HttpAnswer): Result<JsonAnswer, SendFailure> {
  const text = utf8.decode(body);
  try {
    return ok({ status, json: JSON.parse(text), isUtf8: isUtf8(body) });
  } catch {
    if (status !== 200) return unexpectedStatus(status);
    if (body.length === 0) return unreadable("an empty answer");
    return WEB_PAGE.test(text)
      ? notTheVendor("a web page instead of an answer", 200)
      : unreadable("an answer that is not JSON");
  }
}

const WEB_PAGE = /^\s{0,100}</;

/** One answer of the vendor cannot be read. Its other answers may be fine. */
export const unreadable = (why: string): Result<never, SendFailure> =>
  failed({ kind: "unreadable-answer", why, httpStatus: 200, isTheVendor: true });

/** The answer is not from the vendor's service: a proxy sent it, or the service is down. */
export const notTheVendor = (why: string, httpStatus: number | null): Result<never, SendFailure> =>
  failed({ kind: "unreadable-answer", why, httpStatus, isTheVendor: false });

/** An HTTP status that the vendor's service never sends, with no vendor code in the body. */
export const unexpectedStatus = (status: number): Result<never, SendFailure> =>
  notTheVendor(`HTTP status ${status}`, status);
