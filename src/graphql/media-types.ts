import { LRUCache } from "lru-cache";

const MAX_KNOWN = 100;
/** Apollo Server chooses again for longer headers, so that what is kept stays small. */
const LONGEST_ACCEPT = 256;

/** The media types that Apollo Server chose for `accept` headers. Clients send few different ones. */
export class MediaTypes {
  readonly #chosen = new LRUCache<string, string>({ max: MAX_KNOWN });

  /** Null if Apollo Server has not chosen for this header yet. */
  get(accept = ""): string | null {
    return this.#chosen.get(accept) ?? null;
  }

  add(accept = "", mediaType: unknown): void {
    if (typeof mediaType === "string" && accept.length <= LONGEST_ACCEPT) this.#chosen.set(accept, mediaType);
  }
}
