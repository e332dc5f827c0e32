package org.dcss.eventstore.tools.schema;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code dcss-events schema}. */
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        description =
                "Checks files as the store would, without one, and makes a first schema for a new type of events.",
        subcommands = {CheckCommand.class, NewCommand.class},
        footer = {
            "",
            "Examples:",
            "  dcss-events schema check /srv/dcss/saves/milestones",
            "  dcss-events schema new arena --from arena.ndjson > schemas/arena.json",
        })
public final class SchemaCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command: check or new.");
    }
}
