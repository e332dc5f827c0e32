package org.dcss.eventstore.query;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Holds query's packages to their place: a request is read, then answered from a table; nothing looks back. */
class QueryArchitectureTest {

    private static final String QUERY = "org.dcss.eventstore.query";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(QUERY);

    @Test
    void roomsGoRoundInNoCircles() {
        slices().matching(QUERY + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void roomsDoNotKnowWhatIsMadeOfThem() {
        noClasses()
                .that()
                .resideInAPackage(QUERY + ".*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(QUERY)
                .check(CLASSES);
    }

    @Test
    void onlyTheFunctionKnowsOfDynamoDb() {
        noClasses()
                .that()
                .doNotHaveSimpleName("QueryFunction")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.dcss.eventstore.dynamodb..", "software.amazon..")
                .check(CLASSES);
    }
}
