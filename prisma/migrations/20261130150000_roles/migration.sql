-- AlterTable
ALTER TABLE "Code" ADD COLUMN     "id" TEXT,
ADD COLUMN     "withdrawnAt" TIMESTAMPTZ(3);
-- nothing of the code itself
UPDATE "Code" SET "id" = substr(md5(random()::text || clock_timestamp()::text || "hash"), 1, 16);
ALTER TABLE "Code" ALTER COLUMN "id" SET NOT NULL;

-- CreateTable
CREATE TABLE "CodeTry" (
    "address" TEXT NOT NULL,
    "wrong" INTEGER NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CodeTry_pkey" PRIMARY KEY ("address")
);

-- CreateTable
CREATE TABLE "RoleChange" (
    "id" BIGSERIAL NOT NULL,
    "personId" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "ref" TEXT,
    "label" TEXT,
    "byId" TEXT,
    "chat" TEXT,
    "via" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RoleChange_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "RoleChange_personId_id_idx" ON "RoleChange"("personId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Code_id_key" ON "Code"("id");

-- CreateIndex
CREATE INDEX "Code_expiresAt_idx" ON "Code"("expiresAt");


