package org.dcss.eventstore.checks;

import com.google.errorprone.BaseErrorProneJavaCompiler;
import com.google.errorprone.scanner.BuiltInCheckerSuppliers;
import com.google.errorprone.scanner.ScannerSupplier;
import com.uber.nullaway.NullAway;
import java.util.stream.Stream;
import javax.inject.Named;
import javax.tools.JavaCompiler;
import org.codehaus.plexus.compiler.javac.InProcessCompiler;
import org.codehaus.plexus.compiler.javac.JavacCompiler;
import org.codehaus.plexus.compiler.javac.JavaxToolsCompiler;

/**
 * Javac with Error Prone and NullAway, where an argument is theirs ({@code -Xep}). As a plugin of javac they are loaded
 * anew each time it is called, which takes longer than what they check: here they belong to Maven's compiler plugin, and
 * are loaded once in a build.
 */
@Named("javac-with-checks")
public final class CheckedJavac extends JavacCompiler {

    @Override
    public String getCompilerId() {
        return "javac-with-checks";
    }

    @Override
    protected InProcessCompiler inProcessCompiler() {
        return (arguments, configuration, sources) -> {
            boolean checks = Stream.of(arguments).anyMatch(CheckedJavac::areForChecks);
            String[] single = Stream.of(arguments)
                    .flatMap(some -> areForChecks(some) ? Stream.of(some.trim().split(" +")) : Stream.of(some))
                    .toArray(String[]::new);
            InProcessCompiler compiler = checks ? new Checking() : new JavaxToolsCompiler();
            return compiler.compileInProcess(single, configuration, sources);
        };
    }

    private static boolean areForChecks(String arguments) {
        return arguments.startsWith("-Xep");
    }

    private static final class Checking extends JavaxToolsCompiler {

        private static final ScannerSupplier CHECKS =
                BuiltInCheckerSuppliers.defaultChecks().plus(ScannerSupplier.fromBugCheckerClasses(NullAway.class));

        @Override
        protected JavaCompiler newJavaCompiler() {
            return new BaseErrorProneJavaCompiler(CHECKS);
        }
    }
}
