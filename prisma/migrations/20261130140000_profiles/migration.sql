-- AlterTable
ALTER TABLE "Achievement" ADD COLUMN     "application" TEXT,
ADD COLUMN     "awards" TEXT,
ADD COLUMN     "benefit" TEXT,
ADD COLUMN     "completedOn" TEXT,
ADD COLUMN     "disciplines" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "fields" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "indicators" TEXT,
ADD COLUMN     "ipForms" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "ipHolder" TEXT,
ADD COLUMN     "ipNumbers" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "keywords" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "maturity" INTEGER,
ADD COLUMN     "nature" TEXT,
ADD COLUMN     "negotiable" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "people" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "price" DOUBLE PRECISION,
ADD COLUMN     "project" TEXT,
ADD COLUMN     "sampleExists" BOOLEAN,
ADD COLUMN     "terms" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "units" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- AlterTable
ALTER TABLE "Enterprise" ADD COLUMN     "aboveScale" BOOLEAN,
ADD COLUMN     "address" TEXT,
ADD COLUMN     "doctors" INTEGER,
ADD COLUMN     "foundedOn" TEXT,
ADD COLUMN     "homepage" TEXT,
ADD COLUMN     "legalRepresentative" TEXT,
ADD COLUMN     "listed" BOOLEAN,
ADD COLUMN     "ownership" TEXT,
ADD COLUMN     "rdStaff" INTEGER,
ADD COLUMN     "registeredCapital" DOUBLE PRECISION,
ADD COLUMN     "revenue" DOUBLE PRECISION,
ADD COLUMN     "staff" INTEGER,
ADD COLUMN     "summary" TEXT,
ADD COLUMN     "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- AlterTable
ALTER TABLE "Expert" ADD COLUMN     "checkAskedAt" TIMESTAMPTZ(3),
ADD COLUMN     "checkedAt" TIMESTAMPTZ(3),
ADD COLUMN     "degree" TEXT,
ADD COLUMN     "department" TEXT,
ADD COLUMN     "disciplines" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "envoy" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "external" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "homepage" TEXT,
ADD COLUMN     "industries" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "monthlyCap" INTEGER,
ADD COLUMN     "mutedUntil" TEXT,
ADD COLUMN     "papers" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "patents" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "projects" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "serviceForms" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "serviceTimes" TEXT,
ADD COLUMN     "solvedProblems" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "subfields" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "topics" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "Institute" ADD COLUMN     "address" TEXT,
ADD COLUMN     "homepage" TEXT,
ADD COLUMN     "phone" TEXT,
ADD COLUMN     "summary" TEXT,
ADD COLUMN     "township" TEXT,
ADD COLUMN     "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateTable
CREATE TABLE "ResearchTeam" (
    "id" TEXT NOT NULL,
    "instituteId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "leaderId" TEXT,
    "memberIds" TEXT[],
    "fields" TEXT[],
    "keywords" TEXT[],
    "summary" TEXT NOT NULL DEFAULT '',
    "sample" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "ResearchTeam_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Equipment" (
    "id" TEXT NOT NULL,
    "instituteId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "model" TEXT,
    "code" TEXT,
    "make" TEXT,
    "value" DOUBLE PRECISION,
    "inUseSince" TEXT,
    "calibratedUntil" TEXT,
    "place" TEXT,
    "contactName" TEXT,
    "contactPhone" TEXT,
    "specs" TEXT,
    "services" TEXT,
    "fee" TEXT,
    "openHours" TEXT,
    "fields" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "keywords" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "state" TEXT NOT NULL DEFAULT 'available',
    "sample" BOOLEAN NOT NULL DEFAULT false,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Equipment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Qualification" (
    "id" TEXT NOT NULL,
    "enterpriseId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT,
    "number" TEXT,
    "issuedOn" TEXT,
    "expiresOn" TEXT,
    "warnedFor" TEXT,

    CONSTRAINT "Qualification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProfileChange" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "patch" JSONB NOT NULL,
    "byId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "decidedById" TEXT,
    "decidedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ProfileChange_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ResearchTeam_instituteId_name_key" ON "ResearchTeam"("instituteId", "name");

-- CreateIndex
CREATE INDEX "Equipment_name_idx" ON "Equipment"("name");

-- CreateIndex
CREATE UNIQUE INDEX "Equipment_instituteId_code_key" ON "Equipment"("instituteId", "code");

-- CreateIndex
CREATE INDEX "Qualification_enterpriseId_idx" ON "Qualification"("enterpriseId");

-- CreateIndex
CREATE INDEX "Qualification_expiresOn_idx" ON "Qualification"("expiresOn");

-- CreateIndex
CREATE INDEX "ProfileChange_kind_ref_state_idx" ON "ProfileChange"("kind", "ref", "state");

-- CreateIndex
CREATE INDEX "ProfileChange_state_at_idx" ON "ProfileChange"("state", "at");

-- AddForeignKey
ALTER TABLE "ResearchTeam" ADD CONSTRAINT "ResearchTeam_instituteId_fkey" FOREIGN KEY ("instituteId") REFERENCES "Institute"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Equipment" ADD CONSTRAINT "Equipment_instituteId_fkey" FOREIGN KEY ("instituteId") REFERENCES "Institute"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Qualification" ADD CONSTRAINT "Qualification_enterpriseId_fkey" FOREIGN KEY ("enterpriseId") REFERENCES "Enterprise"("id") ON DELETE CASCADE ON UPDATE CASCADE;


