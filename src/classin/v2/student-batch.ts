import { failed, ok, type Result } from "../../result.js";
import { adviceFor, type CodeRow } from "../../vendor/code-table.js";
import { readCode } from "../../vendor/code.js";
import { type FailureSource, RETRY_AFTER_SECONDS, type VendorFailure } from "../../vendor/failure.js";
import type { RepeatAdvice } from "../../vendor/retry.js";
import { CLASSIN_DONE } from "../errno.js";
import { rowForStudentSync, type StudentSyncMeans } from "./codes.js";
import type { V2Answer } from "./wire.js";

/** Why the nicknames of one student, or of all, were not set. */
export type StudentSyncFailure =
  | VendorFailure
  | (FailureSource & { readonly kind: "not-in-school" | "not-synced" });

/** The outcome for one student. */
export interface StudentOutcome {
  readonly uid: string;
  readonly synced: Result<null, StudentSyncFailure>;
}

/** A code of one student. Null for a number that cannot be a code. */
type Code = number | null;

/**
 * The students of one sync, with the last code that ClassIn sent for each. An attempt names only the students whose code
 * allows a repeat.
 */
export class StudentBatch {
  readonly #given: readonly string[];
  readonly #uids: readonly string[];
  readonly #codes = new Map<string, Code>();
  #pending: readonly string[];
  /** The number of answers that reported students. */
  #reports = 0;
  /** The last answer's own code, if it was about students. */
  #outerCode: Code = CLASSIN_DONE;

  /** Each student is sent once, however often `uids` names them. */
  constructor(uids: readonly string[]) {
    this.#given = uids;
    this.#uids = [...new Set(uids)];
    this.#pending = this.#uids;
  }

  /** The students that the next attempt names. */
  get pending(): readonly string[] {
    return this.#pending;
  }

  /** Whether any answer reported students, so that each of them has an outcome. */
  get isReported(): boolean {
    return this.#reports > 0;
  }

  get isDone(): boolean {
    return this.#uids.every((uid) => this.#codes.get(uid) === CLASSIN_DONE);
  }

  /** Whether an answer that reported students left some out. */
  get hasUnnamed(): boolean {
    return this.isReported && this.#codes.size < this.#uids.length;
  }

  /** The answer to a request that named the pending students. */
  note(answer: V2Answer): void {
    if (!isAboutStudents(answer.code)) return;
    this.#reports += 1;
    this.#outerCode = answer.code;
    for (const [uid, code] of codesIn(answer, new Set(this.#pending))) this.#codes.set(uid, code);
    this.#pending = this.#pending.filter((uid) => this.#mayRepeat(uid));
  }

  /** Whether to send the pending students again after an answer with this code. */
  adviceAfter(code: Code): RepeatAdvice {
    if (!isAboutStudents(code)) return adviceFor(rowForStudentSync(code));
    return adviceFor({ repeat: this.#pending.length === 0 ? "never" : "up-to-3-times-unless-applied" });
  }

  /** For the log: the code of the student whose failure most needs an operator, or the answer's own. */
  codeAfter(code: Code): Code {
    if (!this.isReported) return code;
    const failures = [...this.#codes.values()].filter((one) => one !== CLASSIN_DONE);
    const urgent = failures.filter((one) => rowForStudentSync(one).means !== "not-in-school");
    const [worst = this.#outerCode] = [...urgent, ...failures];
    return worst;
  }

  /** One for each given UID, in their order. */
  outcomes(): readonly StudentOutcome[] {
    return this.#given.map((uid) => ({ uid, synced: this.#outcomeOf(uid) }));
  }

  #mayRepeat(uid: string): boolean {
    const code = this.#codes.get(uid);
    // All pending students were in each report's request.
    return code !== undefined && adviceFor(rowForStudentSync(code)).times >= this.#reports;
  }

  #outcomeOf(uid: string): StudentOutcome["synced"] {
    const code = this.#codes.get(uid);
    if (code === undefined) return failed(this.#unknownOutcome());
    const failure = failureOf(code);
    return failure === null ? ok(null) : failed(failure);
  }

  #unknownOutcome(): StudentSyncFailure {
    const code = this.#outerCode === CLASSIN_DONE ? null : this.#outerCode;
    return { vendor: "classin", code, why: "its answer does not name this student", kind: "outcome-unknown" };
  }
}

/** The failure that a code means. Null for a success. */
export function failureOf(code: Code): StudentSyncFailure | null {
  const row: CodeRow<StudentSyncMeans> = rowForStudentSync(code);
  const source = { vendor: "classin", code, why: row.meaning } as const;
  switch (row.means) {
    case "done":
      return null;
    case "rate-limited":
    case "unavailable":
      return {
        ...source,
        kind: row.means,
        retryAfterSeconds: row.retryAfterSeconds ?? RETRY_AFTER_SECONDS,
      };
    default:
      return { ...source, kind: row.means };
  }
}

const ABOUT_STUDENTS: ReadonlySet<StudentSyncMeans> = new Set(["done", "not-in-school", "not-synced"]);
const isAboutStudents = (code: Code): boolean => ABOUT_STUDENTS.has(rowForStudentSync(code).means);

/** The code of each named student that was asked for. ClassIn promises neither an order nor one item for each. */
function codesIn({ code, fields }: V2Answer, asked: ReadonlySet<string>): ReadonlyMap<string, Code> {
  const codes = new Map<string, Code>();
  for (const item of fields.items("data") ?? []) {
    const uid = item?.id("studentUid") ?? null;
    const itemCode = readCode(item?.sent("code"));
    if (uid === null || itemCode === undefined || !asked.has(uid)) continue;
    // For a student who is named twice, a success does not hide a failure.
    if (!codes.has(uid) || codes.get(uid) === CLASSIN_DONE) codes.set(uid, itemCode);
  }
  // Not documented: the whole call may fail for a student's reason. With one student, it is clear whose.
  if (code !== CLASSIN_DONE && codes.size === 0 && asked.size === 1)
    for (const uid of asked) codes.set(uid, code);
  return codes;
}
