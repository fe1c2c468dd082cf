import { isUtf8 } from "node:buffer";
import { failed, ok, type Result } from "../result.js";
import type { HttpAnswer } from "./exchange.js";
import type { SendFailure } from "./send.js";

/** What a vendor answered, still to be read by who knows the vendor. */
export interface JsonAnswer {
  /** 200 for whatever reached the vendor's service, by both vendors' documents. */
  readonly status: number;
  readonly json: unknown;
  /** False where characters were cut. Each was replaced by U+FFFD. */
  readonly isUtf8: boolean;
}

/** Replaces what is not UTF-8, and takes a byte order mark away. */
const utf8 = new TextDecoder("utf-8");

/** Reads an answer's bytes as JSON, whatever its status and its content type say. */
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

/** One answer of the vendor that cannot be read. Says nothing of its other answers. */
export const unreadable = (why: string): Result<never, SendFailure> =>
  failed({ kind: "unreadable-answer", why, httpStatus: 200, isTheVendor: true });

/** An answer of something else than the vendor's service: of a proxy, or of a service that is down. */
export const notTheVendor = (why: string, httpStatus: number | null): Result<never, SendFailure> =>
  failed({ kind: "unreadable-answer", why, httpStatus, isTheVendor: false });

/** An HTTP status that the vendor's service never sends, without a code of the vendor's in the body. */
export const unexpectedStatus = (status: number): Result<never, SendFailure> =>
  notTheVendor(`HTTP status ${status}`, status);
