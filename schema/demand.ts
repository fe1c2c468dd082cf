/**
 * What a gateway's demand control counts before it lets an operation through: a plain field is free, an object costs 1,
 * and what takes a call to a vendor weighs as much as ten objects.
 */
export const READS_FROM_VENDOR = "@cost(weight: 10)";
/** A write takes a call, and up to two more to find out why it was refused. */
export const WRITES_TO_VENDOR = "@cost(weight: 30)";

/** A connection is as long as `first` says. */
export const SIZED_BY_FIRST =
  '@listSize(slicingArguments: ["first"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)';

export const assumedSize = (most: number): string => `@listSize(assumedSize: ${most})`;

/** Lets a contract leave out what says something of a person, beyond that they are there. */
export const PERSONAL_DATA = '@tag(name: "personal-data")';

/** Lets a contract leave out what changes things, for a variant of the graph that only reads. */
export const WRITE_TAG = '@tag(name: "write")';
