import { createHash, timingSafeEqual } from "node:crypto";

/** Compares secrets in the same time whatever they are; hashing first makes the lengths equal. */
export function sameText(one: string, other: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
