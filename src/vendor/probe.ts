import type { Result } from "../result.js";
import type { SendFailure } from "./send.js";

/** What one harmless call says about this school's credentials at a vendor. */
export interface ProbeAnswer {
  /** Null for a number that cannot be a code. */
  readonly code: number | null;
  /**
   * - `accepted`: the vendor accepted the signature.
   * - `refused`: only an operator can fix it: a secret, the clock, a contract, a plan.
   * - `wrong-region`: the host does not serve the region of the app.
   * - `unknown-app`: the host does not know the app. Its number is wrong, or it is of another region.
   * - `unsure`: the vendor could not answer, or answered with a code that says nothing about the signature.
   */
  readonly verdict: "accepted" | "refused" | "wrong-region" | "unknown-app" | "unsure";
  /** What the code means, and what an operator can do. */
  readonly meaning: string;
  readonly operator: string;
}

/** A probe is not retried and waits for no permit: it is the only call of a process that checks settings. */
export type Probe = Result<ProbeAnswer, SendFailure>;
