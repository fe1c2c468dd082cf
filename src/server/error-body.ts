/** Errors before GraphQL have the form of GraphQL errors, so that clients read both in one way. */
export const errorBody = (message: string, extensions: Readonly<Record<string, unknown>>) => ({
  errors: [{ message, extensions }],
});
