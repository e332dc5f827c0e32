package org.dcss.eventstore.local.key;

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
        System.exit(new CommandLine(new KeyCommand())
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getErr().println("error: " + failure.getMessage());
                    return 1;
                })
                .execute(args));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
