/** The package has no types. */
declare module "relay-runtime";
