package org.dcss.eventstore.local.key;

import org.dcss.eventstore.local.command.Program;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./run.sh key}: for a deployment, or with {@code --local} for local mode. */
@Command(
        name = "./run.sh key",
        mixinStandardHelpOptions = true,
        description = "Makes, lists and revokes the keys that sources submit with.",
        subcommands = {AddCommand.class, ListCommand.class, RevokeCommand.class})
public final class KeyCommand implements Runnable {

    /** Runs the command and exits with its code. */
    public static void main(String[] args) {
        Program.run(new KeyCommand(), args);
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
