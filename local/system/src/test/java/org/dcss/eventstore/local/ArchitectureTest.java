package org.dcss.eventstore.local;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

@AnalyzeClasses(packages = "org.dcss.eventstore", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "org.dcss.eventstore.";

    private static final String ENGINES = ROOT + "local.engines";

    @ArchTest
    static final ArchRule coreKnowsNothingOfAws = noClasses()
            .that()
            .resideInAPackage(ROOT + "core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..", "com.amazonaws..", "org.json..");

    @ArchTest
    static final ArchRule coreAndPlatformKnowNoneOfTheOthers = noClasses()
            .that()
            .resideInAnyPackage(ROOT + "core..", ROOT + "platform..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    ROOT + "dynamodb..",
                    ROOT + "intake..",
                    ROOT + "submit..",
                    ROOT + "append..",
                    ROOT + "consumer..",
                    ROOT + "query..",
                    ROOT + "projector..",
                    ROOT + "local..");

    @ArchTest
    static final ArchRule whatTheyShareKnowsNoneOfThem = noClasses()
            .that()
            .resideInAPackage(ROOT + "intake..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "dynamodb..", ROOT + "submit..", ROOT + "append..");

    @ArchTest
    static final ArchRule theLambdasKnowNothingOfEachOther = slices().matching(
                    ROOT + "(submit|append|consumer|query|projector)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule theLambdasKnowNothingOfLocalMode = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "local..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "local..");

    @ArchTest
    static final ArchRule theEnginesKnowNothingOfEachOther = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("both")
            .definedBy(ENGINES)
            .layer("DynamoDB")
            .definedBy(ENGINES + ".dynamodb")
            .layer("its items")
            .definedBy(ENGINES + ".dynamodb.items..")
            .layer("SQS")
            .definedBy(ENGINES + ".sqs")
            .layer("its messages")
            .definedBy(ENGINES + ".sqs.durable..")
            .layer("access")
            .definedBy(ENGINES + ".access..")
            .whereLayer("DynamoDB")
            .mayOnlyAccessLayers("its items", "access")
            .whereLayer("its items")
            .mayNotAccessAnyLayer()
            .whereLayer("SQS")
            .mayOnlyAccessLayers("its messages", "access")
            .whereLayer("its messages")
            .mayNotAccessAnyLayer()
            .whereLayer("access")
            .mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching(ROOT + "(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyHandlersReadTheEnvironment = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Handler")
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class);

    @ArchTest
    static final ArchRule onlyAClockTellsTheTime = noClasses()
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now");

    @ArchTest
    static final ArchRule onlyEntryPointsChooseTheClock = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Handler")
            .and()
            .haveSimpleNameNotEndingWith("Command")
            .should()
            .callMethod(Clock.class, "systemUTC");

    @ArchTest
    static final ArchRule theHotPathUsesNoObjectMapper = noClasses()
            .that(resideInAnyPackage(
                    ROOT + "core..",
                    ROOT + "platform..",
                    ROOT + "dynamodb..",
                    ROOT + "intake..",
                    ROOT + "submit..",
                    ROOT + "append..",
                    ROOT + "consumer..",
                    ROOT + "query.."))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson.databind..");
}
