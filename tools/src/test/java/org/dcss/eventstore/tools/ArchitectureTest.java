package org.dcss.eventstore.tools;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

@AnalyzeClasses(packages = "org.dcss.eventstore.tools", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "org.dcss.eventstore.tools.";

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching(ROOT + "(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyThePublicContractIsSpoken = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "schema..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "software.amazon..",
                    "com.amazonaws..",
                    "org.dcss.eventstore.local..",
                    "org.dcss.eventstore.intake..",
                    "org.dcss.eventstore.submit..",
                    "org.dcss.eventstore.query..");

    /** The jar holds submit without what its function needs. */
    @ArchTest
    static final ArchRule schemasAreCheckedBySubmitAndNothingElse = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "software.amazon..",
                    "com.amazonaws..",
                    "org.dcss.eventstore.local..",
                    "org.dcss.eventstore.dynamodb..",
                    "org.dcss.eventstore.intake.key..",
                    "org.dcss.eventstore.intake.queue..",
                    "org.dcss.eventstore.query..");

    @ArchTest
    static final ArchRule theEnvironmentIsReadOnce = noClasses()
            .that()
            .doNotHaveSimpleName("DcssEventsCommand")
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class);

    @ArchTest
    static final ArchRule onlyCommandsChooseTheClock =
            noClasses().that().haveSimpleNameNotEndingWith("Command").should().callMethod(Clock.class, "systemUTC");

    @ArchTest
    static final ArchRule onlyAClockTellsTheTime = noClasses()
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now");
}
