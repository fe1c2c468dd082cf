import type { BegunCorrection } from "./corrections.js";
import type { Attempted, Dispute } from "./model.js";

/** Learns what keeping names does, for logs and metrics. */
export interface KeepObserver {
  /** A write was made, or tried. */
  corrected(correction: BegunCorrection, attempted: Attempted): void;
  disputed(dispute: Dispute): void;
  /** The store did not answer. The worker tries again. */
  trouble(error: unknown): void;
  /** The code threw: a defect. */
  threw(error: unknown, courseId: string): void;
}
