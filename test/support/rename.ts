/** Renames a student, and selects everything that the answer can say. */
export const RENAME = `mutation ($input: RenameStudentInput!) { renamed: renameStudent(input: $input) {
  __typename
  ... on RenameStudentSuccess { rename { ...Rename } }
  ... on RenameStudentIncompleteError { message rename { ...Rename } }
  ... on RenameStudentSupersededError { message rename { ...Rename } }
  ... on RenameStudentConflictError { message rename { ...Rename } }
  ... on InvalidInputError { problems { path limit actual } }
  ... on MutationError { message }
} }
fragment Rename on StudentRename {
  userId classinUid name startedAt finishedAt
  steps {
    kind outcome
    ... on OfficialNameStep { failure { ... on OfficialNameConflictError { conflictCount conflicts { heldBy } } } }
    ... on ClassinStudentStep { failure { __typename ... on VendorError { vendorCode } } }
    ... on ClassinNicknamesStep { failure { __typename ... on VendorError { vendorCode } } }
    ... on NameCardsStep {
      setCount matchingCount
      failure {
        __typename
        ... on VendorError { vendorCode }
        ... on InvalidInputError { problems { path limit actual } }
        ... on NameCardsPartlySetError {
          message failedCount
          failures { groupId result { __typename ... on VendorError { vendorCode } } }
        }
      }
    }
  }
}`;

export const STEP_KINDS = ["OFFICIAL_NAME", "CLASSIN_STUDENT", "CLASSIN_NICKNAMES", "NAME_CARDS"] as const;

/** The outcome of each step, in their order. */
export const outcomesOf = (renamed: any): string[] => {
  const { steps } = renamed.rename;
  if (steps.some(({ kind }: any, index: number) => kind !== STEP_KINDS[index]))
    throw new Error("Wrong order.");
  return steps.map(({ outcome }: any) => outcome);
};
