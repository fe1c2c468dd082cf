CREATE TABLE "webhook_messages" (
	"number" bigserial PRIMARY KEY NOT NULL,
	"vendor" text NOT NULL,
	"verified" boolean NOT NULL,
	"key" text NOT NULL,
	"command" text NOT NULL,
	"topic" text NOT NULL,
	"group_id" text,
	"course_id" text,
	"body" text NOT NULL,
	"occurred_at" timestamp (3) with time zone,
	"received_at" timestamp (3) with time zone NOT NULL,
	"processed_at" timestamp (3) with time zone,
	"tries" smallint DEFAULT 0 NOT NULL,
	"not_before" timestamp (3) with time zone,
	"failure" text,
	"failed_at" timestamp (3) with time zone,
	CONSTRAINT "webhook_messages_key" UNIQUE("vendor","verified","key")
);
--> statement-breakpoint
CREATE INDEX "webhook_messages_open" ON "webhook_messages" ("topic","number") WHERE "processed_at" is null and "failed_at" is null and "verified";
--> statement-breakpoint
CREATE INDEX "webhook_messages_unverified" ON "webhook_messages" ("number") WHERE not "verified";
--> statement-breakpoint
CREATE INDEX "webhook_messages_received" ON "webhook_messages" ("received_at");
--> statement-breakpoint
CREATE INDEX "webhook_messages_command" ON "webhook_messages" ("vendor","command","number");
--> statement-breakpoint
CREATE INDEX "webhook_messages_group" ON "webhook_messages" ("group_id","number") WHERE "group_id" is not null;
--> statement-breakpoint
CREATE INDEX "webhook_messages_course" ON "webhook_messages" ("course_id","number") WHERE "course_id" is not null;
--> statement-breakpoint
CREATE TABLE "webhook_relays" (
	"target" text PRIMARY KEY NOT NULL,
	"host" text NOT NULL,
	"position" bigint NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"failing_since" timestamp (3) with time zone,
	"tried_number" bigint,
	"first_tried_at" timestamp (3) with time zone,
	"not_before" timestamp (3) with time zone,
	"failure" text,
	"given_up" bigint DEFAULT 0 NOT NULL,
	"fence" bigint DEFAULT 0 NOT NULL,
	"lease_until" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "webhook_listening" (
	"id" smallint PRIMARY KEY NOT NULL,
	"until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "course_facts" (
	"course_id" text PRIMARY KEY NOT NULL,
	"as_of" timestamp (3) with time zone NOT NULL,
	"name" text,
	"name_at" timestamp (3) with time zone,
	"status" text,
	"status_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone,
	"expires_at_at" timestamp (3) with time zone,
	"head_teacher_name" text,
	"head_teacher_name_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE INDEX "course_facts_order" ON "course_facts" (length("course_id"),"course_id");
--> statement-breakpoint
CREATE TABLE "course_students" (
	"course_id" text NOT NULL,
	"student_uid" text NOT NULL,
	"is_in" boolean NOT NULL,
	"name" text,
	"student_no" text,
	"as_of" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "course_students_course_id_student_uid_pk" PRIMARY KEY("course_id","student_uid")
);
--> statement-breakpoint
COMMENT ON TABLE webhook_messages IS 'What the vendors sent us, without credentials. Numbers follow the order of commits.';
--> statement-breakpoint
COMMENT ON COLUMN webhook_messages.key IS 'The same for a message that is sent again.';
--> statement-breakpoint
COMMENT ON COLUMN webhook_messages.verified IS 'Messages that did not verify are kept apart and never acted on.';
--> statement-breakpoint
COMMENT ON COLUMN webhook_messages.topic IS 'The group or course. Messages of one topic are processed in order.';
--> statement-breakpoint
COMMENT ON COLUMN webhook_messages.occurred_at IS 'The vendor''s own time. Null if it sent none.';
--> statement-breakpoint
COMMENT ON COLUMN webhook_messages.failed_at IS 'Set after the last try.';
--> statement-breakpoint
COMMENT ON TABLE webhook_relays IS 'How far each relay target has got.';
--> statement-breakpoint
COMMENT ON COLUMN webhook_relays.target IS 'SHA-256 of the URL, which may hold a secret.';
--> statement-breakpoint
COMMENT ON COLUMN webhook_relays.position IS 'The number of the last message that was delivered, given up, or not to be relayed.';
--> statement-breakpoint
COMMENT ON COLUMN webhook_relays.tries IS 'How often in a row the target has failed.';
--> statement-breakpoint
COMMENT ON COLUMN webhook_relays.tried_number IS 'The message that failed last. Null if none did since the last success.';
--> statement-breakpoint
COMMENT ON COLUMN webhook_relays.first_tried_at IS 'When that message failed for the first time.';
--> statement-breakpoint
COMMENT ON COLUMN webhook_relays.fence IS 'Increases with each lease. A replica whose lease was taken can no longer move the position.';
--> statement-breakpoint
COMMENT ON TABLE webhook_listening IS 'Until when a listener is known to have received webhooks.';
--> statement-breakpoint
COMMENT ON TABLE course_facts IS 'What ClassIn''s messages said about courses. Each fact has the time of the message that it is from.';
--> statement-breakpoint
COMMENT ON TABLE course_students IS 'The students whom ClassIn''s messages named. A student who was removed stays, so that a late message does not add them again.';
