import { InputProblem, InvalidInputError } from "../../schema/errors.js";
import {
  NameCardFailure,
  NameCardsPartlySetError,
  NameCardsStep,
  type NameCardsStepFailure,
} from "../../schema/name-cards-step.js";
import {
  ClassinNicknamesStep,
  ClassinStudentStep,
  type ClassinStudentStepFailure,
  OfficialNameStep,
  type RenameStepOutcome,
} from "../../schema/rename-steps.js";
import { OfficialNameConflict, OfficialNameConflictError } from "../../schema/set-official-names.js";
import { StudentRename } from "../../schema/student-rename.js";
import { StudentNotInSchoolError } from "../../schema/sync-student-nicknames.js";
import type { EditStudentFailure } from "../../src/classin/roster/edit-student.js";
import { NO_CARDS } from "../../src/names/cards/model.js";
import type { NumberConflicts } from "../../src/names/model.js";
import type { CardsStepFailure, StepOutcome, StudentRename as Stored } from "../../src/names/rename/model.js";
import { presentCardFailure } from "./card-failure.js";
import { presentStudentSyncFailure } from "./student-sync.js";
import { presentVendorFailure, sourceOf } from "./vendor-failure.js";

export function presentRename(stored: Stored, requestId: string): StudentRename {
  const { officialName, classinStudent, classinNicknames, nameCards } = stored.steps;
  const { classinUid } = stored;
  const present = <Failure, Presented>(failure: Failure | null, by: (failure: Failure) => Presented) =>
    failure === null ? null : by(failure);
  return new StudentRename(stored, [
    new OfficialNameStep(outcomeOf(officialName), present(officialName.failure, presentConflicts)),
    new ClassinStudentStep(
      outcomeOf(classinStudent),
      present(classinStudent.failure, (failure) => presentEditFailure(failure, classinUid, requestId)),
    ),
    new ClassinNicknamesStep(
      outcomeOf(classinNicknames),
      present(classinNicknames.failure, (failure) =>
        presentStudentSyncFailure(failure, classinUid, requestId),
      ),
    ),
    new NameCardsStep(
      outcomeOf(nameCards),
      present(nameCards.failure, (failure) => presentCardsFailure(failure, stored, requestId)),
      nameCards.cards,
    ),
  ]);
}

const outcomeOf = ({ outcome }: { readonly outcome: StepOutcome }): RenameStepOutcome =>
  outcome.toUpperCase() as RenameStepOutcome;

const presentConflicts = ({ first, count }: NumberConflicts): OfficialNameConflictError =>
  new OfficialNameConflictError(
    first.map((conflict) => new OfficialNameConflict(conflict)),
    count,
  );

/** No default, here and below, so that a new kind of failure does not compile until it has a type for clients. */
function presentEditFailure(
  failure: EditStudentFailure,
  classinUid: string,
  requestId: string,
): ClassinStudentStepFailure {
  switch (failure.kind) {
    case "not-in-school":
      return new StudentNotInSchoolError(classinUid, sourceOf(failure, requestId));
    case "rate-limited":
    case "unavailable":
    case "outcome-unknown":
    case "misconfigured":
    case "rejected":
      return presentVendorFailure(failure, requestId);
  }
}

function presentCardsFailure(
  failure: CardsStepFailure,
  { userId, steps }: Stored,
  requestId: string,
): NameCardsStepFailure {
  switch (failure.kind) {
    case "partly-set": {
      const { failed, failures } = steps.nameCards.cards ?? NO_CARDS;
      const presented = failures.map(
        ({ id: groupId, failure }) =>
          new NameCardFailure(groupId, presentCardFailure(failure, { groupId, userId }, requestId)),
      );
      return new NameCardsPartlySetError(failed, presented);
    }
    case "name-not-allowed":
      return new InvalidInputError(failure.problems.map((problem) => new InputProblem(problem)));
    case "rate-limited":
    case "unavailable":
    case "outcome-unknown":
    case "misconfigured":
    case "rejected":
      return presentVendorFailure(failure, requestId);
  }
}
