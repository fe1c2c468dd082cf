import { createHash } from "node:crypto";
import type { Target } from "./model.js";

/** The targets of these URLs, in the same order. */
export function targetsOf(urls: readonly URL[]): Target[] {
  const ofHost = new Map<string, number>();
  return urls.map((url) => {
    const count = (ofHost.get(url.host) ?? 0) + 1;
    ofHost.set(url.host, count);
    return {
      key: createHash("sha256").update(url.href).digest("hex"),
      url,
      name: count === 1 ? url.host : `${url.host} #${count}`,
    };
  });
}
