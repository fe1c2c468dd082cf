/**
 * A field of an entity that a vendor answers for. Null: it has no value, or was not asked for. An Error: it could not be
 * read; GraphQL then reports it at that very field and answers null there, while the rest of the answer stands.
 */
export type MaybeUnread<T> = T | null | Error;
