import { Directive } from "./decorators.js";

/** Decorates a class, or a method of one. */
type Decorator = (target: object, key?: string | symbol, descriptor?: PropertyDescriptor) => void;

/**
 * Declares in the SDL which scopes a field or a type requires. A gateway can refuse requests early; src/auth enforces the
 * same directives in this server. Each argument is a set of scopes. A caller needs all scopes of at least one set.
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

/** For everything that shows groups or members. `read:own` shows only groups that the caller is in. */
export const RequiresRead = (): Decorator => requiresScopes(["class-groups:read"], ["class-groups:read:own"]);

/** For bulk operations, which reach every course and group of the school. Callers see only their own. */
export const RequiresBulk = (): Decorator => requiresScopes(["class-groups:bulk"]);

/**
 * For changes. `write:own` allows them only in groups that the caller owns or administers, and in the courses of these
 * groups. There it allows what the vendor allows an owner or administrator.
 */
export const RequiresWrite = (): Decorator =>
  requiresScopes(["class-groups:write"], ["class-groups:write:own"]);

/** For what concerns the whole school, where it would take a vendor call for each item to find the caller's own. */
export const RequiresReadOfAll = (): Decorator => requiresScopes(["class-groups:read"]);

/** For the vendors' webhooks, which name people of the whole school. Meant for operators. */
export const RequiresEvents = (): Decorator => requiresScopes(["class-groups:events"]);

/** For official names, which are personal data of the whole school. */
export const RequiresNames = (): Decorator => requiresScopes(["class-groups:names"]);

/** For bulk operations that copy official names. */
export const RequiresBulkAndNames = (): Decorator =>
  requiresScopes(["class-groups:bulk", "class-groups:names"]);

/** For changes of official names that also change what the vendors show. */
export const RequiresNamesAndWrite = (): Decorator =>
  requiresScopes(["class-groups:names", "class-groups:write"]);

/** For changes that reach courses of the whole school. `write:own` cannot be checked for them. */
export const RequiresWriteToAll = (): Decorator => requiresScopes(["class-groups:write"]);
