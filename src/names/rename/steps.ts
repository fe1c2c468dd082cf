import type { ClassinClient } from "../../classin/client.js";
import type { TencentImClient } from "../../tencent-im/client.js";
import type { CallContext } from "../../vendor/call-context.js";
import { type FailureSource, mayHaveBeenCarriedOut } from "../../vendor/failure.js";
import type { RenameSteps, Step, StudentRename } from "./model.js";
import { setUserCards } from "./user-cards.js";

export interface StepClients {
  readonly classin: Pick<ClassinClient, "editStudent" | "syncStudents">;
  readonly tencentIm: TencentImClient;
}

/** A step that a vendor takes part in. The first step is a transaction of the store. */
export type VendorStep = Exclude<keyof RenameSteps, "officialName">;

export const VENDOR_STEPS: readonly VendorStep[] = ["classinStudent", "classinNicknames", "nameCards"];

/**
 * Makes one step and returns the steps with its outcome. A step whose outcome is not known may be made again, because each
 * one sets a value instead of changing it:
 * - the official name is written with its outcome, in one transaction;
 * - ClassIn's name of the student is set to the same text;
 * - the nicknames are copied from that name, and a second copy is the same;
 * - a card is read anew, and written only if it still differs.
 */
export async function makeStep(
  step: VendorStep,
  rename: StudentRename,
  steps: RenameSteps,
  { classin, tencentIm }: StepClients,
  context: CallContext,
): Promise<RenameSteps> {
  const { userId, classinUid: uid, name } = rename;
  switch (step) {
    case "classinStudent": {
      const edited = await classin.editStudent({ uid, name }, context);
      return { ...steps, classinStudent: edited.ok ? SUCCEEDED : stepOf(edited.error) };
    }
    case "classinNicknames": {
      const synced = await classin.syncStudents([uid], context);
      const student = synced.ok ? synced.value[0]?.synced : synced;
      if (student === undefined) throw new Error("ClassIn's client returned no outcome for the student.");
      return { ...steps, classinNicknames: student.ok ? SUCCEEDED : stepOf(student.error) };
    }
    case "nameCards":
      return { ...steps, nameCards: await setUserCards(tencentIm, { userId, name }, context) };
  }
}

const SUCCEEDED = { outcome: "succeeded", failure: null } as const;

const stepOf = <Failure extends FailureSource & { readonly kind: string }>(
  failure: Failure,
): Step<Failure> => ({ outcome: mayHaveBeenCarriedOut(failure) ? "unknown" : "failed", failure });
