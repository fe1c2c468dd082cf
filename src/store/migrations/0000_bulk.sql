CREATE TABLE "bulk_chunks" (
	"operation_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"fence" integer DEFAULT 0 NOT NULL,
	"worker" text,
	"lease_until" timestamp (3) with time zone,
	"not_before" timestamp (3) with time zone,
	"done_at" timestamp (3) with time zone,
	CONSTRAINT "bulk_chunks_operation_id_number_pk" PRIMARY KEY("operation_id","number")
);
--> statement-breakpoint
CREATE TABLE "bulk_items" (
	"operation_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"chunk" integer NOT NULL,
	"target" jsonb NOT NULL,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"begun_at" timestamp (3) with time zone,
	"retry_at" timestamp (3) with time zone,
	"outcome" text,
	"failure" text,
	"code" bigint,
	"extra" jsonb,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "bulk_items_operation_id_position_pk" PRIMARY KEY("operation_id","position")
);
--> statement-breakpoint
CREATE TABLE "bulk_operations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"caller" text,
	"idempotency_key" text NOT NULL,
	"input_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"total" integer NOT NULL,
	"succeeded" integer DEFAULT 0 NOT NULL,
	"failed" integer DEFAULT 0 NOT NULL,
	"unknown" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "course_leases" (
	"course_id" text PRIMARY KEY NOT NULL,
	"holder" text NOT NULL,
	"until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "nickname_syncs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"course_id" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone NOT NULL,
	"requested_by" text,
	"request_id" text NOT NULL,
	"outcome" text NOT NULL,
	"failure" text,
	"code" bigint,
	"extra" jsonb
);
--> statement-breakpoint
ALTER TABLE "bulk_chunks" ADD CONSTRAINT "bulk_chunks_operation_id_bulk_operations_id_fk" FOREIGN KEY ("operation_id") REFERENCES "public"."bulk_operations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_items" ADD CONSTRAINT "bulk_items_operation_id_bulk_operations_id_fk" FOREIGN KEY ("operation_id") REFERENCES "public"."bulk_operations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bulk_chunks_open" ON "bulk_chunks" USING btree ("operation_id","number") WHERE done_at is null;--> statement-breakpoint
CREATE INDEX "bulk_items_chunk" ON "bulk_items" USING btree ("operation_id","chunk","position");--> statement-breakpoint
CREATE UNIQUE INDEX "bulk_operations_key" ON "bulk_operations" USING btree (coalesce("caller", ''),"idempotency_key");--> statement-breakpoint
CREATE INDEX "bulk_operations_created" ON "bulk_operations" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "bulk_operations_open" ON "bulk_operations" USING btree ("created_at") WHERE finished_at is null;--> statement-breakpoint
CREATE INDEX "nickname_syncs_course" ON "nickname_syncs" USING btree ("course_id","finished_at");--> statement-breakpoint
CREATE INDEX "nickname_syncs_finished" ON "nickname_syncs" USING btree ("finished_at");