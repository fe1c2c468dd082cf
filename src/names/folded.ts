/** The text that searches compare. The database's own lower case depends on its locale. */
export const folded = (text: string): string => text.normalize("NFC").toLowerCase();

/** Neither a user id nor a name contains a line feed, so no search matches across both. */
export const foldedRow = (userId: string, name: string): string => folded(`${userId}\n${name}`);

/** A pattern for LIKE with the escape character `\`, in which only `%` at the ends is special. */
export const containing = (text: string): string => `%${folded(text).replace(/[\\%_]/g, "\\$&")}%`;
