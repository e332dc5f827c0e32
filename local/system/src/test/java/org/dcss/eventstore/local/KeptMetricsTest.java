package org.dcss.eventstore.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaStaticInitializer;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.lang.reflect.Field;
import java.util.List;
import java.util.stream.Stream;
import org.dcss.eventstore.platform.telemetry.Metric;

/** What all functions together have CloudWatch keep. */
@AnalyzeClasses(packages = "org.dcss.eventstore", importOptions = ImportOption.DoNotIncludeTests.class)
class KeptMetricsTest {

    @ArchTest
    static void theyAreThese(JavaClasses classes) {
        assertThat(constants(classes).stream().map(Metric::name).distinct())
                .containsExactlyInAnyOrder(
                        "Accepted",
                        "Rejected",
                        "NotConfirmed",
                        "Throttled",
                        "Retried",
                        "AcknowledgeMillis",
                        "Stored",
                        "Late",
                        "Conflicts",
                        "PutLatenessMillis",
                        "LatePuts",
                        "UnknownPuts",
                        "IdConflicts",
                        "ClockDifferenceMillis",
                        "FeedLagMillis",
                        "ProjectionLagMillis",
                        "ProjectedEvents",
                        "ViewConflicts",
                        "ArchiveDifferences",
                        "Appended",
                        "VersionConflicts",
                        "LeftPending",
                        "AppendMillis",
                        "OldestPendingMillis");
    }

    /** So none is named after what clients send, and none escapes the other test. */
    @ArchTest
    static void theyAreConstants(JavaClasses classes) {
        List<? extends JavaAccess<?>> made = Stream.of("count", "millis")
                .flatMap(name -> classes.get(Metric.class).getMethod(name, String.class).getAccessesToSelf().stream())
                .toList();

        assertThat(made)
                .allMatch(access -> access.getOrigin() instanceof JavaStaticInitializer)
                .hasSameSizeAs(constants(classes));
        assertThat(classes.get(Metric.class).getConstructors())
                .flatMap(constructor -> constructor.getAccessesToSelf())
                .allMatch(access -> access.getOriginOwner().isEquivalentTo(Metric.class));
    }

    private static List<Metric> constants(JavaClasses classes) {
        return classes.stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getRawType().isEquivalentTo(Metric.class))
                .map(KeptMetricsTest::read)
                .filter(Metric::kept)
                .toList();
    }

    private static Metric read(JavaField constant) {
        try {
            Field field = constant.reflect();
            field.setAccessible(true);
            return (Metric) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(constant.getFullName(), e);
        }
    }
}
