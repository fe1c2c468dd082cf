/**
 * TypeGraphQL's decorators. Import them from here, not from the package. TypeGraphQL calls `Reflect.getMetadata`, which must
 * exist before the first decorator runs. This stub returns undefined, because our build and test tools emit no metadata.
 */
const reflect = Reflect as { getMetadata?: () => undefined };
reflect.getMetadata ??= () => undefined;

export * from "type-graphql";
