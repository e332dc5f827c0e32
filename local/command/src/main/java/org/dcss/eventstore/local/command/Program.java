package org.dcss.eventstore.local.command;

import picocli.CommandLine;

/** A command as a program: whatever ends it is told in one line, as {@code error: …}, without a stack trace. */
public final class Program {

    private Program() {}

    /** Runs a command and ends the process with its exit code; 1 if it failed, 2 if it was called wrongly. */
    public static void run(Object command, String... args) {
        System.exit(of(command).execute(args));
    }

    /** The command, to be executed within this process. */
    public static CommandLine of(Object command) {
        return new CommandLine(command).setExecutionExceptionHandler((failure, line, parsed) -> {
            line.getErr().println("error: " + (failure.getMessage() == null ? failure : failure.getMessage()));
            return 1;
        });
    }
}
