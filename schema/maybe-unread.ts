/**
 * An entity's field that is read from a vendor. Null: it has no value, or was not requested. An Error: it could not be
 * read. GraphQL then reports the error at this field and returns null there. Other fields are not affected.
 */
export type MaybeUnread<T> = T | null | Error;
