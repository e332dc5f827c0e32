package org.dcss.eventstore.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import org.junit.jupiter.api.Test;

class CoreArchitectureTest {

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.dcss.eventstore.core");

    @Test
    void dependsOnNothingButTheJdkJacksonsStreamsAndNullness() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.dcss.eventstore.core..",
                        "java..",
                        "com.fasterxml.jackson.core..",
                        "org.jspecify.annotations")
                .check(CORE);
    }

    @Test
    void roomsGoRoundInNoCircles() {
        slices().matching("org.dcss.eventstore.core.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CORE);
    }

    @Test
    void vocabularyDependsOnNoRoom() {
        noClasses()
                .that()
                .resideInAPackage("org.dcss.eventstore.core")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.dcss.eventstore.core.*..")
                .check(CORE);
    }

    @Test
    void onlyAnInjectedClockTellsTheTime() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Instant.class, "now", Clock.class)
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .orShould()
                .callConstructor(Date.class)
                .check(CORE);
    }

    @Test
    void protocolKnowsNothingOfTablesThreadsOrClocks() {
        noClasses()
                .that()
                .haveSimpleName("Batch")
                .or()
                .haveSimpleName("Chain")
                .or()
                .haveSimpleName("Placement")
                .or()
                .haveSimpleName("Occupancy")
                .should()
                .dependOnClassesThat()
                .haveSimpleNameEndingWith("Table")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.util.concurrent..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Clock.class, Thread.class)
                .check(CORE);
    }

    @Test
    void readsNoEnvironment() {
        noClasses()
                .should()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getProperty", String.class)
                .check(CORE);
    }
}
