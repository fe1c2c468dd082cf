import { Directive } from "./decorators.js";

/** Decorates a class, or a method of one. */
type Decorator = (target: object, key?: string | symbol, descriptor?: PropertyDescriptor) => void;

/**
 * Says in the SDL which scopes a field or a type takes: gateways refuse early what they can tell, and src/auth enforces the
 * very same directives in this server. Each argument is a set of scopes; one set is enough, all of it is needed.
 */
function requiresScopes(...anyOf: readonly (readonly string[])[]): Decorator {
  const directives = [`@requiresScopes(scopes: ${JSON.stringify(anyOf)})`, "@authenticated"];
  return (target, key, descriptor) => {
    for (const directive of directives) {
      const decorate: unknown = Directive(directive);
      (decorate as Decorator)(target, key, descriptor);
    }
  };
}

/** Whatever shows groups and their members; `read:own` shows only groups that the caller is in. */
export const RequiresRead = (): Decorator => requiresScopes(["class-groups:read"], ["class-groups:read:own"]);

/** Bulk operations, which reach every course and group of the school. Each caller sees their own. */
export const RequiresBulk = (): Decorator => requiresScopes(["class-groups:bulk"]);

/**
 * A change; `write:own` reaches only groups where the caller is owner or administrator, and the courses of such groups. In
 * them it goes as far as the vendor lets an owner or administrator go.
 */
export const RequiresWrite = (): Decorator =>
  requiresScopes(["class-groups:write"], ["class-groups:write:own"]);
