package org.dcss.eventstore.submit;

import java.util.Optional;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.intake.IntakeConfig;
import org.dcss.eventstore.platform.Environment;

/**
 * How this function is set up.
 *
 * @param pixelSource whose events the pixel's hits are; empty where there is no pixel
 */
record SubmitConfig(IntakeConfig intake, Optional<Source> pixelSource) {

    private static final String PIXEL_SOURCE = "PIXEL_SOURCE";

    /**
     * Reads the environment.
     *
     * @throws IllegalArgumentException if a variable is missing or wrong; names it
     */
    static SubmitConfig from(Environment environment) {
        return new SubmitConfig(
                IntakeConfig.from(environment),
                environment.optional(PIXEL_SOURCE).map(SubmitConfig::source));
    }

    private static Source source(String name) {
        if (!Source.isName(name)) {
            throw new IllegalArgumentException("the environment variable " + PIXEL_SOURCE
                    + " must be a source's name, 1 to 32 of a-z, 0-9 and -, a letter first, not \"" + name + "\"");
        }
        return new Source(name);
    }
}
