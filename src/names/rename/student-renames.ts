import { randomUUID } from "node:crypto";
import type { Sql, Store } from "../../store/sql.js";
import type { StoreProvider } from "../../store/store.js";
import { type CallContext, keepingBack } from "../../vendor/call-context.js";
import { type Clock, sleep } from "../../vendor/clock.js";
import { lockNames } from "../lock.js";
import { findNames } from "../queries.js";
import { setNamesIn } from "../set-names.js";
import type { RenameOutcome, RenameRequest, RenameSteps, StudentRename } from "./model.js";
import { type Claim, claimRename, releaseRename, storeSteps } from "./rows.js";
import { makeStep, type StepClients, VENDOR_STEPS, type VendorStep } from "./steps.js";

/** Renames of students: the official name, ClassIn, and the cards in all groups. */
export interface StudentRenames {
  /**
   * Makes the steps that are left of the rename with this key, one after another, until one fails. A request with the same
   * key that comes at the same time waits for it. Rejects with StoreUnavailable while the store cannot be used.
   */
  rename(request: RenameRequest, context: CallContext): Promise<RenameOutcome>;
}

const POLL_MS = 250;
/** Time for the store to take the last outcome. */
const FOR_THE_STORE_MS = 2_000;

export function createStudentRenames(
  deps: StepClients & { readonly provider: Pick<StoreProvider, "open">; readonly clock: Clock },
): StudentRenames {
  const worker = randomUUID();
  return {
    async rename(request, context) {
      const store = await deps.provider.open();
      const shorter = keepingBack(context, FOR_THE_STORE_MS);
      const claim = await claimInTime(store, request, worker, shorter, deps.clock);
      if ("kind" in claim) return claim;
      const run = new RenameRun(deps, store, claim, request.caller);
      try {
        await run.makeSteps(shorter);
      } catch (error) {
        await releaseRename(store, claim, false).catch(() => null);
        throw error;
      }
      return run.end();
    },
  };
}

async function claimInTime(
  store: Store,
  request: RenameRequest,
  worker: string,
  context: CallContext,
  clock: Clock,
): Promise<Claim | RenameOutcome> {
  for (;;) {
    const claim = await claimRename(store, request, worker);
    if (!("kind" in claim) || claim.kind !== "busy") return claim;
    if (context.remainingMs() <= POLL_MS || context.signal.aborted) return claim;
    await sleep(clock, POLL_MS, context.signal);
  }
}

/** One request's work on a rename. */
class RenameRun {
  #steps: RenameSteps;
  #kind: RenameOutcome["kind"] = "incomplete";

  constructor(
    private readonly deps: StepClients & { readonly clock: Clock },
    private readonly store: Store,
    private readonly claim: Claim,
    private readonly caller: string | null,
  ) {
    this.#steps = claim.rename.steps;
  }

  /** Ends early if a step fails, or if the rename now belongs to another request. */
  async makeSteps(context: CallContext): Promise<void> {
    if (!(await this.#setOfficialName())) return;
    for (const step of VENDOR_STEPS) {
      if (this.#steps[step].outcome === "succeeded") continue;
      if (!(await this.#isCurrent())) {
        this.#kind = "superseded";
        return;
      }
      if (!(await this.#makeStep(step, context))) return;
    }
    this.#kind = "done";
  }

  async end(): Promise<RenameOutcome> {
    const isDone = this.#kind === "done";
    const released = await releaseRename(this.store, this.claim, isDone);
    // The rename may have been erased a moment ago. It was still done.
    const finishedAt = released ?? (isDone ? this.deps.clock.now() : null);
    const rename: StudentRename = { ...this.claim.rename, finishedAt, steps: this.#steps };
    return { kind: this.#kind, rename };
  }

  /** The name and its outcome are stored together, so this step cannot be interrupted. */
  #setOfficialName(): Promise<boolean> {
    if (this.#steps.officialName.outcome === "succeeded") return Promise.resolve(true);
    const { userId, classinUid, name } = this.claim.rename;
    const at = this.deps.clock.now();
    return this.store.transaction(async (tx) => {
      await lockNames(tx);
      // Whoever erases a person has the same lock. Without the rename, the name must not come back.
      if (!(await this.#keep(this.#steps, tx))) return false;
      const set = await setNamesIn(tx, [{ userId, classinUid, name }], { at, by: this.caller });
      const officialName = set.ok
        ? ({ outcome: "succeeded", failure: null } as const)
        : ({ outcome: "failed", failure: set.error } as const);
      await this.#keep({ ...this.#steps, officialName }, tx);
      return set.ok;
    });
  }

  /** Whether the name is still the one that the first step set. Somebody may have set another one, or erased it. */
  async #isCurrent(): Promise<boolean> {
    const { userId, classinUid, name } = this.claim.rename;
    const [official] = await findNames(this.store, [userId]);
    return official?.name === name && official.classinUid === classinUid;
  }

  async #makeStep(step: VendorStep, context: CallContext): Promise<boolean> {
    const begun = { ...this.#steps, [step]: { ...this.#steps[step], outcome: "unknown", failure: null } };
    if (!(await this.#keep(begun))) return false;
    const made = await makeStep(step, this.claim.rename, this.#steps, this.deps, context);
    return (await this.#keep(made)) && made[step].outcome === "succeeded";
  }

  /** False if another request works on the rename now, or if it was erased. */
  async #keep(steps: RenameSteps, sql: Sql = this.store): Promise<boolean> {
    const isOurs = await storeSteps(sql, this.claim, steps);
    if (isOurs) this.#steps = steps;
    else this.#kind = "busy";
    return isOurs;
  }
}
