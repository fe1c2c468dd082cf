import { GraphQLError } from "graphql";

const FALLBACK = "Query bulkOperation(id:), group(id:) or course(id:) every few seconds instead.";

const refusal = (message: string, code: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code } });

/** The client does not accept a stream and names no callback. */
export const callbackNeeded = (): GraphQLError =>
  refusal(
    `A subscription is answered with server-sent events, or by HTTP callback to a gateway. Send "accept: text/event-stream", or name a callback in extensions.subscription. ${FALLBACK}`,
    "SUBSCRIPTION_NEEDS_CALLBACK",
  );

/** `extensions.subscription` does not follow the callback protocol. */
export const callbackNotValid = (fields: readonly string[]): GraphQLError =>
  refusal(
    `extensions.subscription does not follow the callback protocol, so nothing was sent. Wrong or missing: ${fields.join(", ")}.`,
    "BAD_USER_INPUT",
  );

/** The configuration does not allow messages to this origin. */
export const callbackNotAllowed = (): GraphQLError =>
  refusal(
    `Messages may not be sent to this callback URL: SUBSCRIPTION_CALLBACK_ORIGINS does not contain its origin, so nothing was sent. ${FALLBACK}`,
    "SUBSCRIPTION_CALLBACK_NOT_ALLOWED",
  );

export const itemsNotWatched = (): GraphQLError =>
  refusal(
    "Items are not sent with each message. Leave `items` out, and read them with bulkOperation(id:).",
    "BAD_USER_INPUT",
  );

export const noSuchOperation = (): GraphQLError =>
  refusal("You have no bulk operation with this id. Check the id.", "BULK_OPERATION_NOT_FOUND");

export const tooManySubscriptions = (): GraphQLError =>
  refusal(
    `Too many subscriptions are open. End one, or try again later. ${FALLBACK}`,
    "TOO_MANY_SUBSCRIPTIONS",
  );
