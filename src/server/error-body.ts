/** Errors that arise before GraphQL does look like its own, so that clients need one way to read them. */
export const errorBody = (message: string, extensions: Readonly<Record<string, unknown>>) => ({
  errors: [{ message, extensions }],
});
