/**
 * TypeGraphQL's decorators. Import them from here, never from the package: it probes `Reflect.getMetadata`, which our
 * build and test tools emit no data for, and which must exist before the first decorator runs.
 */
const reflect = Reflect as { getMetadata?: () => undefined };
reflect.getMetadata ??= () => undefined;

export * from "type-graphql";
