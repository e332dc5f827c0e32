package org.dcss.eventstore.append;

import org.dcss.eventstore.intake.IntakeConfig;
import org.dcss.eventstore.platform.Environment;

/** How this function is set up. */
record AppendConfig(IntakeConfig intake, String streamsTable) {

    /**
     * Reads the environment.
     *
     * @throws IllegalArgumentException if a variable is missing or wrong; names it
     */
    static AppendConfig from(Environment environment) {
        return new AppendConfig(IntakeConfig.from(environment), environment.required("STREAMS_TABLE"));
    }
}
