package org.dcss.eventstore.local.key;

import java.time.Clock;
import java.util.concurrent.Callable;
import org.dcss.eventstore.local.store.StartException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists all keys, never the keys themselves.")
final class ListCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private KeysTable table;

    @Override
    public Integer call() throws StartException {
        return table.with(
                (registry, used) -> {
                    KeyList.print(
                            registry.list(), used.get(), spec.commandLine().getOut());
                    return 0;
                },
                Clock.systemUTC());
    }
}
