import { z } from "zod";
import { VENDORS } from "./calls.js";
import { ODD_ANSWERS } from "./odd-answers.js";

export const FAULT_KINDS = [
  "delay",
  /** Keeps every matching call waiting until the fault is released or removed. */
  "hold",
  "code",
  "http",
  "html",
  "truncate",
  "empty",
  "bom",
  "wrong-content-type",
  "drip",
  "reset",
  "reset-mid-body",
  "silence",
  "throttle",
  "huge",
  "gzip",
  "redirect",
  "header-flood",
  "trailing-garbage",
  "group-code",
  /** Like `group-code`, for the students of a sync by student. */
  "student-code",
  "raw",
  /** The vendor's correct answer with one odd detail, named in `odd`. */
  "odd",
] as const;

const milliseconds = z.number().min(0).max(3_600_000);

const faultSchema = z
  .strictObject({
    kind: z.enum(FAULT_KINDS),
    vendor: z.enum(VENDORS).optional(),
    operation: z.string().min(1).max(64).optional(),
    /** A courseId, groupId or userId named anywhere in the call. */
    target: z.string().min(1).max(128).optional(),
    share: z.number().min(0).max(1).optional(),
    /** The number of calls after which the fault removes itself. */
    times: z.int().min(1).optional(),
    /** Whether the fault happens before or after the call's change. Default "before": nothing is changed. */
    stage: z.enum(["before", "after"]).optional(),
    delayMs: milliseconds.optional(),
    jitterMs: milliseconds.optional(),
    code: z.union([z.int(), z.string().max(64)]).optional(),
    httpStatus: z.int().min(200).max(599).optional(),
    bytes: z
      .int()
      .min(1)
      .max(16 * 1024 ** 3)
      .optional(),
    everyMs: z.number().min(1).max(3_600_000).optional(),
    body: z.string().optional(),
    /** A body of arbitrary bytes. */
    bodyBase64: z.base64().optional(),
    odd: z.enum(ODD_ANSWERS).optional(),
    limit: z.int().min(1).optional(),
  })
  .superRefine((fault, context) => {
    const report = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    const only = (field: keyof typeof fault, ...kinds: readonly (typeof FAULT_KINDS)[number][]) => {
      if (fault[field] !== undefined && !kinds.includes(fault.kind))
        report(field, `belongs to ${kinds.join(" or ")}`);
    };
    if (fault.kind === "code" && fault.code === undefined) report("code", "kind code needs the code to send");
    if (fault.kind === "raw" && (fault.body === undefined) === (fault.bodyBase64 === undefined))
      report("body", "kind raw needs either body, or bodyBase64 for bytes that are not text");
    if (fault.kind === "delay" && !fault.delayMs && !fault.jitterMs)
      report("delayMs", "kind delay needs delayMs or jitterMs");
    if (fault.kind === "group-code" && fault.vendor === "classin")
      report("vendor", "kind group-code works only for tencent-im");
    if (fault.kind === "student-code" && fault.vendor === "tencent-im")
      report("vendor", "kind student-code works only for classin");
    if ((fault.kind === "odd") !== (fault.odd !== undefined))
      report("odd", "belongs to kind odd, which needs the name of an odd answer");
    if (fault.limit !== undefined && fault.odd !== "small-pages-only")
      report("limit", "belongs to the odd answer small-pages-only");
    if (fault.kind === "odd" && fault.code !== undefined && fault.odd !== "no-status")
      report("code", "belongs to the odd answer no-status");
    only("code", "code", "throttle", "group-code", "student-code", "odd");
    only("httpStatus", "http", "html", "raw", "empty", "redirect");
    only("bytes", "huge", "gzip", "header-flood");
    only("everyMs", "drip");
    only("body", "raw", "redirect");
    only("bodyBase64", "raw");
  });

/** A deliberate failure. The control API takes the same object as JSON. */
export type Fault = z.input<typeof faultSchema>;

/** Throws one error that lists every problem. */
export function parseFault(fault: unknown): Fault {
  const parsed = faultSchema.safeParse(fault);
  if (parsed.success) return parsed.data;
  throw new Error(`This fault is invalid:\n${z.prettifyError(parsed.error)}`);
}
