/**
 * Costs for a gateway's demand control, which checks an operation before it runs. A scalar field is free, an object costs 1,
 * and a call to a vendor costs as much as ten objects.
 */
export const READS_FROM_VENDOR = "@cost(weight: 10)";
/** A write needs one call, and up to two more to find out why it was refused. */
export const WRITES_TO_VENDOR = "@cost(weight: 30)";

/** Reads several pages, to find the few items to show. */
export const SEARCHES_AT_VENDOR = "@cost(weight: 50)";

/** A connection has at most `first` items. */
export const SIZED_BY_FIRST =
  '@listSize(slicingArguments: ["first"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)';

export const assumedSize = (size: number): string => `@listSize(assumedSize: ${size})`;

/** Lets a contract exclude personal data. Membership of a group alone does not count. */
export const PERSONAL_DATA = '@tag(name: "personal-data")';

/** Lets a contract exclude mutations, for a read-only variant of the graph. */
export const WRITE_TAG = '@tag(name: "write")';
